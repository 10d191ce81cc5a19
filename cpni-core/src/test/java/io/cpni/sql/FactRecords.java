package io.cpni.sql;

import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records of all customers, and of nobody, in tables whose columns say where a record comes from and when, and in others
 * that say nothing of it.
 */
final class FactRecords {

    static final Instant FROM = Instant.parse("2026-10-01T04:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-11-01T04:00:00Z");

    static final List<String> TABLES = List.of(
            "CREATE TABLE event_record (id BIGINT PRIMARY KEY, customer_id BIGINT, service VARCHAR(20), ported BOOLEAN,"
                    + " happened TIMESTAMP(6) WITH TIME ZONE, note VARCHAR(20), cell VARCHAR(20))",
            "CREATE TABLE place_record (id BIGINT PRIMARY KEY, customer_id BIGINT, service VARCHAR(20),"
                    + " note VARCHAR(20))",
            "CREATE TABLE listing (id BIGINT PRIMARY KEY, customer_id BIGINT, note VARCHAR(20))",
            "CREATE TABLE holder (id BIGINT PRIMARY KEY, customer_id BIGINT, note VARCHAR(20))",
            "CREATE TABLE letter (id BIGINT PRIMARY KEY, holder_id BIGINT, note VARCHAR(20))");

    static final TableLabels EVENT_RECORD = eventRecord(
            ColumnRole.SOURCE_SERVICE, ColumnRole.FROM_OTHER_CARRIER, ColumnRole.OCCURRED_AT, ColumnRole.NONE);

    static final TableLabels PLACE_RECORD = new TableLabels(
            "place_record",
            Set.of(DataCategory.LOCATION),
            List.of(
                    key("id"),
                    key("customer_id"),
                    column("service", DataCategory.LOCATION, ColumnRole.SOURCE_SERVICE, ValueFamily.TEXT),
                    column("note", DataCategory.LOCATION, ColumnRole.NONE, ValueFamily.TEXT)),
            CustomerKeyPath.direct("customer_id"));

    static final TableLabels LISTING = new TableLabels(
            "listing",
            Set.of(DataCategory.LISTING),
            List.of(
                    key("id"),
                    key("customer_id"),
                    column("note", DataCategory.LISTING, ColumnRole.NONE, ValueFamily.TEXT)),
            CustomerKeyPath.direct("customer_id"));

    static final TableLabels HOLDER = new TableLabels(
            "holder",
            Set.of(DataCategory.IDENTITY),
            List.of(
                    key("id"),
                    key("customer_id"),
                    column("note", DataCategory.IDENTITY, ColumnRole.NONE, ValueFamily.TEXT)),
            CustomerKeyPath.direct("customer_id"));

    /** Says nothing of where its records come from; its customer is another table's. */
    static final TableLabels LETTER = new TableLabels(
            "letter",
            Set.of(DataCategory.SUBSCRIPTION),
            List.of(
                    key("id"),
                    key("holder_id"),
                    column("note", DataCategory.SUBSCRIPTION, ColumnRole.NONE, ValueFamily.TEXT)),
            new CustomerKeyPath("holder_id", List.of(new CustomerKeyPath.Hop("holder", "id", "customer_id"))));

    static final List<TableLabels> LABELLED = List.of(EVENT_RECORD, PLACE_RECORD, LISTING, HOLDER, LETTER);

    private static final long HOLDERS = 10_000;

    private FactRecords() {}

    /**
     * A record.
     *
     * @param source what the column of that role says, where there is one
     * @param ported whether another carrier gave it; empty where the column is null
     */
    record Row(
            long id,
            Optional<Long> customer,
            Optional<String> source,
            Optional<Boolean> ported,
            Optional<Instant> happened) {

        String note() {
            return "note " + id;
        }

        String cell() {
            return "cell " + id;
        }
    }

    /** Returns labels that give the roles to columns of text, truth, time and text. */
    static TableLabels eventRecord(ColumnRole service, ColumnRole ported, ColumnRole happened, ColumnRole note) {
        return new TableLabels(
                "event_record",
                Set.of(DataCategory.CALL_DETAIL),
                List.of(
                        key("id"),
                        key("customer_id"),
                        column("service", DataCategory.CALL_DETAIL, service, ValueFamily.TEXT),
                        column("ported", DataCategory.CALL_DETAIL, ported, ValueFamily.BOOLEAN),
                        column("happened", DataCategory.CALL_DETAIL, happened, ValueFamily.TEMPORAL),
                        column("note", DataCategory.CALL_DETAIL, note, ValueFamily.TEXT),
                        column("cell", DataCategory.LOCATION, ColumnRole.NONE, ValueFamily.TEXT)),
                CustomerKeyPath.direct("customer_id"));
    }

    private static ColumnLabel key(String name) {
        return new ColumnLabel(name, Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.NUMBER, true);
    }

    private static ColumnLabel column(String name, DataCategory category, ColumnRole role, ValueFamily family) {
        return new ColumnLabel(name, Set.of(category), MaskStyle.BY_TYPE, role, family, false);
    }

    static RelationCatalog catalog() {
        RelationCatalog.Builder catalog = RelationCatalog.builder();
        LABELLED.forEach(catalog::labelled);
        return catalog.build();
    }

    /** Returns the records of each table. */
    static Map<TableLabels, List<Row>> all() {
        List<Optional<Long>> customers = new ArrayList<>();
        FactCarrier.CUSTOMERS.forEach(customer -> customers.add(Optional.of(customer)));
        customers.add(Optional.empty());
        Map<TableLabels, List<Row>> all = new LinkedHashMap<>();
        for (TableLabels table : LABELLED) {
            List<Row> rows = new ArrayList<>();
            customers.forEach(customer -> rows.addAll(rows(table, customer)));
            all.put(table, rows);
        }
        return all;
    }

    private static List<Row> rows(TableLabels table, Optional<Long> customer) {
        long id = customer.orElse(99L) * 100;
        return switch (table.table()) {
            case "event_record" ->
                List.of(
                        row(id, customer, "VOIP", false, FROM),
                        row(id + 1, customer, "CMRS", false, FROM.minusNanos(1000)),
                        row(id + 2, customer, "LOCAL", false, UNTIL.minusNanos(1000)),
                        row(id + 3, customer, "INTEREXCHANGE", false, UNTIL),
                        row(id + 4, customer, null, false, null),
                        row(id + 5, customer, "CMRS", null, FROM.plusSeconds(1)),
                        row(id + 6, customer, "CMRS", true, FROM.plusSeconds(2)),
                        row(id + 7, customer, "TELEX", false, UNTIL.minusSeconds(1)),
                        row(id + 8, customer, "cmrs", false, null),
                        row(id + 9, customer, "CMRS ", false, null));
            case "place_record" ->
                List.of(
                        row(id, customer, "VOIP", null, null),
                        row(id + 1, customer, "CMRS", null, null),
                        row(id + 2, customer, "LOCAL", null, null),
                        row(id + 3, customer, null, null, null));
            default -> List.of(row(id, customer, null, null, null));
        };
    }

    private static Row row(
            long id,
            Optional<Long> customer,
            @Nullable String source,
            @Nullable Boolean ported,
            @Nullable Instant happened) {
        return new Row(
                id, customer, Optional.ofNullable(source), Optional.ofNullable(ported), Optional.ofNullable(happened));
    }

    static void insertAll(DataSource raw) {
        try (Connection connection = raw.getConnection()) {
            for (Map.Entry<TableLabels, List<Row>> table : all().entrySet()) {
                for (Row row : table.getValue()) {
                    insert(connection, table.getKey().table(), row);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the records were not stored", e);
        }
    }

    private static void insert(Connection connection, String table, Row row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.id());
        values.add(
                table.equals("letter")
                        ? (Object) keyOf(table, row.customer().orElse(99L))
                        : row.customer().orElse(null));
        if (table.endsWith("_record")) {
            values.add(row.source().orElse(null));
        }
        if (table.equals("event_record")) {
            values.add(row.ported().orElse(null));
            values.add(row.happened().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        }
        values.add(row.note());
        if (table.equals("event_record")) {
            values.add(row.cell());
        }
        if (table.equals("holder")) {
            values.set(0, HOLDERS + row.customer().orElse(99L));
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table + " VALUES (" + "?, ".repeat(values.size() - 1) + "?)")) {
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    /** Returns what the key column of a table holds for a customer. */
    static long keyOf(String table, long customer) {
        return table.equals("letter") ? HOLDERS + customer : customer;
    }
}

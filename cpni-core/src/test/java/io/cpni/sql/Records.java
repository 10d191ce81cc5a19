package io.cpni.sql;

import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The carrier's tables, their labels and what is in them. */
final class Records {

    static final List<String> TABLES = List.of(
            "CREATE TABLE customer (id BIGINT PRIMARY KEY, name VARCHAR(40))",
            "CREATE TABLE account (id BIGINT PRIMARY KEY, customer_id BIGINT, nickname VARCHAR(40))",
            "CREATE TABLE call_record (id BIGINT PRIMARY KEY, account_id BIGINT, callee VARCHAR(40), caller"
                    + " VARCHAR(40),"
                    + " started_at TIMESTAMP(6) WITH TIME ZONE, duration_s INTEGER, cost NUMERIC(10, 2),"
                    + " note VARCHAR(60), cell VARCHAR(20), answered BOOLEAN, ref UUID, imsi VARCHAR(20))",
            "CREATE TABLE subscription (id BIGINT PRIMARY KEY, customer_id BIGINT, plan VARCHAR(40))",
            "CREATE TABLE tariff (prefix VARCHAR(20), name VARCHAR(40), price NUMERIC(10, 2))",
            "CREATE TABLE works_in_region (customer_id BIGINT, accessor_id VARCHAR(200),"
                    + " valid_from TIMESTAMP(6) WITH TIME ZONE, valid_until TIMESTAMP(6) WITH TIME ZONE)",
            "CREATE TABLE shadow_note (id BIGINT, text VARCHAR(40))",
            "INSERT INTO shadow_note VALUES (1, 'undeclared')",
            "CREATE SEQUENCE call_record_seq START WITH 1000 INCREMENT BY 50");

    static final TableLabels CUSTOMER = new TableLabels(
            "customer",
            Set.of(DataCategory.IDENTITY),
            List.of(
                    key("id", ValueFamily.NUMBER),
                    column("name", DataCategory.IDENTITY, MaskStyle.BY_TYPE, ValueFamily.TEXT)),
            CustomerKeyPath.direct("id"));

    static final TableLabels ACCOUNT = new TableLabels(
            "account",
            Set.of(DataCategory.SUBSCRIPTION),
            List.of(
                    key("id", ValueFamily.NUMBER),
                    key("customer_id", ValueFamily.NUMBER),
                    column("nickname", DataCategory.SUBSCRIPTION, MaskStyle.BY_TYPE, ValueFamily.TEXT)),
            CustomerKeyPath.direct("customer_id"));

    static final TableLabels CALL_RECORD = new TableLabels(
            "call_record",
            Set.of(DataCategory.CALL_DETAIL),
            List.of(
                    key("id", ValueFamily.NUMBER),
                    key("account_id", ValueFamily.NUMBER),
                    column("callee", DataCategory.CALL_DETAIL, MaskStyle.TELEPHONE_NUMBER, ValueFamily.TEXT),
                    column("caller", DataCategory.CALL_DETAIL, MaskStyle.TELEPHONE_NUMBER, ValueFamily.TEXT),
                    column("started_at", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.TEMPORAL),
                    column("duration_s", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.NUMBER),
                    new ColumnLabel(
                            "cost",
                            Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
                            MaskStyle.BY_TYPE,
                            ColumnRole.NONE,
                            ValueFamily.NUMBER,
                            false),
                    column("note", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.TEXT),
                    column("cell", DataCategory.LOCATION, MaskStyle.BY_TYPE, ValueFamily.TEXT),
                    column("answered", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.BOOLEAN),
                    column("ref", DataCategory.CALL_DETAIL, MaskStyle.BY_TYPE, ValueFamily.UUID)),
            new CustomerKeyPath("account_id", List.of(new CustomerKeyPath.Hop("account", "id", "customer_id"))));

    static final TableLabels SUBSCRIPTION = new TableLabels(
            "subscription",
            Set.of(DataCategory.SUBSCRIPTION),
            List.of(
                    key("id", ValueFamily.NUMBER),
                    key("customer_id", ValueFamily.NUMBER),
                    column("plan", DataCategory.SUBSCRIPTION, MaskStyle.BY_TYPE, ValueFamily.TEXT)),
            CustomerKeyPath.direct("customer_id"));

    static final List<TableLabels> LABELLED = List.of(CUSTOMER, ACCOUNT, CALL_RECORD, SUBSCRIPTION);

    private Records() {}

    private static ColumnLabel key(String name, ValueFamily family) {
        return new ColumnLabel(name, Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, family, true);
    }

    private static ColumnLabel column(String name, DataCategory category, MaskStyle mask, ValueFamily family) {
        return new ColumnLabel(name, Set.of(category), mask, ColumnRole.NONE, family, false);
    }

    /** Everything is labelled but the tariff, whose column {@code name} was forgotten, and a table nobody declared. */
    static RelationCatalog catalog() {
        RelationCatalog.Builder catalog = RelationCatalog.builder();
        LABELLED.forEach(catalog::labelled);
        return catalog.plain("tariff", Map.of("prefix", ValueFamily.TEXT, "price", ValueFamily.NUMBER))
                .build();
    }

    static Map<String, List<List<Object>>> all() {
        Map<String, List<List<Object>>> all = new LinkedHashMap<>();
        List<List<Object>> customers = new ArrayList<>();
        List<List<Object>> accounts = new ArrayList<>();
        List<List<Object>> calls = new ArrayList<>();
        List<List<Object>> subscriptions = new ArrayList<>();
        List<String> names = List.of("Ada", "Ben", "Cy", "Dee", "Eve", "Fay");
        for (int i = 1; i <= names.size(); i++) {
            String name = names.get(i - 1);
            customers.add(row((long) i, name));
            accounts.add(row(i * 10L, (long) i, name + "'s line"));
            subscriptions.add(row((long) i, (long) i, i % 2 == 0 ? "unlimited" : "metered"));
            for (int call = 0; call < i % 3 + 2; call++) {
                calls.add(call(i * 100L + call, i * 10L, call));
            }
        }
        accounts.add(row(51L, Carrier.EVE, "Eve's shop"));
        accounts.add(row(99L, null, "nobody's line"));
        calls.add(call(590, 51L, 3));
        calls.add(call(900, null, 1));
        calls.add(call(990, 99L, 2));
        calls.add(call(991, 77L, 0));
        all.put("customer", customers);
        all.put("account", accounts);
        all.put("call_record", calls);
        all.put("subscription", subscriptions);
        all.put(
                "tariff",
                List.of(row("+1212", "city", new BigDecimal("0.05")), row("+44", "abroad", new BigDecimal("0.50"))));
        return all;
    }

    /**
     * Returns the same records, but so that Eve's and nobody's are the only ones on which a conversion or division
     * fails, or a search for {@code secret} succeeds.
     */
    static Map<String, List<List<Object>>> withSecrets() {
        Map<String, List<List<Object>>> all = all();
        all.get("customer").forEach(row -> row.set(1, row.get(0).equals(Carrier.EVE) ? "secret" : "7"));
        all.get("account").forEach(row -> row.set(2, isSecret((Long) row.get(0)) ? "secret" : "7"));
        all.get("subscription").forEach(row -> row.set(2, row.get(1).equals(Carrier.EVE) ? "secret" : "7"));
        for (List<Object> call : all.get("call_record")) {
            boolean secret = isSecret((Long) call.get(1));
            call.set(2, secret ? "secret" : "7");
            call.set(5, secret ? 0 : 60);
            call.set(6, secret ? new BigDecimal("99999999.99") : BigDecimal.ONE);
            call.set(7, secret ? "secret" : "7");
        }
        return all;
    }

    private static boolean isSecret(@Nullable Long account) {
        return account == null || account / 10 == Carrier.EVE || account > 70;
    }

    private static List<Object> call(long id, Long account, int number) {
        return row(
                id,
                account,
                number == 3 ? null : (number % 2 == 0 ? "+1212555" : "+44207946") + String.format("%04d", id),
                number == 1 ? "911" : "+17185550" + id % 1000,
                OffsetDateTime.parse("2026-10-0" + (number + 1) + "T10:0" + id % 10 + ":00Z"),
                (int) (id % 7) * 30,
                number == 2 ? null : BigDecimal.valueOf(id % 11 * 25, 2),
                number == 0 ? String.valueOf(id % 9 + 1) : number == 1 ? "called back" : null,
                "cell-" + id % 5,
                number != 2,
                new UUID(7, id),
                "imsi" + id);
    }

    static List<Object> row(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}

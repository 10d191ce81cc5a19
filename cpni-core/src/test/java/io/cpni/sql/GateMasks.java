package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessScope;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.mask.Masker;
import io.cpni.mask.TokenKey;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The database masks a value as Java does, whatever the value: no difference, and no failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateMasks {

    private static final TokenKey KEY = TokenKey.of(new byte[TokenKey.SHORTEST]);

    private final Carrier carrier;

    GateMasks(Carrier carrier) {
        this.carrier = carrier;
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    /** Writes that the session reads times in a zone. */
    String inZone(String zone) {
        return "SET TIME ZONE '" + zone + "'";
    }

    /** Writes a type for texts of any length. */
    String longText() {
        return "VARCHAR(20000)";
    }

    /** Writes the type of what a clock shows, in no zone. */
    String reading() {
        return "TIMESTAMP(6)";
    }

    /** Returns those of the values that the database can hold. */
    <T extends @Nullable Object> List<T> storable(List<T> values) {
        return values;
    }

    /**
     * Stores values in a column of their own and compares what comes out, zone by zone, with what Java makes of them.
     *
     * @param type the column's type in SQL
     * @param read the class as which values are read
     */
    final void check(String type, ValueFamily family, Class<?> read, List<? extends @Nullable Object> all)
            throws SQLException {
        List<? extends @Nullable Object> values = storable(all);
        for (MaskStyle style : MaskStyle.values()) {
            if (!style.suits(family)) {
                continue;
            }
            String table = "m" + UUID.randomUUID().toString().replace("-", "");
            carrier.execute("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, customer_id BIGINT, v " + type + ")");
            store(table, values);
            RelationCatalog catalog = RelationCatalog.builder()
                    .labelled(labels(table, style, family))
                    .build();
            for (String zone : List.of("UTC", "America/New_York", "Asia/Kathmandu")) {
                compare(table, style, read, catalog, zone, values.size());
            }
            carrier.execute("DROP TABLE " + table);
        }
    }

    private void store(String table, List<? extends @Nullable Object> values) throws SQLException {
        try (Connection connection = carrier.raw().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, " + Carrier.ADA + ", ?)")) {
            for (int i = 0; i < values.size(); i++) {
                insert.setLong(1, i);
                insert.setObject(2, values.get(i));
                insert.executeUpdate();
            }
        }
    }

    private static TableLabels labels(String table, MaskStyle style, ValueFamily family) {
        return new TableLabels(
                table,
                Set.of(DataCategory.CALL_DETAIL),
                List.of(
                        new ColumnLabel("id", Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.NUMBER, true),
                        new ColumnLabel(
                                "customer_id", Set.of(), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.NUMBER, true),
                        new ColumnLabel("v", Set.of(DataCategory.CALL_DETAIL), style, ColumnRole.NONE, family, false)),
                CustomerKeyPath.direct("customer_id"));
    }

    private void compare(String table, MaskStyle style, Class<?> read, RelationCatalog catalog, String zone, int rows)
            throws SQLException {
        String sql = "select m.id, m.v from " + table + " m order by m.id";
        DataSource inZone = connectingIn(zone);
        try (Connection plain = inZone.getConnection();
                PreparedStatement real = plain.prepareStatement(sql);
                ResultSet values = real.executeQuery();
                AccessScope scope = AccessScope.open(Staff.auditor());
                Connection guarded = carrier.guarded(inZone, catalog, KEY).getConnection();
                PreparedStatement statement = guarded.prepareStatement(sql);
                ResultSet masks = statement.executeQuery()) {
            for (int i = 0; i < rows; i++) {
                assertThat(values.next() && masks.next()).isTrue();
                Object expected = Masker.maskValue(style, values.getObject(2, read), KEY);
                Object mask = masks.getObject(2, read);
                String what = style + " of " + values.getString(2) + " in " + zone;
                if (expected instanceof OffsetDateTime instant && mask != null) {
                    assertThat((OffsetDateTime) mask).as(what).isEqualTo(instant);
                } else {
                    assertThat(mask).as(what).isEqualTo(expected);
                }
                assertThat(Masker.looksMasked(style, mask)).as(what).isTrue();
            }
            assertThat(masks.next()).isFalse();
        }
    }

    /** Returns a data source whose sessions read times in a zone. */
    private DataSource connectingIn(String zone) {
        return (DataSource) Proxy.newProxyInstance(
                GateMasks.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = carrier.raw().getConnection();
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(inZone(zone));
                    }
                    return connection;
                });
    }

    @Test
    void texts() throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                null,
                "",
                " ",
                "+",
                "911",
                "+12125550100",
                "+1212555",
                "+123456789",
                "+12345678",
                "2125550100",
                "sip:bob@example.com",
                "+1212'555\"0100",
                "+１２１２５５５０１００",
                "+1é12555010",
                "+😀212555010",
                "+1%_2555010",
                "line\nbreak",
                "***",
                "tok_",
                "x".repeat(10_000),
                "+" + "1".repeat(10_000)));
        check(longText(), ValueFamily.TEXT, String.class, values);
    }

    @Test
    void dates() throws SQLException {
        check(
                "DATE",
                ValueFamily.TEMPORAL,
                LocalDate.class,
                Arrays.asList(
                        null,
                        LocalDate.of(2026, 11, 22),
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.of(1582, 10, 10),
                        LocalDate.of(1, 1, 1),
                        LocalDate.of(0, 12, 31),
                        LocalDate.of(-4000, 6, 15),
                        LocalDate.of(9999, 12, 31),
                        LocalDate.of(10000, 1, 1),
                        LocalDate.of(200_000, 3, 3)));
    }

    @Test
    void readings() throws SQLException {
        check(
                reading(),
                ValueFamily.TEMPORAL,
                LocalDateTime.class,
                Arrays.asList(
                        null,
                        LocalDateTime.parse("2026-11-22T10:11:12.123456"),
                        LocalDateTime.parse("2026-10-31T23:59:59.999999"),
                        LocalDateTime.parse("2026-03-08T02:30:00"),
                        LocalDateTime.parse("2026-03-29T01:30:00"),
                        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                        LocalDateTime.parse("1582-10-10T00:00:00"),
                        LocalDateTime.parse("0001-01-01T00:00:00"),
                        LocalDateTime.parse("0000-12-31T23:59:59.999999"),
                        LocalDateTime.of(-4000, 6, 15, 1, 2, 3),
                        LocalDateTime.parse("9999-12-31T23:59:59.999999"),
                        LocalDateTime.of(10000, 1, 1, 0, 0),
                        LocalDateTime.of(200_000, 1, 1, 0, 0)));
    }

    @Test
    void instants() throws SQLException {
        check(
                "TIMESTAMP(6) WITH TIME ZONE",
                ValueFamily.TEMPORAL,
                OffsetDateTime.class,
                Arrays.asList(
                        null,
                        OffsetDateTime.parse("2026-11-22T10:11:12.123456Z"),
                        OffsetDateTime.parse("2026-10-31T23:30:00.5-04:00"),
                        OffsetDateTime.parse("2026-11-01T03:00:00+05:45"),
                        OffsetDateTime.parse("2026-11-01T00:00:00Z"),
                        OffsetDateTime.parse("2026-03-31T23:59:59.999999Z"),
                        OffsetDateTime.parse("1969-12-31T23:59:59.999999Z"),
                        OffsetDateTime.parse("1582-10-10T00:00:00Z"),
                        OffsetDateTime.parse("0001-01-01T00:00:00Z"),
                        OffsetDateTime.parse("0001-01-01T00:00:00+01:00"),
                        OffsetDateTime.parse("9999-12-31T23:59:59.999999Z"),
                        OffsetDateTime.parse("9999-12-31T23:59:59-01:00"),
                        OffsetDateTime.parse("+200000-01-01T00:00:00Z")));
    }

    @Test
    void numbersAndTheRestAreAbsent() throws SQLException {
        check("INTEGER", ValueFamily.NUMBER, Integer.class, Arrays.asList(null, 0, -1, Integer.MAX_VALUE));
        check("NUMERIC(20, 4)", ValueFamily.NUMBER, BigDecimal.class, Arrays.asList(null, new BigDecimal("-0.0001")));
        check("BOOLEAN", ValueFamily.BOOLEAN, Boolean.class, Arrays.asList(null, true, false));
        check("UUID", ValueFamily.UUID, UUID.class, Arrays.asList(null, new UUID(0, 0)));
    }
}

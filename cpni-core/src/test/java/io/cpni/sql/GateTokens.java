package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.label.ColumnLabel;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.mask.TokenKey;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A column that is shown as tokens comes out of the database as it is, and out of the gate as tokens only: whatever else
 * the database could do with it is refused, and so is every way of reading that gives no token.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateTokens {

    private static final TokenKey KEY =
            TokenKey.of("thirty-two bytes that nobody knows".getBytes(StandardCharsets.UTF_8));

    private static final Set<String> AS_TOKENS = Set.of("callee", "caller", "cell");

    private static final TableLabels CALL_RECORD = new TableLabels(
            "call_record",
            Records.CALL_RECORD.categories(),
            Records.CALL_RECORD.columns().stream().map(GateTokens::relabelled).toList(),
            Records.CALL_RECORD.customerKey());

    private static final RelationCatalog CATALOG = RelationCatalog.builder()
            .labelled(Records.CUSTOMER)
            .labelled(Records.ACCOUNT)
            .labelled(CALL_RECORD)
            .plain("tariff", Map.of("prefix", ValueFamily.TEXT, "price", ValueFamily.NUMBER))
            .build();

    private final Carrier carrier;

    GateTokens(Carrier carrier) {
        this.carrier = carrier;
    }

    private static ColumnLabel relabelled(ColumnLabel column) {
        return AS_TOKENS.contains(column.name())
                ? new ColumnLabel(
                        column.name(),
                        column.categories(),
                        MaskStyle.TOKEN,
                        column.role(),
                        column.family(),
                        column.structural())
                : column;
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    private Outcome outcome(AccessContext context, String sql) {
        return Outcome.of(carrier.guarded(CATALOG, KEY), context, sql);
    }

    private Outcome raw(String sql) {
        return Outcome.of(carrier.raw(), null, sql);
    }

    private static String token(String value) {
        return value.equals("null") ? "null" : KEY.token(value);
    }

    private static List<List<String>> tokenised(List<List<String>> rows, int... columns) {
        List<List<String>> all = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> copy = new ArrayList<>(row);
            for (int column : columns) {
                copy.set(column, token(row.get(column)));
            }
            all.add(copy);
        }
        return all;
    }

    @Test
    void aBareColumnComesAsTokensAndNullAsNull() {
        String sql = "select c.id, c.callee, c.caller as who, callee again from call_record c order by c.id";
        Outcome seen = outcome(Staff.auditor(), sql);

        assertThat(seen.failure()).isEmpty();
        assertThat(seen.rows()).isEqualTo(tokenised(raw(sql).rows(), 1, 2, 3)).hasSizeGreaterThan(10);
        assertThat(seen.rows().toString()).contains("tok_", "null").doesNotContain("+1212555", "911");
    }

    @Test
    void tokensOfEqualValuesJoinInMemory() {
        Outcome seen = outcome(Staff.auditor(), "select c.caller, c.callee from call_record c");
        Outcome real = raw("select count(distinct c.caller), count(distinct c.callee) from call_record c");

        for (int i = 0; i < 2; i++) {
            int column = i;
            Set<String> tokens = seen.rows().stream()
                    .map(row -> row.get(column))
                    .filter(token -> !token.equals("null"))
                    .collect(Collectors.toSet());
            assertThat(tokens).hasSize(Integer.parseInt(real.rows().get(0).get(i)));
        }
    }

    @Test
    void whoMaySeeTheValuesSeesThemAndMayUseThem() {
        for (String sql : List.of(
                "select c.callee from call_record c order by c.callee, c.id",
                "select count(distinct c.callee) from call_record c where c.callee like '+1212%'")) {
            assertThat(outcome(Staff.billing(), sql)).as(sql).isEqualTo(raw(sql));
        }
    }

    @Test
    void aRowThatShowsTheValueSaysSoItself() {
        String sql =
                "select c.id, c.cell, c.callee, a.customer_id from call_record c join account a on c.account_id = a.id"
                        + " order by c.id";
        List<List<String>> expected = new ArrayList<>();
        for (List<String> row : raw(sql).rows()) {
            boolean assigned = row.get(3).equals("1") || row.get(3).equals("4");
            expected.addAll(assigned ? List.of(row) : tokenised(List.of(row), 1));
        }
        expected.removeIf(row -> row.get(3).equals("null"));
        Outcome seen = outcome(Staff.engineer(), sql);

        assertThat(seen.failure()).isEmpty();
        List<List<String>> withCustomer = new ArrayList<>(seen.rows());
        withCustomer.removeIf(row -> row.get(3).equals("null"));
        assertThat(withCustomer).isEqualTo(expected);
        assertThat(expected.toString()).contains("tok_", "cell-");
    }

    @Test
    void aStarShowsTokensToo() {
        String columns = CALL_RECORD.columns().stream().map(ColumnLabel::name).collect(Collectors.joining(", "));
        String named = "select " + columns + " from call_record c order by c.id";
        assertThat(outcome(Staff.auditor(), "select * from call_record c order by c.id"))
                .isEqualTo(outcome(Staff.auditor(), named));
        assertThat(outcome(Staff.engineer(), "select * from call_record c order by c.id"))
                .isEqualTo(outcome(Staff.engineer(), named));
        Outcome behind = outcome(
                Staff.auditor(),
                "select a.*, c.*, c.callee from account a join call_record c on c.account_id = a.id"
                        + " order by c.id");
        assertThat(behind.failure()).isEmpty();
        assertThat(behind.rows())
                .allSatisfy(row -> assertThat(row.get(row.size() - 1)).isEqualTo(row.get(5)));
        assertThat(behind.rows().toString()).contains("tok_").doesNotContain("+1212555", "cell-", "911");
        Outcome before = outcome(Staff.auditor(), "select c.callee, t.* from call_record c cross join tariff t");
        assertThat(before.failure()).isEmpty();
        assertThat(before.rows().toString()).contains("tok_").doesNotContain("+1212555");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select t.*, c.callee from call_record c cross join tariff t",
                "select t.*, c.* from call_record c cross join tariff t",
                "select * from tariff t cross join call_record c"
            })
    void aTokenBehindUnknownColumnsIsRefused(String sql) {
        assertThat(outcome(Staff.auditor(), sql).failure())
                .as(sql)
                .startsWith("CpniStatementRefusedException")
                .contains("'*' of a relation without labels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select c.id from call_record c where c.callee = '911'",
                "select c.id from call_record c where c.callee is null",
                "select c.id from call_record c where c.id in (select d.id from call_record d where d.callee = '911')",
                "select c.id from call_record c join tariff t on c.callee = t.prefix",
                "select c.id from call_record c left join call_record d on d.callee = c.caller",
                "select count(*) from call_record c group by c.callee",
                "select c.callee, count(*) from call_record c group by c.callee",
                "select count(*) from call_record c having max(c.callee) = '911'",
                "select c.id from call_record c order by c.callee",
                "select c.callee from call_record c order by c.callee",
                "select c.callee from call_record c order by callee",
                "select c.callee as x from call_record c order by x",
                "select c.callee as x from call_record c order by X desc",
                "select c.callee from call_record c order by 1",
                "select c.id, c.callee from call_record c order by 2 desc, c.id",
                "select * from call_record c order by callee",
                "select * from call_record c order by 3",
                "select distinct c.callee from call_record c",
                "select c.callee from call_record c union all select d.caller from call_record d",
                "select c.callee from call_record c intersect select '911'",
                "(select c.callee from call_record c)",
                "select d.callee from (select c.callee from call_record c) d",
                "select d.id from (select * from call_record c) d",
                "with w as (select c.callee from call_record c) select w.callee from w",
                "with w as (select 1 as one) select c.callee from call_record c",
                "select (c.callee) from call_record c",
                "select c.callee || 'x' from call_record c",
                "select upper(c.callee) from call_record c",
                "select cast(c.callee as varchar) from call_record c",
                "select case when c.id > 0 then c.callee end from call_record c",
                "select coalesce(c.callee, 'x') from call_record c",
                "select min(c.callee) from call_record c",
                "select count(c.callee) from call_record c",
                "select row_number() over (order by c.callee) from call_record c",
                "select (select d.callee from call_record d where d.id = c.id) from call_record c",
                "select c.id from call_record c where exists (select d.callee from call_record d)",
                "select c.id from call_record c limit (select count(d.callee) from call_record d)"
            })
    void everyOtherMentionIsRefusedByName(String sql) {
        Outcome refused = outcome(Staff.auditor(), sql);
        assertThat(refused.failure()).as(sql).startsWith("CpniStatementRefusedException");
        boolean refusedBefore = sql.contains("limit (")
                || (carrier.vendor() == DatabaseVendor.MARIADB && (sql.contains("||") || sql.contains(" X ")));
        if (!refusedBefore) {
            assertThat(refused.failure()).contains("outermost select list").containsAnyOf("'callee'", "'caller'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select c.id from call_record c where c.cell = 'cell-1'",
                "select c.cell from call_record c order by cell",
                "select distinct c.cell from call_record c",
                "select count(*) from call_record c group by c.cell"
            })
    void soItIsWhereSomeRowsShowTheValue(String sql) {
        assertThat(outcome(Staff.engineer(), sql).failure())
                .as(sql)
                .startsWith("CpniStatementRefusedException")
                .contains("'cell' of 'call_record'", "as tokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select c.callee, c.note as n from call_record c order by n, c.id",
                "select c.callee from call_record c order by c.id limit 3",
                "select c.callee from call_record c where c.id = 100 for update"
            })
    void whatDoesNotTouchTheColumnIsNot(String sql) {
        assertThat(outcome(Staff.auditor(), sql.replace(" for update", "")).failure())
                .isEmpty();
    }

    @Test
    void aChangeMayNotMentionIt() {
        carrier.load(Records.all());
        assertThat(outcome(Staff.auditor(), "delete from call_record where callee = '911'")
                        .failure())
                .isNotEmpty();
    }

    @Test
    void withoutAKeyNothingIsShown() {
        Outcome refused =
                Outcome.of(carrier.guarded(CATALOG), Staff.auditor(), "select c.id, c.callee from call_record c");
        assertThat(refused.failure())
                .startsWith("CpniStatementRefusedException")
                .contains("'callee' of 'call_record'", "cpni.mask.token-key");
        assertThat(Outcome.of(carrier.guarded(CATALOG), Staff.auditor(), "select * from call_record c")
                        .isRefused())
                .isTrue();
        assertThat(Outcome.of(carrier.guarded(CATALOG), Staff.auditor(), "select c.id from call_record c")
                        .failure())
                .isEmpty();
    }

    /** Reads one column in some way. */
    private interface Reading {
        Object read(ResultSet rows) throws SQLException;
    }

    private void inRow(AccessContext context, String columns, RowCheck check) throws Exception {
        try (AccessScope scope = AccessScope.open(context);
                Connection connection = carrier.guarded(CATALOG, KEY).getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select " + columns + " from call_record c where c.id = 200");
                ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            check.check(statement, rows);
        }
    }

    private interface RowCheck {
        void check(PreparedStatement statement, ResultSet rows) throws Exception;
    }

    @Test
    void whateverReadsATextReadsTheToken() throws Exception {
        String expected = token(raw("select callee from call_record where id = 200")
                .rows()
                .get(0)
                .get(0));
        inRow(Staff.auditor(), "c.callee", (statement, rows) -> {
            List<Object> read = List.of(
                    rows.getString(1),
                    rows.getString("callee"),
                    rows.getNString(1),
                    rows.getNString("callee"),
                    Objects.requireNonNull(rows.getObject(1)),
                    Objects.requireNonNull(rows.getObject("callee")),
                    rows.getObject(1, String.class),
                    rows.getObject("callee", String.class),
                    rows.getObject(1, Object.class),
                    rows.getObject(1, Map.of()),
                    rows.getObject("callee", Map.of()),
                    text(rows.getCharacterStream(1)),
                    text(rows.getCharacterStream("callee")),
                    text(rows.getNCharacterStream(1)),
                    text(rows.getNCharacterStream("callee")),
                    new String(rows.getAsciiStream(1).readAllBytes(), StandardCharsets.US_ASCII),
                    new String(rows.getAsciiStream("callee").readAllBytes(), StandardCharsets.US_ASCII));
            assertThat(read).containsOnly(expected);
            assertThat(rows.wasNull()).isFalse();
        });
    }

    @Test
    @SuppressWarnings("deprecation") // a getter that is deprecated reads all the same
    void whateverReadsNoTextReadsNothing() throws Exception {
        List<Reading> readings = List.of(
                rows -> rows.getBytes(1),
                rows -> rows.getBytes("callee"),
                rows -> rows.getBinaryStream(1),
                rows -> rows.getUnicodeStream(1),
                rows -> rows.getInt(1),
                rows -> rows.getLong("callee"),
                rows -> rows.getShort(1),
                rows -> rows.getByte(1),
                rows -> rows.getDouble(1),
                rows -> rows.getFloat(1),
                rows -> rows.getBoolean(1),
                rows -> rows.getBigDecimal(1),
                rows -> rows.getBigDecimal(1, 2),
                rows -> rows.getDate(1),
                rows -> rows.getTime(1),
                rows -> rows.getTimestamp(1),
                rows -> rows.getArray(1),
                rows -> rows.getBlob(1),
                rows -> rows.getClob(1),
                rows -> rows.getNClob(1),
                rows -> rows.getSQLXML(1),
                rows -> rows.getRef(1),
                rows -> rows.getRowId(1),
                rows -> rows.getURL(1),
                rows -> rows.getObject(1, BigDecimal.class),
                rows -> rows.getObject(1, byte[].class),
                rows -> rows.getObject(1, Clob.class),
                rows -> rows.getObject(1, InputStream.class),
                rows -> rows.getObject(1, Reader.class));
        inRow(Staff.auditor(), "c.callee", (statement, rows) -> {
            for (Reading reading : readings) {
                assertThatThrownBy(() -> reading.read(rows))
                        .isInstanceOf(SQLException.class)
                        .hasMessage("column 1 shows a token, which is read as a text");
            }
        });
    }

    @Test
    void aRowThatShowsTheValueIsReadInAnyWay() throws Exception {
        carrier.execute("UPDATE call_record SET cell = '7' WHERE id = 200");
        inRow(Staff.engineer(), "c.cell", (statement, rows) -> {
            assertThat(rows.getString(1)).startsWith("tok_");
            assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("shows a token");
        });
        carrier.execute("UPDATE call_record SET account_id = 10 WHERE id = 200");
        inRow(Staff.engineer(), "c.cell", (statement, rows) -> {
            assertThat(rows.getString(1)).isEqualTo("7");
            assertThat(rows.getInt(1)).isEqualTo(7);
        });
        carrier.load(Records.all());
    }

    @Test
    void hiddenColumnsStayHidden() throws Exception {
        inRow(Staff.engineer(), "c.id, c.cell", (statement, rows) -> {
            for (ResultSetMetaData metaData : List.of(rows.getMetaData(), statement.getMetaData())) {
                assertThat(metaData.getColumnCount()).isEqualTo(2);
                assertThat(metaData.getColumnLabel(2)).isEqualToIgnoringCase("cell");
                assertThat(metaData.getColumnDisplaySize(2)).isGreaterThanOrEqualTo(TokenKey.TOKEN_LENGTH);
                assertThat(metaData.getPrecision(2)).isGreaterThanOrEqualTo(TokenKey.TOKEN_LENGTH);
                assertThatThrownBy(() -> metaData.getColumnLabel(3)).hasMessageContaining("no column 3");
            }
            assertThatThrownBy(() -> rows.getInt(3)).hasMessageContaining("no column 3");
            assertThatThrownBy(() -> rows.getInt(4)).hasMessageContaining("no column 4");
            assertThatThrownBy(() -> rows.getInt("cpni_t0")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> rows.getObject("cpni_k0")).isInstanceOf(SQLException.class);
        });
        assertThat(carrier.audit().entries().toString()).contains("Known[1 customers, 1 rows]");
        inRow(Staff.engineer(), "c.cell, c.cell as again", (statement, rows) -> {
            for (ResultSetMetaData metaData : List.of(rows.getMetaData(), statement.getMetaData())) {
                assertThat(metaData.getColumnCount()).isEqualTo(2);
            }
            assertThatThrownBy(() -> rows.getInt(3)).hasMessageContaining("no column 3");
        });
    }

    private static String text(Reader reader) throws java.io.IOException {
        StringBuilder text = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            text.append((char) c);
        }
        return text.toString();
    }
}

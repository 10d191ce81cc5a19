package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FINAL TABLE of H2: the rows of an INSERT come back as a query would show them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class H2ChangesTest {

    private static final long LINE_OF_ADA = 10;
    private static final long LINE_OF_EVE = 50;

    private static final String INSERT = "insert into call_record (id, account_id, note) values (?, ?, 'new')";

    private final Carrier carrier = Carrier.open(TestDatabase.h2(CustomerKeyType.BIGINT));

    @BeforeEach
    void restore() {
        carrier.load(Records.withSecrets());
        carrier.recordInMemory();
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    private Outcome as(AccessContext context, String sql, Object... parameters) {
        return Outcome.of(carrier.guarded(), context, sql, parameters);
    }

    private CustomersConcerned customers(int entry) {
        return carrier.audit().entries().get(entry).customers();
    }

    @Test
    void anInsertReturnsWhatItsReaderMaySee() {
        carrier.execute("ALTER TABLE call_record ALTER COLUMN callee SET DEFAULT '+12125550199'");
        assertThat(as(
                                Staff.helpDesk(),
                                "select id, callee, note, upper(call_record.caller) from final table (" + INSERT + ")",
                                3000L,
                                LINE_OF_ADA)
                        .rows())
                .containsExactly(List.of("3000", "+1212xxxxxxx", "new", "null"));
        assertThat(customers(1)).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.ADA), 1));
        assertThat(as(Staff.helpDesk(), "select n.* from final table (" + INSERT + ") as n", 3001L, LINE_OF_ADA)
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .hasSize(Records.CALL_RECORD.columns().size())
                        .contains("+1212xxxxxxx", "new"));
        carrier.execute("ALTER TABLE call_record ALTER COLUMN callee DROP DEFAULT");
        assertThat(customers(3)).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.ADA), 1));
    }

    @Test
    void aRowThatMayBeWrittenButNotSeenDoesNotComeBack() {
        assertThat(as(Staff.intake(), INSERT, 3000L, LINE_OF_EVE).changed()).isEqualTo(1);
        for (String columns : List.of("id", "1", "count(*)")) {
            assertThat(as(
                                    Staff.intake(),
                                    "select " + columns + " from final table (" + INSERT + ")",
                                    3001L,
                                    LINE_OF_EVE)
                            .isDenied())
                    .as(columns)
                    .isTrue();
        }
        assertThat(Outcome.of(carrier.raw(), null, "select count(*) from call_record where id = 3001")
                        .rows())
                .containsExactly(List.of("0"));
    }

    @Test
    void whatTheInsertItselfMentionsIsRefusedAsEver() {
        assertThat(as(
                                Staff.helpDesk(),
                                "select id from final table (insert into call_record (id, account_id, callee) values (?, ?,"
                                        + " 'x'))",
                                3000L,
                                LINE_OF_ADA)
                        .failure())
                .contains("sees masked");
        assertThat(as(
                                Staff.helpDesk(),
                                "select note from final table (insert into call_record (id, account_id, note) select"
                                        + " c.id + 10000, c.account_id, c.callee from call_record c)")
                        .failure())
                .contains("sees masked");
    }

    @Test
    void aCopyReturnsTheNewRows() {
        assertThat(as(
                                Staff.clerk(),
                                "select id, note from final table (insert into call_record (id, account_id, note) select"
                                        + " c.id + 10000, c.account_id, 'copied' from call_record c where c.id in (100,"
                                        + " 400, 500)) x")
                        .sorted()
                        .rows())
                .containsExactly(List.of("10100", "copied"), List.of("10400", "copied"));
        assertThat(carrier.audit().entries())
                .extracting(AuditEntry::customers)
                .contains(CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 1L, Carrier.id(Carrier.DEE), 1L)));
    }

    @Test
    void returnedRowsAreNotDropped() throws SQLException {
        String insert = "select id from final table (" + INSERT + ")";
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement prepared = connection.prepareStatement(insert)) {
            assertThatThrownBy(prepared::executeUpdate).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(prepared::addBatch).isInstanceOf(CpniStatementRefusedException.class);
            prepared.setMaxRows(1);
            assertThatThrownBy(prepared::executeQuery).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> connection.prepareStatement(insert, new String[] {"callee"}))
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from final table (update call_record set note = 'x')",
                "select id from final table (delete from call_record)",
                "select id from final table (merge into call_record t using (values (1)) s(i) on t.id = s.i when matched"
                        + " then delete)",
                "select id from old table (delete from call_record)",
                "select id from new table (insert into call_record (id) values (1))",
                "select id from final table (insert into call_record (id) values (1)) where id = 1",
                "select id from final table (insert into call_record (id) values (1)) x join account a on a.id = 1",
                "select id from call_record c, final table (insert into call_record (id) values (1)) x",
                "select 1 from (select id from final table (insert into call_record (id) values (1))) x",
                "select id from final table (insert into call_record (id) values (1)) union select id from account",
                "with x as (select id from final table (insert into call_record (id) values (1))) select * from x",
                "(select id from final table (insert into call_record (id) values (1)))",
                "select distinct id from final table (insert into call_record (id) values (1))",
                "select imsi from final table (insert into call_record (id) values (1))",
                "select c.id from final table (insert into call_record (id) values (1)) x"
            })
    void otherFormsAreRefused(String sql) {
        assertThatThrownBy(() -> StatementAnalyzer.analyze(sql, SqlDialect.H2, Records.catalog()))
                .isInstanceOf(CpniStatementRefusedException.class);
    }

    @Test
    void anUnlabelledTableReturnsItsRows() {
        assertThat(Outcome.of(
                                carrier.guarded(),
                                null,
                                "select prefix, price from final table (insert into tariff (prefix, price) values ('+9',"
                                        + " 1))")
                        .rows())
                .containsExactly(List.of("+9", "1.00"));
    }
}

package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** RETURNING and ON DUPLICATE KEY UPDATE of MariaDB: what comes back is masked, and no hidden row is changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbChangesTest {

    private static final long OF_ADA = 100;
    private static final long OF_EVE = 500;
    private static final long LINE_OF_ADA = 10;
    private static final long LINE_OF_DEE = 40;
    private static final long LINE_OF_EVE = 50;

    private static final String INSERT =
            "insert into call_record (id, account_id) values (?, ?) on duplicate key update ";
    private static final String UPSERT = "insert into call_record (id, account_id, note) values (?, ?, 'upserted') on"
            + " duplicate key update note = values(note)";

    private final Carrier carrier = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));
    private final Carrier byHand = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));

    @BeforeEach
    void restore() {
        carrier.load(Records.withSecrets());
        carrier.recordInMemory();
    }

    @AfterAll
    void close() {
        carrier.close();
        byHand.close();
    }

    private Outcome as(AccessContext context, String sql, Object... parameters) {
        return Outcome.of(carrier.guarded(), context, sql, parameters);
    }

    private String noteOf(long call) {
        return Outcome.of(carrier.raw(), null, "select note from call_record where id = " + call)
                .rows()
                .toString();
    }

    private List<List<String>> recordsOfEve() {
        return Outcome.of(carrier.raw(), null, "select * from call_record where account_id >= 50 order by id")
                .rows();
    }

    private AuditEntry entry(int index) {
        return carrier.audit().entries().get(index);
    }

    // RETURNING

    @Test
    void whatAChangeReturnsIsFilteredAndMaskedLikeAQuery() {
        List<String> differences = new ArrayList<>();
        for (AccessContext context :
                List.of(Staff.billing(), Staff.helpDesk(), Staff.clerk(), Staff.regionalAgent(), Staff.marketing())) {
            for (String sql : List.of(
                    "delete from call_record returning id, callee, caller, cell, note",
                    "delete from call_record where id = 500 returning callee",
                    "delete from call_record where id = 100 returning upper(callee), concat(cell, duration_s / 2)",
                    "delete from call_record where duration_s >= 0 returning call_record.callee as n, cost + 1",
                    "delete from call_record where note = '7' returning id, (select count(*) from account a where"
                            + " a.nickname is not null)",
                    "delete from call_record where id in (500, 400) returning case when cell is null then callee"
                            + " else cell end",
                    "delete from account returning id, (select max(c.callee) from call_record c where c.account_id ="
                            + " account.id)",
                    "delete from call_record where id in (100, 500) returning cast(note as int) + 1")) {
                restore();
                byHand.load(new SeenByHand(carrier, context, Records.withSecrets()).masked());
                Outcome guarded = as(context, sql).sorted();
                Outcome plain = Outcome.of(byHand.raw(), null, sql).sorted();
                boolean refused = guarded.isRefused() && context.equals(Staff.marketing());
                boolean equal = plain.failure().isEmpty()
                        ? guarded.equals(plain)
                        : !guarded.failure().isEmpty();
                if (!equal && !refused) {
                    differences.add(context + ": " + sql + "\n  guarded " + guarded + "\n  by hand " + plain);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void anInsertReturnsWhatItsReaderMaySee() {
        String insert = "insert into call_record (id, account_id, note) values (?, ?, 'new')";
        carrier.execute("ALTER TABLE call_record ALTER callee SET DEFAULT '+12125550199'");
        assertThat(as(Staff.helpDesk(), insert + " returning id, callee, call_record.note", 3000L, LINE_OF_ADA)
                        .rows())
                .containsExactly(List.of("3000", "+1212xxxxxxx", "new"));
        assertThat(entry(1).customers()).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.ADA), 1));
        assertThat(as(Staff.intake(), insert, 3001L, LINE_OF_EVE).changed()).isEqualTo(1);
        assertThat(as(Staff.intake(), insert + " returning id", 3002L, LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        assertThat(noteOf(3002)).isEqualTo("[]");
        assertThat(as(Staff.helpDesk(), insert + " returning *", 3003L, LINE_OF_ADA)
                        .rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .hasSize(Records.CALL_RECORD.columns().size())
                        .contains("+1212xxxxxxx", "new"));
        carrier.execute("ALTER TABLE call_record ALTER callee SET DEFAULT NULL");
    }

    /** What is returned is of the new row, whatever the query that it is made from calls its columns. */
    @Test
    void aCopyReturnsTheNewRows() {
        String copy = "insert into call_record (id, account_id, note) select c.id + 10000, c.account_id, 'copied' from"
                + " call_record c where c.id in (100, 400, 500)";
        assertThat(as(Staff.clerk(), copy + " returning call_record.id, note")
                        .sorted()
                        .rows())
                .containsExactly(List.of("10100", "copied"), List.of("10400", "copied"));
        assertThat(carrier.audit().entries())
                .extracting(AuditEntry::customers)
                .contains(CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 1L, Carrier.id(Carrier.DEE), 1L)));
    }

    @Test
    void theCustomersOfDeletedRowsAreCountedWhetherTheyAreReadOrNot() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from call_record returning id")) {
            delete.setFetchSize(1);
            try (ResultSet rows = delete.executeQuery()) {
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
                assertThat(rows.next()).isTrue();
            }
            assertThatThrownBy(delete::executeUpdate).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(delete::addBatch).isInstanceOf(CpniStatementRefusedException.class);
        }
        assertThat(entry(1).customers())
                .isEqualTo(CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 3L, Carrier.id(Carrier.DEE), 3L)));
    }

    // ON DUPLICATE KEY UPDATE

    @Test
    void aVisibleRowIsChangedAndAHiddenOneIsNot() {
        List<List<String>> before = recordsOfEve();
        assertThat(as(Staff.clerk(), UPSERT, 3000L, LINE_OF_ADA).changed()).isEqualTo(1);
        assertThat(as(Staff.clerk(), UPSERT, OF_ADA, LINE_OF_ADA).changed()).isEqualTo(2);
        assertThat(as(Staff.clerk(), UPSERT, OF_EVE, LINE_OF_ADA).isDenied()).isTrue();
        assertThat(List.of(noteOf(3000), noteOf(OF_ADA), noteOf(OF_EVE)))
                .containsExactly("[[upserted]]", "[[upserted]]", "[[secret]]");
        assertThat(recordsOfEve()).isEqualTo(before);
        assertThat(as(Staff.billing(), UPSERT, OF_EVE, LINE_OF_EVE).changed()).isEqualTo(2);
        assertThat(noteOf(OF_EVE)).isEqualTo("[[upserted]]");
    }

    @Test
    void ofSeveralRowsNoneIsWrittenIfOneIsInTheWayOfAHiddenOne() {
        String three = "insert into call_record (id, account_id, note) values (?, ?, 'a'), (?, ?, 'b'), (?, ?, 'c')"
                + " on duplicate key update note = values(note), cost = cost + 1";
        assertThat(as(Staff.clerk(), three, OF_ADA, LINE_OF_ADA, 3000L, LINE_OF_DEE, 400L, LINE_OF_DEE)
                        .changed())
                .isEqualTo(5);
        assertThat(as(Staff.clerk(), three, 101L, LINE_OF_ADA, OF_EVE, LINE_OF_ADA, 3001L, LINE_OF_DEE)
                        .isDenied())
                .isTrue();
        assertThat(List.of(noteOf(OF_ADA), noteOf(3000), noteOf(400), noteOf(101), noteOf(OF_EVE), noteOf(3001)))
                .containsExactly("[[a]]", "[[b]]", "[[c]]", "[[7]]", "[[secret]]", "[]");
    }

    @Test
    void nothingIsDoneToAnyRowThatIsThere() {
        List<List<String>> before = recordsOfEve();
        for (String nothing : List.of("id = id", "id = call_record.id, account_id = account_id")) {
            for (long there : List.of(OF_ADA, OF_EVE, 3000L)) {
                carrier.load(Records.withSecrets());
                Outcome outcome = as(Staff.clerk(), INSERT + nothing, there, LINE_OF_ADA);
                assertThat(outcome).as(nothing + there).isEqualTo(new Outcome(List.of(), 1, ""));
            }
        }
        assertThat(recordsOfEve()).isEqualTo(before);
        assertThat(as(Staff.clerk(), INSERT + "id = id", 3001L, LINE_OF_EVE).isDenied())
                .isTrue();
        assertThat(as(Staff.intake(), INSERT + "id = id", OF_EVE, LINE_OF_EVE).changed())
                .isEqualTo(1);
    }

    /** It would come back, and setting a column to itself is no reason to show it. */
    @Test
    void aHiddenRowThatIsLeftAsItIsDoesNotComeBack() {
        for (String returning : List.of(" returning id", " returning note, callee")) {
            assertThat(as(Staff.clerk(), INSERT + "id = id" + returning, OF_EVE, LINE_OF_ADA)
                            .isDenied())
                    .isTrue();
        }
        assertThat(as(Staff.clerk(), INSERT + "id = id returning id, note", OF_ADA, LINE_OF_ADA)
                        .rows())
                .containsExactly(List.of("100", "7"));
        assertThat(as(Staff.helpDesk(), UPSERT + " returning id, callee, note", OF_ADA, LINE_OF_ADA)
                        .rows())
                .containsExactly(List.of("100", "xxxxxxx", "upserted"));
    }

    /** Whatever a hidden row holds, the outcome is the one of any other hidden row. */
    @Test
    void whatFailsOnAHiddenRowIsNotEvaluatedOnIt() {
        for (String update : List.of(
                "duration_s = 60/duration_s",
                "duration_s = cast(note as int)",
                "note = 'x', duration_s = 60/duration_s",
                "note = 'x', duration_s = cast(note as int)",
                "cost = cost * 1000",
                "note = case when callee = 'secret' then 'x' else note end",
                "duration_s = (select 1 from account a where a.id in (10, 40) and call_record.note = 'secret')",
                "account_id = values(account_id), note = concat(note, 'x')",
                "started_at = now(), note = 'x'")) {
            List<String> outcomes = new ArrayList<>();
            for (boolean secret : List.of(true, false)) {
                carrier.load(secret ? Records.withSecrets() : Records.all());
                List<List<String>> before = recordsOfEve();
                outcomes.add(
                        as(Staff.clerk(), INSERT + update, OF_EVE, LINE_OF_ADA).failure());
                assertThat(recordsOfEve()).as(update).isEqualTo(before);
            }
            assertThat(outcomes).as(update).allMatch(failure -> failure.startsWith("CpniAccessDenied"));
            assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1));
        }
        carrier.load(Records.withSecrets());
        assertThat(as(Staff.billing(), INSERT + "duration_s = cast(note as int)", OF_EVE, LINE_OF_EVE)
                        .failure())
                .contains("SQL state 22");
    }

    @Test
    void theFirstColumnIsGivenAValueUnderACondition() {
        assertThat(as(Staff.clerk(), INSERT + "note = default, cost = 1", OF_ADA, LINE_OF_ADA)
                        .failure())
                .contains("begin with another column");
        assertThat(as(Staff.clerk(), INSERT + "cost = 5, note = default", OF_EVE, LINE_OF_ADA)
                        .isDenied())
                .isTrue();
        assertThat(as(Staff.clerk(), INSERT + "cost = 5, note = default", OF_ADA, LINE_OF_ADA)
                        .changed())
                .isEqualTo(2);
        assertThat(as(Staff.billing(), INSERT + "note = default", OF_EVE, LINE_OF_EVE)
                        .changed())
                .isEqualTo(2);
    }

    @Test
    void anUpsertMentionsNoMaskedColumn() {
        for (String update : List.of(
                "callee = 'x'",
                "callee = callee",
                "note = values(callee)",
                "note = call_record.callee",
                "note = concat(note, callee)",
                "note = case when values(callee) is null then 'x' end")) {
            assertThat(as(Staff.helpDesk(), INSERT + update, OF_ADA, LINE_OF_ADA)
                            .failure())
                    .as(update)
                    .contains("sees masked");
        }
    }

    @Test
    void anUpsertGivesNoRowToAHiddenCustomer() {
        assertThat(as(Staff.clerk(), UPSERT, OF_ADA, LINE_OF_EVE).isDenied()).isTrue();
        assertThat(as(Staff.clerk(), UPSERT, 3000L, LINE_OF_EVE).isDenied()).isTrue();
        assertThat(as(Staff.clerk(), INSERT + "account_id = ?", OF_ADA, LINE_OF_ADA, LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        assertThat(as(Staff.clerk(), INSERT + "account_id = values(account_id)", OF_ADA, LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        for (String another : List.of("account_id + 40", "values(id)", "(values(account_id))", "'50'")) {
            assertThat(as(Staff.clerk(), INSERT + "account_id = " + another, OF_ADA, LINE_OF_ADA)
                            .isRefused())
                    .as(another)
                    .isTrue();
        }
        assertThat(as(
                        Staff.clerk(),
                        "insert into call_record (id, account_id) select ?, c.account_id from call_record c where"
                                + " c.id = 400 on duplicate key update account_id = c.account_id",
                        OF_ADA))
                .isEqualTo(new Outcome(List.of(), 2, ""));
        assertThat(as(
                                Staff.clerk(),
                                INSERT + "note = 'moved', account_id = values(account_id), cost = 7",
                                OF_ADA,
                                LINE_OF_DEE)
                        .changed())
                .isEqualTo(2);
        assertThat(as(Staff.mover(), INSERT + "account_id = values(account_id)", 200L, LINE_OF_ADA)
                        .failure())
                .contains("decides which columns are shown");
    }

    @Test
    void whatIsReadToBeInsertedMayChangeTheRowThatIsThere() {
        String copy =
                "insert into call_record (id, account_id, note) select c.id + 1, c.account_id, 'x' from call_record c"
                        + " where c.id in (100, 500) on duplicate key update note = concat(values(note), c.id)";
        assertThat(as(Staff.clerk(), copy).changed()).isEqualTo(2);
        assertThat(noteOf(101)).isEqualTo("[[x100]]");
        assertThat(noteOf(501)).isEqualTo("[[secret]]");
        assertThat(as(Staff.helpDesk(), copy.replace(", c.id)", ", c.callee)")).failure())
                .contains("sees masked");
    }

    @Test
    void theGrantToChangeIsNeeded() {
        assertThat(as(Staff.intake(), UPSERT, OF_ADA, LINE_OF_ADA).isDenied()).isTrue();
        assertThat(as(Staff.intake(), INSERT + "id = values(id)", OF_ADA, LINE_OF_ADA)
                        .isDenied())
                .isTrue();
    }

    /** The server gives the key of the row that is there, whoever's it is and whatever is done to it. */
    @Test
    void anUpsertGivesNoGeneratedKeys() throws SQLException {
        carrier.execute("ALTER TABLE call_record MODIFY id BIGINT AUTO_INCREMENT, ADD UNIQUE (ref)");
        String byRef =
                "insert into call_record (account_id, ref) values (10, '00000000-0000-0007-0000-0000000001f4') on"
                        + " duplicate key update id = id";
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            for (String upsert : List.of(UPSERT, INSERT + "id = id", byRef)) {
                assertThatThrownBy(() -> connection.prepareStatement(upsert, Statement.RETURN_GENERATED_KEYS))
                        .isInstanceOf(CpniStatementRefusedException.class)
                        .hasMessageContaining("RETURNING");
            }
            assertThatThrownBy(() -> connection.prepareStatement(byRef, new String[] {"id"}))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThat(statement.executeUpdate(byRef)).isEqualTo(1);
            // The driver gives them whether they were asked for or not.
            assertThatThrownBy(statement::getGeneratedKeys).isInstanceOf(CpniStatementRefusedException.class);
            try (PreparedStatement prepared = connection.prepareStatement(byRef)) {
                assertThat(prepared.executeUpdate()).isEqualTo(1);
                assertThatThrownBy(prepared::getGeneratedKeys).isInstanceOf(CpniStatementRefusedException.class);
            }
        } finally {
            carrier.execute("ALTER TABLE call_record MODIFY id BIGINT, DROP INDEX ref");
        }
    }

    @Test
    void aBatchStopsAtAHiddenRow() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (long call : List.of(OF_ADA, OF_EVE)) {
                upsert.setLong(1, call);
                upsert.setLong(2, LINE_OF_ADA);
                upsert.addBatch();
            }
            assertThatThrownBy(upsert::executeBatch).isInstanceOf(CpniAccessDeniedException.class);
        }
        assertThat(noteOf(OF_EVE)).isEqualTo("[[secret]]");
    }

    @Test
    void anUnlabelledTableIsUpsertedAsItStands() {
        carrier.execute("CREATE UNIQUE INDEX IF NOT EXISTS tariff_prefix ON tariff (prefix)");
        assertThat(Outcome.of(
                                carrier.guarded(),
                                null,
                                "insert into tariff (prefix, price) values ('+44', 7), ('+49', 8) on duplicate key update"
                                        + " price = price + values(price) returning prefix, price")
                        .rows())
                .containsExactly(List.of("+44", "7.50"), List.of("+49", "8.00"));
        assertThat(as(
                                Staff.billing(),
                                "insert into tariff (prefix) values ('+44') on duplicate key update price ="
                                        + " (select max(c.cost) from call_record c)")
                        .isRefused())
                .isTrue();
        carrier.execute("DROP INDEX tariff_prefix ON tariff");
    }
}

package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.CustomersConcerned;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import io.cpni.sql.Outcome.Form;
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

/** RETURNING and ON CONFLICT: a change that shows rows shows what a query would, and meets no hidden row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresChangesTest {

    private static final long OF_ADA = 100;
    private static final long OF_EVE = 500;
    private static final long LINE_OF_ADA = 10;
    private static final long LINE_OF_EVE = 50;

    private static final String UPSERT = "insert into call_record (id, account_id, note) values (?, ?, 'upserted') on"
            + " conflict (id) do update set note = excluded.note";

    private final Carrier carrier = Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));
    private final Carrier byHand = Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));

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

    private AuditEntry entry(int index) {
        return carrier.audit().entries().get(index);
    }

    @Test
    void anUpsertGivesNoGeneratedKeysOfRowsThatWereThere() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.helpDesk());
                Connection connection = carrier.guarded().getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement(UPSERT, Statement.RETURN_GENERATED_KEYS))
                    .isInstanceOf(CpniStatementRefusedException.class)
                    .hasMessageContaining("RETURNING");
            assertThatThrownBy(() -> connection.prepareStatement(UPSERT, new String[] {"callee"}))
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @Test
    void groupsInSetsAreNotToldOfCustomersOnlyInLargeGroups() {
        assertThat(as(Staff.analyst(), "select c.cell, count(*) from call_record c group by rollup (c.cell)")
                        .failure())
                .contains("several sets");
    }

    /** Kim sees places of customers with a ticket only; who gives a record to one of them would see where its customer was. */
    @Test
    void whatDecidesWhichColumnsAreShownIsNotChangedByWhoSeesSomeOfThem() {
        assertThat(as(Staff.mover(), "update call_record set account_id = ? where id = 200", LINE_OF_ADA)
                        .failure())
                .contains("decides which columns are shown");
        assertThat(as(Staff.mover(), "update call_record set note = 'x' where id = 200")
                        .changed())
                .isEqualTo(1);
    }

    // RETURNING

    @Test
    void whatAChangeReturnsIsFilteredAndMaskedLikeAQuery() {
        List<String> differences = new ArrayList<>();
        for (AccessContext context :
                List.of(Staff.billing(), Staff.helpDesk(), Staff.clerk(), Staff.regionalAgent(), Staff.marketing())) {
            for (String sql : List.of(
                    "update call_record set note = 'x' returning id, callee, caller, cell, note",
                    "update call_record c set cost = c.cost + 1 where c.duration_s >= 0 returning c.callee as n, c.cost",
                    "update call_record set note = 'x' where id = 500 returning callee",
                    "update call_record set note = 'x' where id = 100 returning upper(callee) || cell, duration_s / 2",
                    "update call_record set note = 'x' from account a where a.id = call_record.account_id and"
                            + " a.nickname = '7' returning call_record.callee, a.nickname, a.id",
                    "update call_record set note = 'x' from account a left join subscription s on s.id = a.id"
                            + " where a.id = call_record.account_id returning call_record.id, s.plan",
                    "delete from call_record returning id, callee, (select count(*) from account a where a.nickname"
                            + " is not null)",
                    "delete from call_record c using account a where a.id = c.account_id returning c.callee, a.nickname",
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
    void aStarReturnsTheMappedColumns() {
        Outcome star = as(Staff.helpDesk(), "update call_record c set note = 'x' where id = 100 returning *, c.*");
        assertThat(star.rows())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .hasSize(2 * Records.CALL_RECORD.columns().size())
                        .contains("xxxxxxx")
                        .doesNotContain("imsi100", "7"));
    }

    @Test
    void whatTheChangeItselfMentionsIsRefusedAsEver() {
        for (String sql : List.of(
                "update call_record set callee = 'x' returning id",
                "update call_record set note = callee returning note",
                "delete from call_record where callee = 'secret' returning id",
                "insert into call_record (id, account_id, callee) values (1, ?, 'x') returning id")) {
            assertThat(as(Staff.helpDesk(), sql).failure()).as(sql).contains("sees masked");
        }
    }

    @Test
    void aRowThatMayBeWrittenButNotSeenDoesNotComeBack() {
        String insert = "insert into call_record (id, account_id, note) values (?, ?, 'new')";
        assertThat(as(Staff.intake(), insert, 3000L, LINE_OF_EVE).changed()).isEqualTo(1);
        assertThat(as(Staff.intake(), insert + " returning id", 3001L, LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        assertThat(as(Staff.intake(), insert + " returning id, note, cell", 3002L, LINE_OF_ADA)
                        .rows())
                .containsExactly(List.of("3002", "new", "null"));
        assertThat(noteOf(3001)).isEqualTo("[]");
    }

    @Test
    void theCustomersOfChangedRowsAreCountedWhetherTheyAreReadOrNot() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from call_record returning id")) {
            delete.setFetchSize(1);
            try (ResultSet rows = delete.executeQuery()) {
                assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
                assertThat(rows.next()).isTrue();
            }
        }
        assertThat(entry(0).operation()).contains(Operation.DELETE);
        assertThat(entry(1).customers())
                .isEqualTo(CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 3L, Carrier.id(Carrier.DEE), 3L)));
    }

    @Test
    void theCustomersOfUnreadRowsAreCountedWhenTheTransactionEnds() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(statement.execute("update call_record set note = 'x' where account_id = 40 returning id"))
                    .isTrue();
            connection.commit();
        }
        assertThat(entry(1).customers()).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.DEE), 3));
    }

    @Test
    void aRowThatTakesAnotherCustomerIsCountedWithoutName() {
        as(Staff.clerk(), "update call_record set account_id = ? where id = ? returning id", 40L, OF_ADA);
        as(
                Staff.clerk(),
                "insert into call_record (id, account_id) values (?, ?) on conflict (id) do update set account_id ="
                        + " excluded.account_id returning id",
                OF_ADA,
                LINE_OF_ADA);

        assertThat(entry(1).customers()).isEqualTo(CustomersConcerned.unnamed(1));
        assertThat(entry(3).customers()).isEqualTo(CustomersConcerned.unnamed(1));
    }

    @Test
    void returnedRowsAreNotDropped() throws SQLException {
        String delete = "delete from call_record returning id";
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement prepared = connection.prepareStatement(delete);
                PreparedStatement scrolling = connection.prepareStatement(
                        delete, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(prepared::executeUpdate).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(prepared::executeLargeUpdate).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(prepared::addBatch).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(scrolling::executeQuery).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> statement.executeUpdate(delete)).isInstanceOf(CpniStatementRefusedException.class);
            statement.setMaxRows(1);
            assertThatThrownBy(() -> statement.executeQuery(delete)).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> connection.prepareStatement(
                            "insert into call_record (id, account_id) values (?, ?) returning id",
                            new String[] {"cpni_k0"}))
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
        assertThat(Outcome.of(carrier.raw(), null, "select count(*) from call_record where account_id in (10, 40)")
                        .rows())
                .containsExactly(List.of("6"));
    }

    @Test
    void aKeyReadFromAnotherRelationIsCheckedAsItIsWritten() {
        String move = "update call_record c set account_id = v.line from (values (10, 500), (%s, 100)) v(line, id)"
                + " where v.id = c.id";
        assertThat(as(Staff.clerk(), String.format(move, LINE_OF_EVE)).isDenied())
                .isTrue();
        assertThat(as(Staff.clerk(), String.format(move, 40)).changed()).isEqualTo(1);
        assertThat(as(Staff.billing(), String.format(move, LINE_OF_EVE)).changed())
                .isEqualTo(2);
    }

    // ON CONFLICT

    @Test
    void aVisibleRowIsChangedAndAHiddenOneIsNot() {
        assertThat(as(Staff.clerk(), UPSERT, 3000L, LINE_OF_ADA).changed()).isEqualTo(1);
        assertThat(as(Staff.clerk(), UPSERT, OF_ADA, LINE_OF_ADA).changed()).isEqualTo(1);
        assertThat(as(Staff.clerk(), UPSERT, OF_EVE, LINE_OF_ADA).changed()).isZero();
        assertThat(as(Staff.clerk(), UPSERT + " where call_record.duration_s >= ?", OF_EVE, LINE_OF_ADA, 0)
                        .changed())
                .isZero();
        assertThat(as(Staff.clerk(), UPSERT + " where call_record.duration_s < ?", OF_ADA, LINE_OF_ADA, 0)
                        .changed())
                .isZero();
        assertThat(List.of(noteOf(3000), noteOf(OF_ADA), noteOf(OF_EVE)))
                .containsExactly("[[upserted]]", "[[upserted]]", "[[secret]]");
        assertThat(as(Staff.billing(), UPSERT, OF_EVE, LINE_OF_EVE).changed()).isEqualTo(1);
    }

    @Test
    void hibernatesUpsertUnderAnAliasMeetsTheSameConditions() {
        String upsert = "insert into call_record as c1_0(id,account_id,note) values (?,?,'upserted') on conflict(id) do"
                + " update set note=excluded.note where c1_0.duration_s>=0";
        for (long call : List.of(3000L, OF_ADA)) {
            assertThat(as(Staff.clerk(), upsert, call, LINE_OF_ADA).changed()).isEqualTo(1);
        }
        assertThat(as(Staff.clerk(), upsert, OF_EVE, LINE_OF_ADA).changed()).isZero();
        assertThat(List.of(noteOf(3000), noteOf(OF_ADA), noteOf(OF_EVE)))
                .containsExactly("[[upserted]]", "[[upserted]]", "[[secret]]");
    }

    @Test
    void nothingIsDoneToAnyRowThatIsThere() {
        String insert = "insert into call_record (id, account_id) values (?, ?) on conflict";
        for (String conflict : List.of(" do nothing", " (id) do nothing")) {
            for (long there : List.of(OF_ADA, OF_EVE)) {
                assertThat(as(Staff.clerk(), insert + conflict, there, LINE_OF_ADA))
                        .isEqualTo(new Outcome(List.of(), 0, ""));
            }
        }
        assertThat(as(Staff.clerk(), insert + " do nothing", 3000L, LINE_OF_ADA).changed())
                .isEqualTo(1);
        assertThat(as(Staff.clerk(), insert + " do nothing", 3001L, LINE_OF_EVE).isDenied())
                .isTrue();
    }

    @Test
    void whatFailsOnAHiddenRowIsNotEvaluatedOnIt() {
        String insert = "insert into call_record (id, account_id) values (?, ?) on conflict (id) do update set ";
        for (String update : List.of(
                "note = 'x' where cast(call_record.note as int) = 7",
                "note = 'x' where 1/call_record.duration_s = 7",
                "note = 'x' where call_record.duration_s = 0 and exists (select 1 from tariff t where cast(t.name as"
                        + " int) = call_record.duration_s)",
                "note = 'x' where call_record.note = 'secret'",
                "duration_s = 60/call_record.duration_s",
                "duration_s = cast(call_record.note as int)")) {
            restore();
            assertThat(as(Staff.clerk(), insert + update, OF_EVE, LINE_OF_ADA))
                    .as(update)
                    .isEqualTo(new Outcome(List.of(), 0, ""));
        }
        assertThat(as(Staff.billing(), insert + "duration_s = 60/call_record.duration_s", OF_EVE, LINE_OF_EVE)
                        .failure())
                .contains("SQL state 22012");
    }

    @Test
    void anUpsertMentionsNoMaskedColumn() {
        for (String conflict : List.of(
                "(callee) do nothing",
                "(id) do update set callee = 'x'",
                "(id) do update set note = excluded.callee",
                "(id) do update set note = call_record.callee",
                "(id) do update set note = 'x' where call_record.callee = 'secret'",
                "(id) do update set note = 'x' where excluded.callee is null")) {
            assertThat(as(
                                    Staff.helpDesk(),
                                    "insert into call_record (id, account_id) values (?, ?) on conflict " + conflict,
                                    OF_ADA,
                                    LINE_OF_ADA)
                            .failure())
                    .as(conflict)
                    .contains("sees masked");
        }
    }

    @Test
    void anUpsertGivesNoRowToAHiddenCustomer() {
        String insert = "insert into call_record (id, account_id) values (?, ?) on conflict (id) do update set"
                + " account_id = ";
        assertThat(as(Staff.clerk(), UPSERT, OF_ADA, LINE_OF_EVE).isDenied()).isTrue();
        assertThat(as(Staff.clerk(), UPSERT, 3000L, LINE_OF_EVE).isDenied()).isTrue();
        assertThat(as(Staff.clerk(), insert + "?", OF_ADA, LINE_OF_ADA, LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        assertThat(as(Staff.clerk(), insert + "excluded.account_id", OF_ADA, LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        assertThat(as(Staff.clerk(), insert + "call_record.account_id + 40", OF_ADA, LINE_OF_ADA)
                        .isRefused())
                .isTrue();
        assertThat(as(Staff.clerk(), insert + "excluded.account_id", OF_ADA, 40L)
                        .changed())
                .isEqualTo(1);
        assertThat(as(Staff.clerk(), insert + "?", OF_ADA, LINE_OF_ADA, LINE_OF_ADA)
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void theGrantToChangeIsNeeded() {
        assertThat(as(Staff.intake(), UPSERT, OF_ADA, LINE_OF_ADA).isDenied()).isTrue();
        assertThat(as(
                                Staff.intake(),
                                "insert into call_record (id, account_id) values (?, ?) on conflict do nothing",
                                OF_EVE,
                                LINE_OF_EVE)
                        .changed())
                .isZero();
    }

    @Test
    void anUpsertReturnsWhatItsReaderMaySee() {
        String returning = UPSERT + " returning id, callee, note";
        assertThat(as(Staff.helpDesk(), returning, OF_ADA, LINE_OF_ADA).rows())
                .containsExactly(List.of("100", "xxxxxxx", "upserted"));
        assertThat(as(Staff.helpDesk(), returning, OF_EVE, LINE_OF_ADA)).isEqualTo(new Outcome(List.of(), -1, ""));
        assertThat(entry(1).customers()).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.ADA), 1));
        assertThat(entry(3).customers()).isEqualTo(CustomersConcerned.none());
    }

    @Test
    void anUnlabelledTableIsUpsertedAsItStands() {
        carrier.execute("create unique index if not exists tariff_prefix on tariff (prefix)");
        Form upsert = Form.of("insert into tariff (prefix, price) values ('+44', 7), ('+49', 8) on conflict (prefix) do"
                + " update set price = tariff.price + excluded.price where excluded.price > 0 returning prefix, price");
        assertThat(Outcome.of(carrier.guarded(), null, upsert).rows())
                .containsExactly(List.of("+44", "7.50"), List.of("+49", "8.00"));
        assertThat(as(
                                Staff.billing(),
                                "insert into tariff (prefix) values ('+44') on conflict (prefix) do update set price ="
                                        + " (select max(c.cost) from call_record c)")
                        .isRefused())
                .isTrue();
    }
}

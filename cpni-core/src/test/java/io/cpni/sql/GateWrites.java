package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditKind;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.purpose.Purpose;
import io.cpni.sql.Outcome.Form;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What changes rows changes those only that the context may change, and tells nothing of the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateWrites {

    private static final long OF_ADA = 100;
    private static final long OF_EVE = 500;
    private static final long LINE_OF_ADA = 10;
    private static final long LINE_OF_EVE = 50;

    private final Carrier carrier;
    private final Carrier byHand;
    private final List<Form> ofDialect;

    GateWrites(Carrier carrier, Carrier byHand, List<Form> ofDialect) {
        this.carrier = carrier;
        this.byHand = byHand;
        this.ofDialect = ofDialect;
    }

    @BeforeEach
    void restore() {
        carrier.load(Records.withSecrets());
    }

    @AfterAll
    void close() {
        carrier.close();
        byHand.close();
    }

    private List<Form> changes() {
        List<Form> changes = new ArrayList<>(List.of(
                Form.of("update call_record set note=? where id=?", "checked", OF_ADA),
                Form.of("update call_record set note=? where id=?", "checked", OF_EVE),
                Form.of("update call_record set note=?, cost=cost-1", "all"),
                Form.of("update call_record c1_0 set note='x',cost=(c1_0.cost+1) where c1_0.callee='secret'"),
                Form.of("update call_record set note = note where callee = 'secret'"),
                Form.of("update call_record set note = 'x' where cast(note as int) = 7"),
                Form.of("update call_record set cost = 60/duration_s"),
                Form.of("update call_record set note = (select max(d.note) from call_record d where d.id <>"
                        + " call_record.id)"),
                Form.of("update call_record set note = 'x' where account_id in (select a.id from account a where"
                        + " a.nickname = 'secret')"),
                Form.of("update account set nickname=? where customer_id=? and nickname=?", "n", Carrier.EVE, "secret"),
                Form.of("delete from call_record where id=?", OF_EVE),
                Form.of("delete from call_record where id=?", OF_ADA),
                Form.of("delete from call_record"),
                Form.of("delete from call_record c1_0 where c1_0.callee='secret'"),
                Form.of("delete from call_record where 1/duration_s = 1"),
                Form.of("delete from call_record c where exists(select 1 from account a where a.id=c.account_id and"
                        + " a.nickname is not null)"),
                Form.of("delete from tariff where prefix in (select c.note from call_record c)"),
                Form.of("update tariff set price = price + ? where prefix = '+44'", 1),
                Form.of(
                        "insert into tariff (prefix, name, price) values ('+33', 'Paris', ?), ('+49', ?, 2)",
                        1,
                        "Berlin"),
                Form.of(
                        "insert into call_record (id, account_id, callee, note) values (?, ?, ?, ?)",
                        2001L,
                        LINE_OF_ADA,
                        "+33",
                        "new"),
                Form.of(
                        "merge into call_record as t using (select cast(? as bigint) id, cast(? as varchar)"
                                + " note) as s on"
                                + " (t.id=s.id) when matched then update set note=s.note",
                        OF_EVE,
                        "merged"),
                Form.of(
                        "merge into call_record as t using (select cast(? as bigint) id, cast(? as varchar)"
                                + " note) as s on"
                                + " (t.id=s.id) when matched and t.duration_s<=? then update set note=s.note",
                        OF_ADA,
                        "merged",
                        60),
                Form.of("merge into call_record t using (select a.id, a.nickname from account a) s on"
                        + " t.account_id = s.id"
                        + " when matched then delete"),
                Form.of("merge into tariff t using (values ('+44', 5)) s(prefix, price) on t.prefix = s.prefix"
                        + " when matched"
                        + " then update set price = s.price when not matched then insert (prefix, price) values"
                        + " (s.prefix, s.price)")));
        changes.addAll(ofDialect);
        return changes;
    }

    @Test
    void changesTouchTheVisibleRowsOnly() {
        List<String> differences = new ArrayList<>();
        for (AccessContext context : List.of(Staff.clerk(), Staff.marketing(), Staff.billing())) {
            for (Form form : changes()) {
                carrier.load(Records.withSecrets());
                Map<String, List<List<Object>>> visible =
                        new SeenByHand(carrier, context, Records.withSecrets()).visible();
                byHand.load(visible);
                Set<String> hidden = hidden(visible);

                Outcome guarded = Outcome.of(carrier.guarded(), context, form);
                Outcome plain = Outcome.of(byHand.raw(), null, form);

                Set<String> expected = rows(byHand);
                expected.addAll(hidden);
                boolean equal = guarded.failure().isEmpty()
                        ? guarded.equals(plain) && rows(carrier).equals(expected)
                        : isExpected(guarded, plain, context);
                if (!equal) {
                    differences.add(
                            context.purpose() + ": " + form + "\n  guarded " + guarded + "\n  by hand " + plain);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** A failure is one of the plain statement too; marketing does not see every column of every visible row. */
    private static boolean isExpected(Outcome guarded, Outcome plain, AccessContext context) {
        return !plain.failure().isEmpty()
                || (context.purpose() == Purpose.MARKET && (guarded.isRefused() || guarded.isDenied()));
    }

    private Set<String> hidden(Map<String, List<List<Object>>> visible) {
        Set<String> hidden = rows(carrier);
        byHand.load(visible);
        hidden.removeAll(rows(byHand));
        return hidden;
    }

    private static Set<String> rows(Carrier of) {
        return List.of("customer", "account", "call_record", "subscription", "tariff").stream()
                .flatMap(table -> Outcome.of(of.raw(), null, "select * from " + table).rows().stream()
                        .map(row -> table + row))
                .collect(Collectors.toSet());
    }

    @Test
    void aChangeMentionsNoMaskedColumn() {
        for (String sql : List.of(
                "update call_record set callee = '+1'",
                "update call_record set note = callee",
                "update call_record set (note, callee) = (select 'x', 'y')",
                "update call_record set (cost, note) = (select 1, c.callee from call_record c where c.id = 100)",
                "update call_record set cost = cost where callee = 'secret'",
                "update call_record set note = 'x' where lower(caller) = 'x'",
                "update call_record set note = (select max(c.callee) from call_record c)",
                "update call_record set note = (select max(d.callee) from (select * from call_record x) d)",
                "delete from call_record where callee like '+1%'",
                "delete from account where id in (select c.account_id from call_record c where c.callee = 'x')",
                "merge into call_record t using (values (1)) s(id) on t.callee = 'x' when matched then delete",
                "merge into call_record t using (select c.callee from call_record c) s on t.id = 1 when matched"
                        + " then update"
                        + " set note = s.callee")) {
            Outcome outcome = Outcome.of(carrier.guarded(), Staff.helpDesk(), sql);
            assertThat(outcome.isRefused()).as(sql).isTrue();
            assertThat(outcome.failure())
                    .as(sql)
                    .contains(sql.startsWith("merge") && carrier.isMariaDb() ? "MERGE" : "sees masked")
                    .doesNotContain("secret");
        }
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.helpDesk(),
                                "insert into call_record (id, account_id, callee) values (?, ?, 'x')",
                                1L,
                                LINE_OF_ADA)
                        .failure())
                .contains("sees masked");
    }

    @Test
    void aChangeJoinsNoMaskedColumnsByName() {
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.helpDesk(),
                                "delete from account where id in (select a.id from account a join call_record c using"
                                        + " (id))")
                        .failure())
                .contains("sees masked");
    }

    @Test
    void labelledDataIsNotCopiedToWhereNothingGuardsIt() {
        for (String sql : List.of(
                "insert into tariff (name) select c.callee from call_record c",
                "insert into tariff (name) values ((select max(c.callee) from call_record c))",
                "insert into tariff (price) select count(*) from call_record c",
                "insert into tariff (price) select count(*) from account a join subscription s using (customer_id)",
                "insert into tariff (name) select a.nickname from account a join subscription s using (customer_id)",
                "update tariff set (price, name) = (select 1, max(c.callee) from call_record c)",
                "update tariff set name = (select max(c.callee) from call_record c)",
                "update tariff set price = 1 + (select count(*) from call_record c)",
                "merge into tariff t using (select c.callee from call_record c) s on 1 = 1 when matched then update set"
                        + " name = s.callee",
                "merge into tariff t using (select c.callee from call_record c) s on t.name = s.callee when not"
                        + " matched then"
                        + " insert (name) values (s.callee)",
                "update account set nickname = (select max(c.callee) from call_record c)",
                "update customer set name = (select max(a.nickname) from account a)",
                "insert into account (id, nickname) select c.id, c.callee from call_record c")) {
            assertThat(Outcome.of(carrier.guarded(), Staff.billing(), sql).isRefused())
                    .as(sql)
                    .isTrue();
        }
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.billing(),
                                "insert into call_record (id, account_id, note) select c.id + 10000,"
                                        + " c.account_id, c.note"
                                        + " from call_record c where c.id = 100")
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void aRowIsWrittenForNoHiddenCustomer() {
        String insert = "insert into call_record (id, account_id, note) values (?, ?, 'new')";
        for (Object account : Records.row(LINE_OF_EVE, 99L, 77L, null)) {
            assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), insert, 3000L, account)
                            .isDenied())
                    .as("account " + account)
                    .isTrue();
        }
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), insert, 3001L, LINE_OF_ADA)
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(carrier.guarded(), Staff.billing(), insert, 3002L, LINE_OF_EVE)
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                "insert into call_record (id, account_id) values (3003, 10)")
                        .failure())
                .contains("must be given as a parameter");
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), "insert into call_record (id) values (?)", 3004L)
                        .isRefused())
                .isTrue();
    }

    @Test
    void aQueryWritesRowsOfVisibleCustomersOnly() {
        String calls = "insert into call_record (id, account_id) ";
        // What the condition hides is not written, and not checked either.
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                "insert into account (id, customer_id) select s.id + 200, s.customer_id from"
                                        + " subscription s where s.plan is not null order by s.id")
                        .changed())
                .isEqualTo(2);
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), calls + "select id + 4000, account_id from call_record")
                        .changed())
                .isEqualTo(6);
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                calls + "select c.id + 5000, ? from call_record c where c.id = 100",
                                LINE_OF_ADA)
                        .changed())
                .isEqualTo(1);
        Set<String> before = rows(carrier);
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                calls + "select c.id + 5000, ? from call_record c where c.id = 100",
                                LINE_OF_EVE)
                        .isDenied())
                .isTrue();
        for (String line : List.of("50", "99", "77", "null")) {
            Outcome outcome = Outcome.of(
                    carrier.guarded(),
                    Staff.clerk(),
                    calls
                            + "select c.id + 6000, v.line from call_record c, (select 10 as line, 100 as id union all select "
                            + line + ", 400) v where v.id = c.id");
            assertThat(outcome.isDenied()).as(line + outcome).isTrue();
        }
        for (String source : List.of(
                "select c.id + 7000, c.account_id + 0 from call_record c",
                "select distinct c.id + 7000, c.account_id from call_record c",
                "select max(c.id) + 7000, c.account_id from call_record c group by c.account_id",
                "select c.id + 7000, c.account_id from call_record c fetch first 1 rows only",
                "select c.id + 7000, c.account_id from call_record c union select 1, 2",
                "select d.* from (select c.id + 7000 as i, c.account_id from call_record c) d")) {
            assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), calls + source)
                            .failure())
                    .as(source)
                    .contains("must be given as a parameter, or as a qualified column");
        }
        assertThat(rows(carrier)).isEqualTo(before);
    }

    @Test
    void aMergeWritesRowsOfVisibleCustomersOnly() {
        assumeTrue(carrier.vendor() != DatabaseVendor.MARIADB, "MariaDB has no MERGE");
        String merge = "merge into call_record t using (select cast(? as bigint) id, cast(? as bigint) account_id) s"
                + " on t.id = s.id when matched then update set account_id = s.account_id when not matched then"
                + " insert (id, account_id) values (s.id, s.account_id)";
        Set<String> before = rows(carrier);
        for (long call : List.of(3006L, OF_ADA)) {
            for (Object line : Records.row(LINE_OF_EVE, 99L, 77L, null)) {
                assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), merge, call, line)
                                .isDenied())
                        .as(call + " to " + line)
                        .isTrue();
            }
        }
        // A hidden row is no match, and its key is taken.
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), merge, OF_EVE, LINE_OF_ADA)
                        .failure())
                .contains("SQL state 23505");
        assertThat(rows(carrier)).isEqualTo(before);

        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), merge, 3006L, LINE_OF_ADA)
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), merge, OF_ADA, 40L)
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(
                                carrier.raw(),
                                null,
                                "select id, account_id from call_record where id in (100, 3006) order by id")
                        .rows())
                .containsExactly(List.of("100", "40"), List.of("3006", "10"));
    }

    @Test
    void theDenialOfARowIsOnRecordAndLeavesTheConnectionUsable() throws SQLException {
        carrier.recordInMemory();
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into call_record (id, account_id)"
                        + " select c.id + ?, v.line from call_record c, (select 50 as line) v")) {
            connection.setAutoCommit(false);
            insert.setLong(1, 8000);
            assertThatThrownBy(insert::executeUpdate).isInstanceOf(CpniAccessDeniedException.class);
            connection.rollback();
            insert.setLong(1, 8000);
            insert.addBatch();
            assertThatThrownBy(insert::executeBatch).isInstanceOf(CpniAccessDeniedException.class);
            connection.rollback();
        }
        assertThat(carrier.audit().entries().stream()
                        .filter(entry -> entry.kind() == AuditKind.DENIAL)
                        .map(entry -> entry.rules().get(0).id()))
                .containsExactly("R-GEN-1", "R-GEN-1");
    }

    /** A failure that is not the gate's stays one, although H2 quotes the statement with it, and a batch too. */
    @Test
    void aFailureOfTheServersIsNotTakenForADenial() throws SQLException {
        assumeTrue(carrier.vendor() != DatabaseVendor.MARIADB, "a division by zero is null there, not a failure");
        String divides = "insert into call_record (id, account_id, duration_s) select c.id + ?, c.account_id,"
                + " 1 / (c.duration_s - 60) from call_record c";
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), divides, 9000L).failure())
                .contains("SQL state 22012");
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement insert = connection.prepareStatement(divides)) {
            insert.setLong(1, 9000);
            insert.addBatch();
            assertThatThrownBy(insert::executeBatch).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void everyRowOfABatchIsChecked() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into call_record (id, account_id) values (?, ?)")) {
            insert.setLong(1, 3100);
            insert.setLong(2, LINE_OF_ADA);
            insert.addBatch();
            insert.setLong(1, 3101);
            // Another setter than the one that was checked before.
            insert.setShort(2, (short) LINE_OF_EVE);
            insert.addBatch();
            assertThatThrownBy(insert::executeBatch).isInstanceOf(CpniAccessDeniedException.class);

            insert.setLong(1, 3102);
            insert.setLong(2, LINE_OF_ADA);
            insert.addBatch();
            insert.setLong(1, 3103);
            insert.addBatch();
            assertThat(insert.executeBatch()).containsExactly(1, 1);
        }
        assertThat(Outcome.of(carrier.raw(), null, "select id from call_record where id > 3000 order by id")
                        .rows())
                .containsExactly(List.of("3102"), List.of("3103"));
    }

    @Test
    void aRowIsNotHandedToAHiddenCustomer() {
        String move = "update call_record set account_id = ? where id = ?";
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), move, LINE_OF_EVE, OF_ADA)
                        .isDenied())
                .isTrue();
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), move, 40L, OF_ADA)
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), move, LINE_OF_ADA, OF_EVE)
                        .changed())
                .isZero();
        for (String key : List.of(
                "account_id = account_id + 40",
                "(note, account_id) = (select 'x', 50)",
                "(account_id, note) = (select 50, 'x')",
                "account_id = (select 50)",
                "account_id = 50")) {
            assertThat(Outcome.of(carrier.guarded(), Staff.clerk(), "update call_record set " + key)
                            .failure())
                    .as(key)
                    .contains("must be given as a parameter");
        }
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                "update account set customer_id = ? where id = ?",
                                Carrier.EVE,
                                LINE_OF_ADA)
                        .isDenied())
                .isTrue();
    }

    @Test
    void upsertWorksForWhoMayWriteEveryRow() {
        assumeFalse(carrier.isMariaDb(), "MariaDB has no MERGE");
        String upsert =
                "merge into account as t using (select cast(? as bigint) id, cast(? as bigint) customer_id, cast(? as"
                        + " varchar) nickname) as s on (t.id=s.id) when not matched then insert (id,"
                        + " customer_id, nickname) values"
                        + " (s.id, s.customer_id, s.nickname) when matched then update set customer_id=s.customer_id,"
                        + " nickname=s.nickname";
        assertThat(Outcome.of(carrier.guarded(), Staff.billing(), upsert, 10L, Carrier.ADA, "first")
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(carrier.guarded(), Staff.billing(), upsert, 11L, Carrier.ADA, "second")
                        .changed())
                .isEqualTo(1);
        assertThat(Outcome.of(carrier.raw(), null, "select nickname from account where id in (10, 11) order by id")
                        .rows())
                .containsExactly(List.of("first"), List.of("second"));
    }

    @Test
    void aDuplicateTellsNothingOfTheRowThatIsThere() {
        Outcome duplicate = Outcome.of(
                carrier.guarded(),
                Staff.clerk(),
                "insert into call_record (id, account_id, note) values (?, ?, ?)",
                OF_EVE,
                LINE_OF_ADA,
                "mine");

        assertThat(duplicate.failure())
                .contains(carrier.isMariaDb() ? "SQL state 23000 and code 1062" : "SQL state 23505")
                .doesNotContain("secret")
                .doesNotContain("500");
    }

    @Test
    void generatedKeysComeBackForNewRowsOnly() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into call_record (id, account_id) values (?, ?)", new String[] {"id"})) {
                insert.setLong(1, 3200);
                insert.setLong(2, LINE_OF_ADA);
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    // MariaDB returns those only that it has made itself.
                    assertThat(Outcome.read(keys))
                            .isEqualTo(carrier.isMariaDb() ? List.of() : List.of(List.of("3200")));
                }
            }
            String update = "update call_record set note = 'x'";
            assertThatThrownBy(() -> connection.prepareStatement(update, Statement.RETURN_GENERATED_KEYS))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> connection.prepareStatement(update, new String[] {"callee"}))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> connection.prepareStatement(
                            "insert into tariff (name) values ('x')",
                            new String[] {"name, (select max(callee) from call_record)"}))
                    .isInstanceOf(CpniStatementRefusedException.class);
        }
    }

    @Test
    void aStatementWithoutTheGrantIsDenied() {
        assertThat(Outcome.of(carrier.guarded(), Staff.engineer(), "delete from call_record")
                        .isDenied())
                .isTrue();
        assertThat(Outcome.of(carrier.guarded(), Staff.auditor(), "update call_record set note = 'x'")
                        .isDenied())
                .isTrue();
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.auditor(),
                                "insert into call_record (id, account_id) values (?, ?)",
                                1L,
                                LINE_OF_ADA)
                        .isDenied())
                .isTrue();
        Outcome merge = Outcome.of(
                carrier.guarded(),
                Staff.auditor(),
                "merge into call_record t using (values (1)) s(id) on t.id = s.id when matched then delete");
        assertThat(carrier.isMariaDb() ? merge.isRefused() : merge.isDenied()).isTrue();
    }

    @Test
    void aParameterIsOfItsColumnsFamilyHoweverItIsSet() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement("select id from call_record where note = ?")) {
            assertThatThrownBy(() -> query.setObject(1, "7", Types.INTEGER))
                    .isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> query.setInt(1, 7)).isInstanceOf(CpniStatementRefusedException.class);
            assertThatThrownBy(() -> query.setObject(1, new Object[] {7}))
                    .isInstanceOf(CpniStatementRefusedException.class);
            query.setNull(1, Types.VARCHAR);
            query.setObject(1, "7", Types.VARCHAR);
            query.setString(1, "7");
            assertThat(Outcome.read(query.executeQuery())).isNotEmpty();
        }
    }
}

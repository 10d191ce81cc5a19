package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditReceipt;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.RecordedObligation;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.label.DataCategory;
import io.cpni.label.TableLabels;
import io.cpni.purpose.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every access is recorded before its first row, and again with its customers when it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateAudit {

    private static final String CALLS = "select c.id, c.callee from call_record c where c.account_id = ?";

    private final Carrier carrier;

    GateAudit(Carrier carrier) {
        this.carrier = carrier;
    }

    @BeforeEach
    void restore() {
        carrier.load(Records.all());
        carrier.recordInMemory();
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    private List<AuditKind> kinds() {
        return carrier.audit().entries().stream().map(AuditEntry::kind).toList();
    }

    private AuditEntry entry(int index) {
        return carrier.audit().entries().get(index);
    }

    @Test
    void theIntentIsRecordedBeforeTheFirstRowAndTheOutcomeBehindTheLast() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.helpDesk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            query.setLong(1, 40L);
            assertThat(kinds()).isEmpty();
            try (ResultSet rows = query.executeQuery()) {
                assertThat(kinds()).containsExactly(AuditKind.ACCESS);
                assertThat(Outcome.read(rows)).hasSize(3);
            }
            assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        }
        AuditEntry intent = entry(0);
        assertThat(intent.accessor()).contains(Staff.KIM);
        assertThat(intent.purpose()).contains(Purpose.PROVIDE_SERVICE);
        assertThat(intent.operation()).contains(Operation.READ);
        assertThat(intent.relation()).contains("call_record");
        assertThat(intent.categories())
                .containsExactlyInAnyOrder(DataCategory.CALL_DETAIL, DataCategory.BILLING, DataCategory.LOCATION);
        assertThat(intent.shownColumns()).contains("cost", "note").doesNotContain("callee", "id");
        assertThat(intent.maskedColumns()).containsExactlyInAnyOrder("callee", "caller", "cell");
        assertThat(intent.rules()).anyMatch(rule -> rule.id().equals("R-222-c1"));
        assertThat(intent.obligations()).containsExactly(RecordedObligation.done("MASK"));
        assertThat(entry(1).customers()).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.DEE), 3));
    }

    @Test
    void customersAreCountedEach() throws SQLException {
        Outcome.of(
                carrier.guarded(),
                Staff.clerk(),
                "select c.id, a.nickname from account a left join call_record c on"
                        + " c.account_id = a.id and c.id <> 400");

        assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.ACCESS, AuditKind.OUTCOME, AuditKind.OUTCOME);
        CustomersConcerned both =
                CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 3L, Carrier.id(Carrier.DEE), 2L));
        assertThat(entry(2).customers()).isEqualTo(both);
        assertThat(entry(3).customers()).isEqualTo(both);
    }

    @Test
    void customersOfAJoinByColumnsOfOneNameAreCountedEach() {
        Outcome.of(
                carrier.guarded(),
                Staff.clerk(),
                "select s.plan, a.nickname, c.id from account a join subscription s using (customer_id) left join"
                        + " call_record c on c.account_id = a.id and c.id = 400");
        Outcome.of(carrier.guarded(), Staff.clerk(), "select * from subscription s right join account a using (id)");

        CustomersConcerned both =
                CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 1L, Carrier.id(Carrier.DEE), 1L));
        assertThat(List.of(entry(3).customers(), entry(4).customers(), entry(5).customers()))
                .containsExactlyInAnyOrder(both, both, CustomersConcerned.of(Carrier.id(Carrier.DEE), 1));
        assertThat(List.of(entry(8).customers(), entry(9).customers()))
                .containsExactlyInAnyOrder(both, CustomersConcerned.none());
    }

    @Test
    void aKeyThatAQueryInTheTablesPlaceDoesNotShowIsNotAskedFor() {
        TableLabels withoutKey = new TableLabels(
                "account",
                Records.ACCOUNT.categories(),
                Records.ACCOUNT.columns().stream()
                        .filter(column -> !column.name().equals("customer_id"))
                        .toList(),
                Records.ACCOUNT.customerKey());
        RelationCatalog catalog = RelationCatalog.builder()
                .labelled(withoutKey)
                .labelled(Records.SUBSCRIPTION)
                .build();
        Outcome joined = Outcome.of(
                carrier.guarded(catalog),
                Staff.clerk(),
                "select a.nickname, s.plan from account a left join subscription s using (id)");

        assertThat(joined.rows()).hasSize(2);
        assertThat(List.of(entry(2).customers(), entry(3).customers()))
                .containsExactlyInAnyOrder(CustomersConcerned.unnamed(2), CustomersConcerned.none());
    }

    @Test
    void recordsOfNobodyAreCountedAsSuch() {
        String calls = "select c.id from call_record c where c.id in (100, 101, 900, 990, 991)";
        Outcome.of(carrier.guarded(), Staff.billing(), calls);
        Outcome.of(carrier.guarded(), Staff.billing(), "select c.id from call_record c where c.id >= 900");
        Outcome.of(
                carrier.guarded(),
                Staff.billing(),
                "select c.id, a.id from call_record c left join account a on a.id = c.account_id and a.id = 10 where"
                        + " c.id in (100, 200)");

        assertThat(entry(1).customers())
                .isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.ADA), 2).andOfNobody(3));
        assertThat(entry(1).customers().rows()).isEqualTo(5);
        assertThat(entry(3).customers()).isEqualTo(CustomersConcerned.none().andOfNobody(3));
        // A missing side of a join is no record.
        assertThat(List.of(entry(6).customers().rows(), entry(7).customers().rows()))
                .containsExactly(2L, 1L);
    }

    @Test
    void aTransactionIsOneAccessPerTable() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 20; i++) {
                query.setLong(1, (i % 2 + 1) * 10L);
                Outcome.read(query.executeQuery());
            }
            assertThat(kinds()).containsExactly(AuditKind.ACCESS);
            connection.commit();
            assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
            assertThat(entry(1).customers())
                    .isEqualTo(
                            CustomersConcerned.of(Map.of(Carrier.id(Carrier.ADA), 30L, Carrier.id(Carrier.BEN), 40L)));

            Outcome.read(query.executeQuery());
            connection.rollback();
        }
        assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME, AuditKind.ACCESS, AuditKind.OUTCOME);
        assertThat(entry(2).correlation()).isNotEqualTo(entry(0).correlation());
    }

    @Test
    void aCountDoesNotBlurTheCustomersOfAList() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Outcome.read(
                    statement.executeQuery("select c.id from call_record c order by c.id fetch first 2 rows only"));
            Outcome.read(statement.executeQuery("select count(*) from call_record c"));
            connection.commit();
        }
        assertThat(carrier.audit().entries().stream()
                        .filter(entry -> entry.kind() == AuditKind.OUTCOME)
                        .map(AuditEntry::customers))
                .containsExactlyInAnyOrder(
                        CustomersConcerned.of(Carrier.id(Carrier.ADA), 2), CustomersConcerned.unnamed(1));
    }

    @Test
    void resultsThatAreOpenTogetherAreEachCountedToTheEnd() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement one = connection.prepareStatement(CALLS);
                PreparedStatement other = connection.prepareStatement("select s.id from subscription s")) {
            one.setLong(1, 10L);
            ResultSet rows = one.executeQuery();
            rows.next();
            Outcome.read(other.executeQuery());
            other.close();
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isTrue();
            rows.close();
        }
        assertThat(carrier.audit().entries().stream()
                        .filter(entry -> entry.kind() == AuditKind.OUTCOME)
                        .map(entry -> entry.customers().rows()))
                .containsExactlyInAnyOrder(3L, 6L);
    }

    @Test
    void aResultEndsWithItsTransaction() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            connection.setAutoCommit(false);
            query.setLong(1, 10L);
            ResultSet rows = query.executeQuery();
            rows.next();
            connection.commit();
            assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        }
        assertThat(entry(1).customers().rows()).isEqualTo(1);
    }

    @Test
    void anUnclosedTransactionIsRecordedWhenTheConnectionCloses() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            connection.setAutoCommit(false);
            query.setLong(1, 10L);
            query.executeQuery().next();
        }
        assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
    }

    @Test
    void changesAreRecordedByTheirOperation() {
        Outcome.of(carrier.guarded(), Staff.clerk(), "delete from call_record where id = ?", 100L);
        Outcome.of(
                carrier.guarded(), Staff.clerk(), "insert into call_record (id, account_id) values (?, ?)", 100L, 10L);
        Outcome.of(carrier.guarded(), Staff.clerk(), "update call_record set note = 'x'");

        assertThat(carrier.audit().entries().stream().flatMap(entry -> entry.operation().stream()))
                .containsExactly(Operation.DELETE, Operation.INSERT, Operation.UPDATE);
        assertThat(entry(1).customers().rows()).isEqualTo(1);
        assertThat(entry(5).customers().rows()).isEqualTo(6);
    }

    @Test
    void denialsAndRefusalsAreRecordedWhateverBecomesOfTheTransaction() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.engineer());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("delete from call_record where callee = '+12125550500'"))
                    .isInstanceOf(CpniAccessDeniedException.class);
            assertThatThrownBy(() -> statement.execute("select secret('+12125550500') from call_record"))
                    .isInstanceOf(CpniStatementRefusedException.class);
            connection.rollback();
        }
        assertThat(Outcome.of(carrier.guarded(), null, "select callee from call_record")
                        .isDenied())
                .isTrue();
        assertThat(Outcome.of(
                                carrier.guarded(),
                                Staff.clerk(),
                                "insert into call_record (id, account_id) values (?, ?)",
                                1L,
                                50L)
                        .isDenied())
                .isTrue();
        assertThat(kinds()).containsExactly(AuditKind.DENIAL, AuditKind.DENIAL, AuditKind.DENIAL, AuditKind.DENIAL);
        assertThat(entry(0).rules().get(0).id()).isEqualTo("R-GEN-1");
        assertThat(entry(0).operation()).contains(Operation.DELETE);
        assertThat(entry(2).accessor()).isEmpty();
        assertThat(entry(3).operation()).contains(Operation.INSERT);
    }

    /** Checks that a call is refused, and that the record of it names who asked and holds nothing of the statement. */
    private void assertRecorded(ThrowingCallable refused) {
        int before = kinds().size();
        assertThatThrownBy(refused)
                .isInstanceOfAny(CpniStatementRefusedException.class, SQLFeatureNotSupportedException.class);
        List<AuditEntry> entries = carrier.audit().entries();
        assertThat(entries).hasSize(before + 1);
        AuditEntry denial = entries.get(before);
        assertThat(denial.kind()).isEqualTo(AuditKind.DENIAL);
        assertThat(denial.accessor()).contains(Staff.billing().accessor().id());
        assertThat(denial.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.id()).isEqualTo("R-GEN-3"));
        assertThat(denial.toString()).doesNotContain("50500");
        assertThat(denial.relation().orElse("call_record")).isEqualTo("call_record");
        assertThat(List.of(denial.justification(), denial.evidence(), denial.shownColumns(), denial.rules())
                        .toString())
                .doesNotContain("50500");
    }

    @Test
    void whatIsRefusedBeforeItIsReadIsRecorded() throws SQLException {
        String query = "select c.id from call_record c where c.callee = '+12125550500'";
        String delete = "delete from call_record where callee = '+12125550500'";
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            int scrolls = ResultSet.TYPE_SCROLL_INSENSITIVE;
            int updatable = ResultSet.CONCUR_UPDATABLE;
            assertRecorded(() -> connection.prepareStatement(query, scrolls, updatable));
            assertRecorded(() -> connection.prepareStatement(query, scrolls, updatable, 1));
            assertRecorded(() -> connection.createStatement(scrolls, updatable));
            assertRecorded(() -> connection.createStatement(scrolls, updatable, 1));
            assertRecorded(() -> connection.prepareCall(query));
            assertRecorded(() -> connection.prepareCall(query, scrolls, updatable));
            assertRecorded(() -> connection.prepareCall(query, scrolls, updatable, 1));
            assertRecorded(() -> connection.prepareStatement(delete, Statement.RETURN_GENERATED_KEYS));
            assertRecorded(() -> connection.prepareStatement(delete, new int[] {1}));
            assertRecorded(() -> connection.prepareStatement(delete, new String[] {"callee"}));
            assertRecorded(() -> connection.prepareStatement(delete, new String[] {"callee || note"}));
            assertRecorded(() -> statement.executeUpdate(delete, Statement.RETURN_GENERATED_KEYS));
            assertRecorded(() -> statement.executeUpdate(delete, new int[] {1}));
            assertRecorded(() -> statement.execute(delete, new String[] {"callee"}));
            assertRecorded(() -> statement.addBatch(delete));
            assertRecorded(() -> statement.execute("select x from shadow_note where x = '+12125550500'"));
            try (MaintenanceScope tool = MaintenanceScope.open("tool")) {
                assertRecorded(() -> statement.execute("drop table call_record; drop table account"));
            }
        }
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guardedBeforeTheModel().getConnection()) {
            assertRecorded(() -> connection.prepareStatement(query));
        }
    }

    @Test
    void whatIsRefusedOfAStatementThatWasReadIsRecorded() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            connection.setAutoCommit(false);
            assertRecorded(() -> query.setString(1, "+12125550500"));
            assertRecorded(query::getParameterMetaData);
            query.setLong(1, 10L);
            ResultSet rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            assertRecorded(() -> rows.updateString(2, "+12125550500"));
            assertRecorded(rows::deleteRow);
        }
    }

    @Test
    void noRecordHoldsAValueOfTheStatement() {
        Outcome.of(
                carrier.guarded(), Staff.billing(), "select c.id from call_record c where c.callee = '+12125550500'");
        Outcome.of(
                carrier.guarded(), Staff.billing(), "select c.id from call_record c where c.callee = '+12125550400'");
        Outcome.of(carrier.guarded(), Staff.billing(), "select c.id from shadow_note where x = '+12125550500'");

        assertThat(carrier.audit().entries().toString()).doesNotContain("+1212", "50500");
        assertThat(entry(0).statementFingerprint()).isEqualTo(entry(2).statementFingerprint());
        assertThat(Set.copyOf(carrier.audit().entries())).hasSize(5);
    }

    @Test
    void withoutARecordThereAreNoRows() throws SQLException {
        carrier.recordIn(entry -> {
            throw new AuditUnavailableException("the log is full");
        });
        for (String sql : List.of("select c.id from call_record c", "update call_record set note = 'x'")) {
            assertThat(Outcome.of(carrier.guarded(), Staff.billing(), sql).failure())
                    .startsWith("AuditUnavailableException");
        }
        assertThat(Outcome.of(carrier.guarded(), null, "select c.id from call_record c")
                        .failure())
                .startsWith("AuditUnavailableException");
        assertThat(Outcome.of(carrier.raw(), null, "select count(*) from call_record where note = 'x'")
                        .rows())
                .containsExactly(List.of("0"));
    }

    /** The database may have found the rows already; they stay where they are. */
    @Test
    void rowsAreNotReleasedWhileTheirRecordIsOnItsWay() throws SQLException {
        carrier.recordIn(new OnItsWay());
        for (String sql : List.of("select c.id from call_record c", "update call_record set note = 'x'")) {
            assertThat(Outcome.of(carrier.guarded(), Staff.billing(), sql).failure())
                    .startsWith("AuditUnavailableException");
        }
        assertThat(Outcome.of(carrier.raw(), null, "select count(*) from call_record where note = 'x'")
                        .rows())
                .as("a change is not even tried")
                .containsExactly(List.of("0"));
    }

    @Test
    void aConnectionGoesOnAfterARecordThatGotLost() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement statement = connection.prepareStatement("select c.id from call_record c")) {
            connection.setAutoCommit(false);
            carrier.recordIn(new OnItsWay());
            assertThatThrownBy(statement::executeQuery).isInstanceOf(AuditUnavailableException.class);
            assertThat(statement.getResultSet()).isNull();
            carrier.recordInMemory();
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
            connection.commit();
        }
        assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
    }

    /** Takes entries, and loses them before they are durable. */
    private static final class OnItsWay implements AuditLog {

        @Override
        public AuditPosition append(AuditEntry entry) {
            return submit(entry).await();
        }

        @Override
        public AuditReceipt submit(AuditEntry entry) {
            return () -> {
                throw new AuditUnavailableException("the log went away");
            };
        }
    }

    /** What is out is out: that nothing is decided by a clock that is wrong keeps it not from being recorded. */
    @Test
    void whoseRowsAreOutIsRecordedThoughTheClockFailsMeanwhile() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.helpDesk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement(CALLS)) {
            query.setLong(1, 40L);
            try (ResultSet rows = query.executeQuery()) {
                Outcome.read(rows);
                carrier.clock().fail();
            }
            assertThatThrownBy(query::executeQuery).as("nothing more").isInstanceOf(StoreUnavailableException.class);
        } finally {
            carrier.clock().turnTo(Carrier.NOW);
        }
        assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        assertThat(entry(1).customers()).isEqualTo(CustomersConcerned.of(Carrier.id(Carrier.DEE), 3));
    }

    @Test
    void whatCannotBeRecordedAtTheEndIsNotCommitted() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update call_record set note = 'x'");
            carrier.recordIn(entry -> {
                throw new AuditUnavailableException("the log is full");
            });
            assertThatThrownBy(connection::commit).isInstanceOf(AuditUnavailableException.class);
            carrier.recordInMemory();
            connection.rollback();
        }
        assertThat(kinds()).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        assertThat(Outcome.of(carrier.raw(), null, "select count(*) from call_record where note = 'x'")
                        .rows())
                .containsExactly(List.of("0"));
    }

    @Test
    void unlabelledTablesAreNotRecorded() {
        Outcome.of(carrier.guarded(), Staff.billing(), "select t.name from tariff t");

        assertThat(kinds()).isEmpty();
    }
}

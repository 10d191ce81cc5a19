package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.approval.ApprovalAsk;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.RecordedStatement;
import io.cpni.audit.TraceIds;
import io.cpni.audit.TraceSource;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a record keeps beside who, what and whose: where tracing finds it, what the decision rested on, what was asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateRecords {

    private static final String COUNT = "select count(*) from call_record c where c.callee = ?";
    private static final String NUMBER = "+12125550500";
    private static final Instant AT = Carrier.NOW;

    private final Carrier carrier;

    GateRecords(Carrier carrier) {
        this.carrier = carrier;
    }

    @BeforeEach
    void restore() {
        carrier.load(Records.all());
        carrier.recordInMemory();
        carrier.traceBy(TraceSource.none());
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    private List<AuditEntry> entries() {
        return carrier.audit().entries();
    }

    private List<AuditEntry> entries(AuditKind kind) {
        return entries().stream().filter(entry -> entry.kind() == kind).toList();
    }

    private AuditEntry only(AuditKind kind) {
        assertThat(entries(kind)).hasSize(1);
        return entries(kind).get(0);
    }

    private Outcome ask(AccessContext context, String sql, Object... parameters) {
        return Outcome.of(carrier.guarded(), context, sql, parameters);
    }

    /** Work with a prepared statement in one transaction. */
    private interface Work {
        void with(PreparedStatement statement) throws SQLException;
    }

    private void inTransaction(AccessContext context, String sql, Work work) {
        try (AccessScope scope = AccessScope.open(context);
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            work.with(statement);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count(String sql, Object... parameters) {
        inTransaction(Staff.billing(), sql, statement -> {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeQuery().close();
        });
    }

    private List<String> valuesOf(AuditKind kind) {
        return entries(kind).stream()
                .flatMap(entry -> entry.statements().stream())
                .flatMap(statement -> statement.parameters().stream())
                .toList();
    }

    // Tracing

    @Test
    void everyRecordSaysWhereTracingFindsIt() {
        carrier.traceBy(() -> Optional.of(new TraceIds("0af7651916cd43dd", Optional.of("b7ad6b71"))));
        ask(Staff.billing(), "select c.id from call_record c");
        ask(Staff.engineer(), "delete from call_record");
        ask(Staff.billing(), "select secret(c.callee) from call_record c");
        ask(Staff.billing(), "select from where");
        Outcome.of(carrier.guarded(), null, "select c.id from call_record c");

        assertThat(entries())
                .extracting(AuditEntry::kind)
                .containsExactly(
                        AuditKind.ACCESS,
                        AuditKind.OUTCOME,
                        AuditKind.DENIAL,
                        AuditKind.DENIAL,
                        AuditKind.DENIAL,
                        AuditKind.DENIAL);
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.traceId()).contains("0af7651916cd43dd");
            assertThat(entry.spanId()).contains("b7ad6b71");
        });
    }

    @Test
    void aRecordIsMadeWhereTracingFails() {
        carrier.traceBy(() -> {
            throw new IllegalStateException("no tracer");
        });
        assertThat(ask(Staff.engineer(), "delete from call_record").isDenied()).isTrue();
        assertThat(only(AuditKind.DENIAL).traceId()).isEmpty();
    }

    // What a decision rests on

    private static AccessContext marketingTo(long customer) {
        Accessor mara = Accessor.staff("mara", Set.of("marketing"), Instant.parse("2027-01-01T00:00:00Z"));
        return AccessContext.of(mara, Purpose.MARKET)
                .offer(Offer.of(OfferPart.INTERNET_ACCESS))
                .subject(Carrier.id(customer))
                .build();
    }

    @Test
    void forASetOfCustomersTheRecordNamesTheScopesThatWereAskedFor() {
        assertThat(ask(Staff.marketing(), "select s.plan from subscription s").rows())
                .isNotEmpty();

        assertThat(only(AuditKind.ACCESS).evidence())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).matches("scope:\\d+(,\\d+)*"));
        List<Integer> named = only(AuditKind.ACCESS).evidence().stream()
                .flatMap(name -> Arrays.stream(name.substring("scope:".length()).split(",")))
                .map(Integer::valueOf)
                .toList();
        assertThat(named)
                .isSubsetOf(carrier.approvals()
                        .scopes()
                        .covering(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.SUBSCRIPTION)));
    }

    @Test
    void forTheCustomerWhomTheContextNamesTheRecordNamesTheEvents() {
        for (long customer : List.of(Carrier.DEE, Carrier.CY)) {
            carrier.load(Records.all());
            ask(marketingTo(customer), "select s.plan from subscription s");
            List<String> events = carrier.approvals().events(Carrier.id(customer)).stream()
                    .map(event -> event.reference())
                    .toList();
            assertThat(events).isNotEmpty();
            assertThat(only(AuditKind.ACCESS).evidence()).containsAll(events);
            List<String> others =
                    carrier.approvals().events(Carrier.id(customer == Carrier.DEE ? Carrier.CY : Carrier.DEE)).stream()
                            .map(event -> event.reference())
                            .toList();
            assertThat(only(AuditKind.ACCESS).evidence()).doesNotContainAnyElementsOf(others);
        }
    }

    @Test
    void whatNeedsNoApprovalRestsOnNone() {
        ask(Staff.billing(), "select c.id from call_record c");
        assertThat(only(AuditKind.ACCESS).evidence()).isEmpty();
    }

    @Test
    void anAccessThatMayRestOnBrokenGlassSaysSo() {
        assertThat(ask(Staff.onCall(), "select c.id from call_record c").rows()).isNotEmpty();
        assertThat(only(AuditKind.ACCESS).breakGlass()).isTrue();
    }

    @Test
    void withoutAnOpeningInForceForThePurposeNothingRestsOnBrokenGlass() {
        Accessor edna = Accessor.staff("edgar", Set.of("on-call"), Instant.parse("2027-01-01T00:00:00Z"));
        ask(AccessContext.of(edna, Purpose.PROVIDE_SERVICE).build(), "select c.id from call_record c");
        ask(Staff.onCallForSomethingElse(), "select c.id from call_record c");
        ask(Staff.billing(), "select c.id from call_record c");
        carrier.clock().turnTo(AT.plusSeconds(600));
        ask(Staff.onCall(), "select c.id from call_record c");

        assertThat(entries(AuditKind.ACCESS)).hasSize(4).noneMatch(AuditEntry::breakGlass);
    }

    /** Later statements of a transaction see what was opened meanwhile, and earlier ones have not seen it. */
    @Test
    void aGlassThatBreaksInTheMidstOfATransactionIsRecordedFromThenOn() {
        Accessor edwin = Accessor.staff("edwin", Set.of("on-call"), Instant.parse("2027-01-01T00:00:00Z"));
        AccessContext context = AccessContext.of(edwin, Purpose.PROVIDE_SERVICE).build();
        List<Integer> seen = new ArrayList<>();
        try (AccessScope scope = AccessScope.open(context);
                Connection connection = carrier.guarded().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("select c.id from call_record c")) {
                for (int i = 0; i < 4; i++) {
                    if (i == 2) {
                        carrier.breakGlass("edwin", Carrier.CY, AT.minusSeconds(60), AT.plusSeconds(600));
                    }
                    try (ResultSet rows = statement.executeQuery()) {
                        seen.add(Outcome.read(rows).size());
                    }
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        assertThat(seen.subList(0, 2)).containsOnly(0);
        assertThat(seen.subList(2, 4)).allMatch(rows -> rows > 0);
        assertThat(entries(AuditKind.ACCESS)).extracting(AuditEntry::breakGlass).containsExactly(false, true);
        assertThat(entries(AuditKind.OUTCOME))
                .extracting(entry -> entry.customers().rows())
                .containsExactly(0L, 2L * seen.get(2));
    }

    // Statements that cannot name their customers

    @Test
    void aCountIsKeptWithItsTextAndValues() {
        count("select count(*) from call_record c where c.callee = ? and c.note <> 'the bill of Ada'", NUMBER);

        AuditEntry access = only(AuditKind.ACCESS);
        assertThat(access.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.text())
                    .isEqualTo("select count(*) from call_record c where c.callee = ? and c.note <> 'the bill of Ada'");
            assertThat(statement.parameters()).containsExactly("'" + NUMBER + "'");
            assertThat(access.statementFingerprint()).contains(statement.fingerprint());
        });
        assertThat(only(AuditKind.OUTCOME).statements()).isEmpty();
    }

    @Test
    void aListThatNamesItsCustomersIsNotKept() {
        count("select c.id from call_record c where c.callee = ?", NUMBER);
        assertThat(only(AuditKind.ACCESS).statements()).isEmpty();
        assertThat(only(AuditKind.OUTCOME).statements()).isEmpty();
    }

    @Test
    void aStatementIsKeptWithTheTablesWhoseCustomersItDoesNotName() {
        count("select c.id from call_record c where c.account_id in (select a.id from account a where a.id = ?)", 10L);
        assertThat(entries(AuditKind.ACCESS))
                .filteredOn(entry -> !entry.statements().isEmpty())
                .singleElement()
                .satisfies(entry -> assertThat(entry.relation()).contains("account"));
        assertThat(entries(AuditKind.ACCESS)).hasSize(2);
    }

    @Test
    void aChangeIsKept() {
        inTransaction(Staff.clerk(), "update call_record set note = ? where callee = ?", statement -> {
            statement.setString(1, "it's paid");
            statement.setNull(2, java.sql.Types.VARCHAR);
            statement.executeUpdate();
        });
        assertThat(only(AuditKind.ACCESS).statements().get(0).parameters()).containsExactly("'it''s paid'", "NULL");
    }

    @Test
    void valuesStandInTheirRecordEncryptedOrNowhere() {
        count("select count(*) from call_record c where c.callee = ? and c.note <> 'the bill of Ada'", NUMBER);
        inTransaction(Staff.clerk(), "update call_record set note = ? where callee = ?", statement -> {
            statement.setString(1, "the bill of Ada");
            statement.setString(2, NUMBER);
            assertThat(statement.toString()).doesNotContain("Ada", NUMBER);
            statement.addBatch();
            statement.executeBatch();
        });
        assertThat(entries()).hasSize(4);
        for (AuditEntry entry : entries()) {
            String clear = entry + " " + entry.relation() + entry.shownColumns() + entry.maskedColumns() + entry.rules()
                    + entry.evidence() + entry.obligations() + entry.justification() + entry.statementFingerprint()
                    + entry.correlation() + entry.traceId() + entry.spanId() + entry.node() + entry.customers()
                    + entry.statements() + entry.subject() + entry.categories() + entry.accessor();
            assertThat(clear).doesNotContain("Ada").doesNotContain(NUMBER).doesNotContain("5550500");
        }
        assertThat(carrier.audit().records().toString()).doesNotContain("Ada", NUMBER);
    }

    @Test
    void whatFollowsInTheSameAccessStandsInItsOutcome() {
        inTransaction(Staff.billing(), COUNT, statement -> {
            for (String number : List.of(NUMBER, NUMBER, "+12125550400", NUMBER)) {
                statement.setString(1, number);
                statement.executeQuery().close();
            }
            try (Statement other = statement.getConnection().createStatement()) {
                other.executeQuery("select count(distinct c.callee) from call_record c")
                        .close();
            }
        });
        assertThat(valuesOf(AuditKind.ACCESS)).containsExactly("'" + NUMBER + "'");
        assertThat(only(AuditKind.OUTCOME).statements())
                .extracting(RecordedStatement::text)
                .containsExactly(COUNT, "select count(distinct c.callee) from call_record c");
        assertThat(valuesOf(AuditKind.OUTCOME)).containsExactly("'+12125550400'");
        assertThat(only(AuditKind.OUTCOME).statements().get(1).fingerprint())
                .isNotEqualTo(only(AuditKind.ACCESS).statementFingerprint().orElseThrow());
    }

    @Test
    void ofManyStatementsTheFirstAreKeptAndEveryOneIsNamed() {
        String other = "select count(c.note) from call_record c";
        inTransaction(Staff.billing(), COUNT, statement -> {
            for (int i = 0; i < 100; i++) {
                statement.setString(1, "+1212555" + i);
                statement.executeQuery().close();
            }
            try (Statement last = statement.getConnection().createStatement()) {
                last.executeQuery(other).close();
                last.executeQuery(other).close();
            }
        });
        List<RecordedStatement> further = only(AuditKind.OUTCOME).statements();
        assertThat(further).hasSize(17);
        assertThat(further.subList(0, 16))
                .extracting(statement -> statement.parameters().get(0))
                .startsWith("'+12125551'")
                .endsWith("'+121255516'");
        assertThat(further.get(16).text()).contains("85 more executions");
        assertThat(further.get(16).parameters()).containsExactly(Fingerprint.of(other));
        assertThat(further.get(16).fingerprint()).isEqualTo(Fingerprint.of(other));
    }

    @Test
    void oneStatementThatMentionsATableTwiceIsKeptOnce() {
        count("select count(*) from call_record c join call_record d on d.id = c.id where c.callee = ?", NUMBER);
        assertThat(entries(AuditKind.ACCESS))
                .allSatisfy(entry -> assertThat(entry.statements()).hasSize(1));
        assertThat(entries(AuditKind.OUTCOME))
                .allSatisfy(entry -> assertThat(entry.statements()).isEmpty());
    }

    @Test
    void ofABatchTheFirstExecutionsAreKept() {
        inTransaction(Staff.clerk(), "update call_record set note = ?, duration_s = ? where id = ?", statement -> {
            for (int i = 1; i <= 60; i++) {
                statement.setString(1, "n" + i);
                statement.setInt(2, i);
                statement.setLong(3, -i);
                statement.addBatch();
            }
            statement.executeBatch();
            // What is bound stays bound, and what was in the batch does not come again.
            statement.setString(1, "alone");
            statement.executeUpdate();
            statement.setString(1, "again");
            statement.addBatch();
            statement.executeBatch();
        });
        List<String> values = valuesOf(AuditKind.ACCESS);
        assertThat(values).hasSize(151).startsWith("'n1'", "1", "-1", "'n2'");
        assertThat(values.subList(147, 151)).containsExactly("'n50'", "50", "-50", "… and 10 more executions");
        assertThat(valuesOf(AuditKind.OUTCOME)).containsExactly("'alone'", "60", "-60", "'again'", "60", "-60");
    }

    /** One that is read when it should not be, or that nobody closed. */
    private static InputStream untouchable() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("read by the record");
            }
        };
    }

    @Test
    void whatOnlyTheDriverMayReadIsNamed() {
        inTransaction(Staff.clerk(), "update call_record set note = ?, caller = ? where id = 100", statement -> {
            statement.setCharacterStream(1, new StringReader("the bill of Ada"), 15);
            byte[] name = "Ada".getBytes(StandardCharsets.US_ASCII);
            statement.setAsciiStream(2, new ByteArrayInputStream(name), name.length);
            statement.executeUpdate();
        });
        assertThat(valuesOf(AuditKind.ACCESS)).containsExactly("<stream>", "<stream>");
        assertThat(Outcome.of(carrier.raw(), null, "select note, caller from call_record where id = 100")
                        .rows())
                .containsExactly(List.of("the bill of Ada", "Ada"));
        assertThat(SqlLiteral.of(SqlLiteral.lasting(untouchable()))).isEqualTo("<stream>");
        assertThat(SqlLiteral.of(SqlLiteral.unread(null))).isEqualTo("NULL");
    }

    @Test
    void aLongValueIsCutAndMarked() {
        count(COUNT, "Ada".repeat(350_000));
        assertThat(valuesOf(AuditKind.ACCESS))
                .singleElement()
                .satisfies(value ->
                        assertThat(value).hasSize(200).startsWith("'AdaAda").endsWith("…"));
    }

    @Test
    void manyLongValuesAreKeptUpToABoundAndCounted() {
        String marks = "?" + ", ?".repeat(99);
        inTransaction(
                Staff.billing(), "select count(*) from call_record c where c.callee in (" + marks + ")", statement -> {
                    for (int i = 1; i <= 100; i++) {
                        statement.setString(i, String.format(Locale.ROOT, "%03d", i) + "x".repeat(995));
                    }
                    statement.executeQuery().close();
                });
        List<String> values = valuesOf(AuditKind.ACCESS);
        assertThat(values.get(values.size() - 1)).matches("… and 6\\d more values");
        assertThat(values.stream().mapToInt(String::length).sum()).isLessThan(33_000);
    }

    @Test
    void valuesThatTheirOwnerChangesAfterwardsAreKeptAsTheyWereBound() {
        java.sql.Timestamp began = java.sql.Timestamp.valueOf("2026-11-02 10:00:00");
        inTransaction(Staff.billing(), "select count(*) from call_record c where c.started_at = ?", statement -> {
            statement.setTimestamp(1, began);
            began.setTime(0);
            statement.executeQuery().close();
        });
        assertThat(valuesOf(AuditKind.ACCESS)).containsExactly("TIMESTAMP '2026-11-02 10:00:00.0'");
    }

    @Test
    void numbersAreKeptAsNumbers() {
        count("select count(*) from call_record c where c.cost > ? and c.duration_s > ?", new BigDecimal("1.50"), 3);
        assertThat(valuesOf(AuditKind.ACCESS)).containsExactly("1.50", "3");
    }
}

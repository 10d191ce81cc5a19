package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntries;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.FailureReference;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.ServerFailure;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.ServerTexts;
import io.cpni.audit.TraceIds;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.DecisionEngine;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.rule.FccRules;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the server says of a failure goes, encrypted, to the audit log; the caller gets its name and nothing of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateFailures {

    private static final Pattern REFERENCE = Pattern.compile("failure ([0-9a-v]{16})$");
    private static final ServerTextKeys KEYS =
            ServerTextKeys.of("k1", Map.of("k1", new byte[ServerTextKeys.KEY_BYTES]));
    private static final Grants GRANTS = Grants.of(List.of(new Grant(
            "operator",
            Set.of(Purpose.PROVIDE_SERVICE),
            EnumSet.allOf(DataCategory.class),
            Set.of(Operation.READ),
            ServerTexts.SCOPE,
            Set.of())));

    private final Carrier carrier;
    private final JdbcAuditLog log;
    private final ServerTexts texts;

    GateFailures(Carrier carrier) {
        this.carrier = carrier;
        AuditSchema.create(carrier.raw());
        this.log = JdbcAuditLog.open(carrier.raw(), "gate", AuditEntries.KEYS);
        this.texts = new ServerTexts(
                carrier.raw(),
                AuditEntries.KEYS,
                KEYS,
                new DecisionEngine(FccRules.current(), GRANTS, CarrierSettings.voip()),
                () -> GRANTS,
                log,
                carrier.clock(),
                "gate");
    }

    @BeforeEach
    void restore() {
        carrier.load(Records.withSecrets());
        carrier.recordIn(log);
    }

    @AfterAll
    void close() {
        log.close();
        carrier.close();
    }

    static AccessContext operator() {
        return AccessContext.of(
                        Accessor.staff("olga", Set.of("operator"), Instant.parse("2027-01-01T00:00:00Z")),
                        Purpose.PROVIDE_SERVICE)
                .build();
    }

    private DataSource keeping() {
        return carrier.guarded(KEYS, 60);
    }

    /** Runs what fails, and returns under which name; of what the server said nothing is with it. */
    private static FailureReference named(ThrowingCallable call) {
        return reference(GateServerText.withheld(call)).orElseThrow();
    }

    private static Optional<FailureReference> reference(SQLException seen) {
        assertThat(seen.getMessage()).doesNotContain("secret");
        Matcher reference = REFERENCE.matcher(seen.getMessage());
        return reference.find() ? Optional.of(new FailureReference(reference.group(1))) : Optional.empty();
    }

    private String read(FailureReference reference) {
        ServerFailure said = texts.read(reference, operator()).orElseThrow();
        return String.join(
                "\n", said.messages().stream().map(ServerFailure.Message::text).toList());
    }

    private List<AuditEntry> entries(AuditKind kind) {
        return AuditReader.over(carrier.raw(), AuditEntries.KEYS).read("gate", 0, 10_000).stream()
                .map(AuditRecord::entry)
                .filter(entry -> entry.kind() == kind)
                .toList();
    }

    private AuditEntry record(FailureReference reference) {
        return entries(AuditKind.FAILURE).stream()
                .filter(entry -> entry.serverText().orElseThrow().reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private static ThrowingCallable takenKey(Connection connection) {
        return () -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into call_record (id, account_id, note) values (?, ?, 'secret note')")) {
                insert.setLong(1, 500);
                insert.setLong(2, 10);
                insert.executeUpdate();
            }
        };
    }

    @Test
    void aTakenKeyIsKeptForOperatorsAndNotTold() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = keeping().getConnection()) {
            FailureReference reference = named(takenKey(connection));

            assertThat(read(reference)).contains("500");
            AuditEntry failure = record(reference);
            assertThat(failure.accessor()).contains("bill");
            assertThat(failure.purpose()).contains(Purpose.BILL_COLLECT);
            assertThat(failure.relation()).contains("call_record");
            assertThat(failure.operation()).contains(Operation.INSERT);
            assertThat(failure.categories()).contains(DataCategory.CALL_DETAIL);
            assertThat(failure.statementFingerprint()).isPresent();
            assertThat(entries(AuditKind.ACCESS))
                    .as("the access that failed is the one of the same transaction")
                    .anyMatch(entry -> entry.correlation().equals(failure.correlation()));
            assertThat(failure.toString()).doesNotContain("500");
        }
    }

    @Test
    void aConversionOnTheServerIsKept() throws SQLException {
        // MariaDB converts any text to a number.
        if (carrier.isMariaDb()) {
            return;
        }
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = keeping().getConnection();
                Statement statement = connection.createStatement()) {
            FailureReference reference = named(() -> {
                try (ResultSet rows = statement.executeQuery(
                        "select c.id from call_record c where c.id = 500 and cast(c.note as int) = 7")) {
                    rows.next();
                }
            });

            assertThat(read(reference)).contains("secret");
        }
    }

    @Test
    void aConversionInTheDriverIsKept() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = keeping().getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select c.note from call_record c where c.id = 500");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            FailureReference reference = named(() -> rows.getInt(1));

            assertThat(read(reference)).contains("secret");
            assertThat(record(reference).statementFingerprint()).isPresent();
        }
    }

    @Test
    void everythingThatABatchSaysIsKept() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = keeping().getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into call_record (id, account_id) values (?, ?)")) {
            insert.setLong(1, 500);
            insert.setLong(2, 10);
            insert.addBatch();
            SQLException seen = GateServerText.withheld(insert::executeBatch);
            assertThat((Throwable) seen).isInstanceOf(BatchUpdateException.class);

            assertThat(read(reference(seen).orElseThrow())).contains("500");
        }
    }

    @Test
    void withoutTheRightNothingIsReadAndTheAttemptIsOnRecord() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = keeping().getConnection()) {
            FailureReference reference = named(takenKey(connection));

            for (AccessContext other : List.of(Staff.billing(), Staff.engineer(), Staff.auditor())) {
                assertThat(catchThrowableOfType(CpniAccessDeniedException.class, () -> texts.read(reference, other)))
                        .isNotNull();
            }
            assertThat(entries(AuditKind.DENIAL))
                    .filteredOn(entry -> entry.correlation().equals(Optional.of(reference.value())))
                    .hasSize(3);
        }
    }

    @Test
    void theRightToTextsOpensNoRecord() throws SQLException {
        for (String sql : List.of("select c.id from call_record c", "select count(*) from call_record c")) {
            Outcome outcome = Outcome.of(carrier.guarded(), operator(), sql);
            assertThat(outcome.toString()).doesNotContain("500").doesNotContain("secret");
        }
    }

    @Test
    void aLoopOfFailuresFillsNoLog() throws SQLException {
        int before = entries(AuditKind.FAILURE).size();
        carrier.traceBy(() -> Optional.of(new TraceIds("4bf92f35", Optional.empty())));
        Set<FailureReference> named = new HashSet<>();
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded(KEYS, 60).getConnection()) {
            for (int i = 0; i < 40; i++) {
                named.add(named(takenKey(connection)));
            }
            assertThat(entries(AuditKind.FAILURE)).hasSize(before + FailureBudget.ALIKE);
            assertThat(named).hasSize(FailureBudget.ALIKE);
            for (FailureReference reference : named) {
                assertThat(record(reference).traceId()).contains("4bf92f35");
                assertThat(read(reference)).contains("500");
            }

            carrier.clock().turnTo(carrier.clock().instant().plusSeconds(60));
            FailureReference later = named(takenKey(connection));
            assertThat(named).doesNotContain(later);
            assertThat(texts.read(later, operator()).orElseThrow().notKept()).isEqualTo(35);
        }
    }

    @Test
    void whatIsTooMuchIsDroppedAsIfThereWereNoKey() throws SQLException {
        int before = entries(AuditKind.FAILURE).size();
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded(KEYS, 1).getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select c.note from call_record c where c.id = 500");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            named(() -> rows.getInt(1));
            assertThat(reference(GateServerText.withheld(takenKey(connection)))).isEmpty();
            assertThat(entries(AuditKind.FAILURE)).hasSize(before + 1);
        }
    }

    @Test
    void aLogThatFailsChangesNothingOfWhatTheCallerGets() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = keeping().getConnection()) {
            carrier.recordIn(entry -> {
                if (entry.kind() == AuditKind.FAILURE) {
                    throw new AuditUnavailableException("down");
                }
                return log.append(entry);
            });
            SQLException seen = GateServerText.withheld(takenKey(connection));
            assertThat(reference(seen)).isEmpty();
            assertThat(seen.getSQLState()).isEqualTo(carrier.isMariaDb() ? "23000" : "23505");

            carrier.recordIn(log);
            FailureReference reference = named(takenKey(connection));
            assertThat(texts.read(reference, operator()).orElseThrow().notKept())
                    .isEqualTo(1);
        }
    }

    @Test
    void withoutAKeyNothingIsKept() throws SQLException {
        int before = entries(AuditKind.FAILURE).size();
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection()) {
            assertThat(reference(GateServerText.withheld(takenKey(connection)))).isEmpty();
            assertThat(entries(AuditKind.FAILURE)).hasSize(before);
        }
    }

    @Test
    void whatTheCallerIsToldAnywayIsNotKept() throws SQLException {
        int before = entries(AuditKind.FAILURE).size();
        try (Connection connection = keeping().getConnection()) {
            SQLException seen = catchThrowableOfType(
                    SQLException.class,
                    () -> connection
                            .prepareStatement("select t.absent from tariff t")
                            .executeQuery());
            assertThat((Throwable) seen).isNotNull();
            assertThat(seen.getMessage()).containsIgnoringCase("absent");
            assertThat(entries(AuditKind.FAILURE)).hasSize(before);
        }
    }
}

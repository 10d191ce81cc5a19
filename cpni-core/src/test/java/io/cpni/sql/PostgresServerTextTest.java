package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Grant;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntries;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditSchema;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.ServerTexts;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.DecisionEngine;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.rule.FccRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL says things at the end of a transaction, and repeats in it what it said before. */
class PostgresServerTextTest {

    private final Carrier carrier = Carrier.open(TestDatabase.postgres(CustomerKeyType.BIGINT));

    @BeforeEach
    void checkAtCommit() {
        carrier.execute("ALTER TABLE call_record ADD CONSTRAINT one_cell UNIQUE (imsi, note) DEFERRABLE INITIALLY"
                + " DEFERRED");
        carrier.execute("DELETE FROM call_record");
        carrier.execute("DELETE FROM tariff");
        carrier.execute("INSERT INTO call_record (id, account_id, note, imsi) VALUES (1, 50, 'secret', 'x')");
        carrier.execute("ALTER TABLE call_record ALTER imsi SET DEFAULT 'x'");
    }

    @AfterEach
    void close() {
        carrier.close();
    }

    /** Adds a row of Ada's that collides with a hidden one, but not before the transaction ends. */
    private static void collide(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into call_record (id, account_id, note) values (?, ?, 'secret')")) {
            insert.setLong(1, 2);
            insert.setLong(2, 10);
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void aDeferredConstraintIsNotQuotedAtTheEnd() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection()) {
            collide(connection);
            assertThat(GateServerText.withheld(connection::commit).getSQLState())
                    .isEqualTo("23505");
            collide(connection);
            assertThat(GateServerText.withheld(() -> connection.setAutoCommit(true))
                            .getSQLState())
                    .isEqualTo("23505");
        }
    }

    @Test
    void aDeferredConstraintIsNotQuotedByAStatementInBetween() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.clerk());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into call_record (id, account_id, note) values (?, ?, 'secret')")) {
            insert.setLong(1, 2);
            insert.setLong(2, 10);
            assertThat(GateServerText.withheld(insert::executeUpdate).getSQLState())
                    .isEqualTo("23505");
        }
    }

    @Test
    void whatFailedTheTransactionIsNotRepeated() throws SQLException {
        try (AccessScope scope = AccessScope.open(Staff.billing());
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            GateServerText.withheld(() ->
                    statement.execute("select c.id from call_record c where c.id = 1 and cast(c.note as int) = 7"));
            List<ThrowingCallable> later = List.of(
                    () -> statement.execute("select t.name from tariff t"),
                    () -> connection
                            .prepareStatement("select t.name from tariff t")
                            .executeQuery(),
                    connection::setSavepoint,
                    connection::getSchema,
                    connection::getTransactionIsolation,
                    () -> connection.getMetaData().getTables(null, null, "%", null),
                    () -> connection.setClientInfo("ApplicationName", "x"));
            for (ThrowingCallable call : later) {
                GateServerText.withheld(call);
            }
        }
    }

    @Test
    void aChangeOfAnotherTableIsNotToldWhatItsCascadeMet() throws SQLException {
        carrier.execute("ALTER TABLE tariff ADD UNIQUE (prefix)");
        carrier.execute("INSERT INTO tariff VALUES ('x', 'x', 1)");
        carrier.execute("ALTER TABLE call_record ADD FOREIGN KEY (imsi) REFERENCES tariff (prefix) ON DELETE SET NULL");
        carrier.execute("ALTER TABLE call_record ALTER imsi SET NOT NULL");
        try (AccessScope scope = AccessScope.openEmpty();
                Connection connection = carrier.guarded().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(GateServerText.withheld(() -> statement.execute("delete from tariff where prefix = 'x'"))
                            .getSQLState())
                    .isEqualTo("23502");
        }
    }

    @Test
    void whatADeferredConstraintSaysAtTheEndIsKeptForOperators() throws SQLException {
        AuditSchema.create(carrier.raw());
        ServerTextKeys keys = ServerTextKeys.of("k1", Map.of("k1", new byte[ServerTextKeys.KEY_BYTES]));
        List<AuditEntry> recorded = new ArrayList<>();
        try (JdbcAuditLog log = JdbcAuditLog.open(carrier.raw(), "gate", AuditEntries.KEYS);
                AccessScope scope = AccessScope.open(Staff.clerk())) {
            carrier.recordIn(entry -> {
                recorded.add(entry);
                return log.append(entry);
            });
            try (Connection connection = carrier.guarded(keys, 60).getConnection()) {
                collide(connection);
                assertThat((Throwable) GateServerText.withheld(connection::commit))
                        .hasMessageNotContaining("secret");
                collide(connection);
                assertThat((Throwable) GateServerText.withheld(() -> connection.setAutoCommit(true)))
                        .hasMessageNotContaining("secret");
            }
        }

        List<AuditEntry> failures = recorded.stream()
                .filter(entry -> entry.kind() == AuditKind.FAILURE)
                .toList();
        List<AuditEntry> accesses = recorded.stream()
                .filter(entry -> entry.kind() == AuditKind.ACCESS)
                .toList();
        assertThat(failures).hasSize(2);
        assertThat(failures)
                .as("each belongs to its transaction, although that is over")
                .extracting(AuditEntry::correlation)
                .isEqualTo(accesses.stream().map(AuditEntry::correlation).toList());
        Grants grants = Grants.of(List.of(new Grant(
                "operator",
                Set.of(Purpose.PROVIDE_SERVICE),
                EnumSet.allOf(DataCategory.class),
                Set.of(Operation.READ),
                ServerTexts.SCOPE,
                Set.of())));
        ServerTexts texts = new ServerTexts(
                carrier.raw(),
                AuditEntries.KEYS,
                keys,
                new DecisionEngine(FccRules.current(), grants, CarrierSettings.voip()),
                () -> grants,
                new InMemoryAuditLog(),
                carrier.clock(),
                "gate");
        for (AuditEntry failure : failures) {
            assertThat(texts.read(failure.serverText().orElseThrow().reference(), GateFailures.operator())
                            .orElseThrow()
                            .messages()
                            .get(0)
                            .text())
                    .contains("(imsi, note)=(x, secret)");
        }
    }
}

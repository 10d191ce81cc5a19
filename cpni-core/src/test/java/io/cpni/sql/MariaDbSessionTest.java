package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.ContactChannel;
import io.cpni.approval.OptOut;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A MariaDB session is what the gate needs it to be, each time it is handed out, or it is not used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbSessionTest {

    private final Carrier carrier = Carrier.open(TestDatabase.mariaDb(CustomerKeyType.BIGINT));

    @AfterAll
    void close() {
        carrier.close();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANSI_QUOTES",
                "ANSI",
                "PIPES_AS_CONCAT",
                "NO_BACKSLASH_ESCAPES",
                "HIGH_NOT_PRECEDENCE",
                "ORACLE",
                "MSSQL",
                "POSTGRESQL",
                "EMPTY_STRING_IS_NULL",
                "PAD_CHAR_TO_FULL_LENGTH"
            })
    void aModeThatReadsTextInAnotherWayIsRefused(String mode) throws SQLException {
        try (Connection connection = carrier.raw().getConnection()) {
            execute(connection, "SET sql_mode = 'STRICT_TRANS_TABLES," + mode + "'");
            assertThatThrownBy(() -> MariaDbSession.check(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(mode);
            execute(connection, "SET sql_mode = DEFAULT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRICT_ALL_TABLES", "TRADITIONAL", "STRICT_TRANS_TABLES,IGNORE_SPACE,ONLY_FULL_GROUP_BY"})
    void aModeThatMakesNoDifferenceIsNot(String mode) throws SQLException {
        try (Connection connection = carrier.raw().getConnection()) {
            execute(connection, "SET sql_mode = '" + mode + "'");
            assertThatCode(() -> MariaDbSession.check(connection)).doesNotThrowAnyException();
            execute(connection, "SET sql_mode = DEFAULT");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET sql_mode = ''",
                "SET sql_mode = 'ERROR_FOR_DIVISION_BY_ZERO'",
                "SET sql_auto_is_null = 1",
                "SET character_set_connection = latin1"
            })
    void aSessionThatTakesTextForAnotherIsRefused(String setting) throws SQLException {
        try (Connection connection = carrier.raw().getConnection()) {
            execute(connection, setting);
            assertThatThrownBy(() -> MariaDbSession.check(connection)).isInstanceOf(SQLException.class);
            execute(connection, "SET sql_mode = DEFAULT, sql_auto_is_null = DEFAULT");
            execute(connection, "SET NAMES utf8mb4");
        }
    }

    @Test
    void nothingIsReadWhileTheDriverWritesWhatTheServerSaysToTheLog() throws SQLException {
        Logger drivers = (Logger) LoggerFactory.getLogger("org.mariadb.jdbc.message.server.ErrorPacket");
        assertThat(drivers.getLevel()).isEqualTo(Level.OFF);
        drivers.setLevel(Level.WARN);
        try {
            assertThatThrownBy(carrier.guarded()::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("ErrorPacket to OFF");
        } finally {
            drivers.setLevel(Level.OFF);
        }
        carrier.guarded().getConnection().close();
    }

    @Test
    void everyConnectionIsLookedAtNotTheFirstAlone() throws SQLException {
        try (TestDatabase other = TestDatabase.mariaDb(CustomerKeyType.BIGINT, "&maxPoolSize=1&minPoolSize=1")) {
            GuardedDataSource guarded = carrier.guardedOver(other.dataSource());
            guarded.getConnection().close();
            try (Connection connection = other.dataSource().getConnection()) {
                execute(connection, "SET sql_mode = 'ANSI_QUOTES,STRICT_TRANS_TABLES'");
            }
            assertThatThrownBy(guarded::getConnection).hasMessageContaining("ANSI_QUOTES");
        }
    }

    @Test
    void whatWasCommittedBeforeAStatementIsSeenByIt() throws SQLException {
        try (Connection raw = carrier.raw().getConnection();
                Connection guarded = carrier.guarded().getConnection()) {
            raw.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(guarded.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(raw.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        }
        try (AccessScope scope = AccessScope.open(Staff.marketing());
                Connection connection = carrier.guarded().getConnection();
                PreparedStatement query = connection.prepareStatement("select count(*) from call_record c")) {
            connection.setAutoCommit(false);
            long before =
                    Long.parseLong(Outcome.read(query.executeQuery()).get(0).get(0));
            carrier.approvals().append(Carrier.id(Carrier.DEE), OptOut.ofEverything(Carrier.NOW, ContactChannel.PHONE));
            carrier.clock().turnTo(Carrier.NOW.plusSeconds(1));
            long after =
                    Long.parseLong(Outcome.read(query.executeQuery()).get(0).get(0));
            connection.rollback();

            assertThat(after).isEqualTo(before - 3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_UNCOMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void noOtherIsolationCanBeAskedFor(int isolation) throws SQLException {
        try (Connection connection = carrier.guarded().getConnection()) {
            assertThatThrownBy(() -> connection.setTransactionIsolation(isolation))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("READ COMMITTED");
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void aTransactionThatHasBegunInAnotherIsolationIsRefused() throws SQLException {
        try (Connection connection = carrier.raw().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            execute(connection, "SELECT COUNT(*) FROM tariff");
            assertThatThrownBy(() -> MariaDbSession.check(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("in the midst of a transaction");
            connection.rollback();
        }
    }
}

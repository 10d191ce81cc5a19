package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessScope;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DataTruncation;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** An exception keeps its kind, state and code, and loses everything else. */
class ServerTextTest {

    private static <T extends SQLException> T loaded(T e) {
        e.initCause(new IllegalStateException("secret"));
        e.setNextException(new SQLException("secret"));
        e.addSuppressed(new SQLException("secret"));
        return e;
    }

    @Test
    void theKindIsKept() {
        for (SQLException e : List.of(
                new SQLException("secret", "XX000", 7),
                new SQLIntegrityConstraintViolationException("secret", "XX000", 7),
                new SQLDataException("secret", "XX000", 7),
                new SQLSyntaxErrorException("secret", "XX000", 7),
                new SQLNonTransientException("secret", "XX000", 7),
                new SQLTimeoutException("secret", "XX000", 7),
                new SQLTransactionRollbackException("secret", "XX000", 7),
                new SQLTransientConnectionException("secret", "XX000", 7),
                new SQLTransientException("secret", "XX000", 7),
                new SQLRecoverableException("secret", "XX000", 7),
                new BatchUpdateException("secret", "XX000", 7, new int[] {1, 2}))) {
            SQLException withheld = ServerText.withhold(loaded(e));

            assertThat((Throwable) withheld).hasSameClassAs(e).hasMessageNotContaining("secret");
            assertThat(withheld.getSQLState()).isEqualTo("XX000");
            assertThat(withheld.getErrorCode()).isEqualTo(7);
            assertThat((Throwable) withheld).hasNoCause().hasNoSuppressedExceptions();
            assertThat((Object) withheld.getNextException()).isNull();
        }
        assertThat((Throwable) ServerText.withhold(new DataTruncation(1, false, true, 9, 3)))
                .isExactlyInstanceOf(SQLException.class);
        assertThat(((BatchUpdateException)
                                ServerText.withhold(new BatchUpdateException("secret", "XX000", 7, new int[] {1, 2})))
                        .getUpdateCounts())
                .containsExactly(1, 2);
    }

    /** Whatever the driver's connection has to say once it has been read from, it says to the gate alone. */
    @Test
    void aConnectionThatHasReadLabelledDataIsSilent() throws SQLException {
        try (Carrier carrier = Carrier.open(TestDatabase.h2(CustomerKeyType.BIGINT));
                AccessScope scope = AccessScope.open(Staff.billing())) {
            Failing driver = new Failing();
            Connection connection =
                    carrier.guardedOver(driver.over(carrier.raw())).getConnection();
            connection.setAutoCommit(false);
            Savepoint savepoint = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                Outcome.read(statement.executeQuery("select c.id from call_record c"));
            }
            driver.fails = true;
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    connection::commit,
                    connection::rollback,
                    () -> connection.rollback(savepoint),
                    () -> connection.setAutoCommit(true),
                    connection::setSavepoint,
                    () -> connection.setSavepoint("s"),
                    () -> connection.releaseSavepoint(savepoint),
                    connection::createStatement,
                    () -> connection.prepareStatement("select t.name from tariff t"),
                    () -> connection.setReadOnly(false),
                    () -> connection.isValid(1),
                    connection::clearWarnings,
                    connection::createBlob,
                    connection::getMetaData,
                    connection::close)) {
                GateServerText.withheld(call);
            }
            driver.fails = false;
            connection.close();
        }
    }

    /** A driver whose connection fails when told to. */
    private static final class Failing {

        private static final Set<String> ALWAYS_WELL = Set.of("equals", "hashCode", "toString");

        private boolean fails;

        DataSource over(DataSource real) {
            return proxy(DataSource.class, real);
        }

        private <T> T proxy(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (fails && !ALWAYS_WELL.contains(method.getName())) {
                            throw loaded(new SQLException("secret", "XX000", 7));
                        }
                        try {
                            Object result = method.invoke(real, arguments);
                            return result instanceof Connection connection
                                    ? proxy(Connection.class, connection)
                                    : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }
}

package io.cpni.jdbc;

import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of one store, each time on a connection of its own: reads as they are, writes in a READ COMMITTED
 * transaction, which is committed on return and rolled back on any failure.
 *
 * <p>Safe for many threads. It takes the raw DataSource: through a guarded one a store would wait for itself, and
 * through a transaction-aware one its facts would be rolled back with the caller's work.
 */
public final class StoreConnections {

    /**
     * How often work is begun that the database breaks off in favour of another transaction, as InnoDB does with inserts
     * that come at the same time.
     */
    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;
    private final String store;

    /**
     * Creates the runner.
     *
     * @param dataSource the raw, unguarded DataSource
     * @param store the store's name for messages, such as {@code approval store}
     */
    public StoreConnections(DataSource dataSource, String store) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Runs the work in a transaction and commits. Work that the database breaks off in favour of another transaction is
     * undone and done again, a few times, so it must do nothing but work on the connection.
     *
     * @param what what is attempted, for messages: a verb and its object, without values
     * @throws StoreUnavailableException if the database fails; all is then rolled back, unless the commit itself failed
     *     and its outcome is unknown
     */
    public <T extends @Nullable Object> T inTransaction(String what, SqlWork<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
            if (autoCommit) {
                connection.setAutoCommit(false);
            }
            T result;
            try {
                result = done(work, connection);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, autoCommit, isolation, e);
                throw e;
            }
            restore(connection, autoCommit, isolation);
            return result;
        } catch (SQLException e) {
            throw new StoreUnavailableException(message(what, e), e);
        }
    }

    private static <T extends @Nullable Object> T done(SqlWork<T> work, Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isStateClass(e, "40")) {
                    throw e;
                }
                connection.rollback();
            }
        }
    }

    /**
     * Runs work that only reads, statement by statement.
     *
     * @param what what is attempted, for messages: a verb and its object, without values
     * @throws StoreUnavailableException if the database fails
     */
    public <T extends @Nullable Object> T read(String what, SqlWork<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            try {
                return work.on(connection);
            } finally {
                if (!autoCommit) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(message(what, e), e);
        }
    }

    /**
     * Runs one insert of a row that another transaction may be inserting too.
     *
     * @return whether the row was inserted; otherwise it exists, is committed, and the transaction goes on
     */
    public static boolean insertedFirst(Connection connection, SqlWork<?> insert) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            insert.on(connection);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!isStateClass(e, "23")) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private static void rollBack(Connection connection, boolean autoCommit, int isolation, Throwable cause) {
        try {
            connection.rollback();
            restore(connection, autoCommit, isolation);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void restore(Connection connection, boolean autoCommit, int isolation) throws SQLException {
        if (autoCommit) {
            connection.setAutoCommit(true);
        }
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
    }

    private String message(String what, SQLException e) {
        String advice = "see the cause";
        if (isStateClass(e, "08")) {
            advice = "the database cannot be reached: check the DataSource of the fact tables";
        } else if (isStateClass(e, "42")) {
            advice = "the fact tables are missing or of another version: run cpni_facts.sql for this database"
                    + " (io.cpni.jdbc.FactSchema, or Flyway with its location)";
        } else if (isStateClass(e, "22")) {
            advice = "a value does not fit its column: check the customer key type and the lengths of ids";
        } else if (isStateClass(e, "40")) {
            advice = "the database broke off the transaction in favour of another: try again";
        }
        return store + " cannot " + what + " (SQLState " + e.getSQLState() + "): " + advice;
    }

    private static boolean isStateClass(SQLException e, String stateClass) {
        return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
    }
}

package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.DatabaseVendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Runs what changes the audit tables: erasures, purges, holds and rotations of keys. */
final class AuditChanges {

    /** How often work is begun that the database breaks off in favour of somebody else's. */
    private static final int ATTEMPTS = 5;

    private AuditChanges() {}

    /**
     * Does something in a READ COMMITTED transaction and commits it. What the database breaks off in favour of somebody else,
     * or because somebody else inserted the same at this moment, is undone and done again, a few times.
     *
     * @param what what is attempted, for messages, without values
     * @throws StoreUnavailableException if the database fails; all is then rolled back, unless the commit itself failed
     */
    static <T> T inTransaction(DataSource dataSource, String what, RecordTable.Work<T> work) {
        return inTransaction(dataSource, what, false, work);
    }

    /** Does the same, and may delete records. */
    static <T> T purging(DataSource dataSource, String what, RecordTable.Work<T> work) {
        return inTransaction(dataSource, what, true, work);
    }

    private static <T> T inTransaction(DataSource dataSource, String what, boolean purging, RecordTable.Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try {
                T result = attempt(connection, purging, work);
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, purging, autoCommit, isolation, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    what + " failed (SQLState " + e.getSQLState()
                            + "); check that the audit database is up, has the tables of"
                            + " classpath:io/cpni/db/audit, and lets this user change them",
                    e);
        }
    }

    private static <T> T attempt(Connection connection, boolean purging, RecordTable.Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                allowDeletion(connection, purging, true);
                T result = work.on(connection);
                allowDeletion(connection, purging, false);
                connection.commit();
                return result;
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (attempt == ATTEMPTS || !(state.startsWith("40") || state.startsWith("23"))) {
                    throw e;
                }
                connection.rollback();
            }
        }
    }

    /** Tells the triggers that refuse changes that this is a purge, or that it no longer is. */
    private static void allowDeletion(Connection connection, boolean purging, boolean allowed) throws SQLException {
        if (!purging) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            switch (DatabaseVendor.of(connection)) {
                // Ends with the transaction.
                case POSTGRESQL -> statement.execute("SELECT set_config('cpni.purge', 'on', true)");
                case MARIADB -> statement.execute("SET @cpni_purge = " + (allowed ? "1" : "NULL"));
                case H2 -> {
                    // Has no triggers that refuse.
                }
            }
        }
    }

    private static void rollBack(
            Connection connection, boolean purging, boolean autoCommit, int isolation, Throwable cause) {
        try {
            connection.rollback();
            allowDeletion(connection, purging, false);
            connection.rollback();
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Lets a purge of a stream and the placing of a hold wait for each other, until the transaction ends.
     *
     * @param streamNo the stream; 0 for all
     */
    static void lock(Connection connection, int streamNo) throws SQLException {
        String sql = "SELECT stream_no FROM cpni_audit_stream"
                + (streamNo == 0 ? " ORDER BY stream_no" : " WHERE stream_no = ?") + " FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (streamNo != 0) {
                statement.setInt(1, streamNo);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    result.getInt(1);
                }
            }
        }
    }
}

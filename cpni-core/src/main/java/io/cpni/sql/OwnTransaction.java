package io.cpni.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives a statement outside of a transaction one of its own, which a ticket can be shown in. */
final class OwnTransaction {

    private OwnTransaction() {}

    /** What is done in the transaction. */
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /**
     * Runs work in a transaction of its own, on a connection whose auto-commit is on.
     *
     * @param statement the one that is run; all its rows are sent at once, as without a transaction
     * @param told what the caller is told of a failure to begin or end the transaction
     */
    static <T extends @Nullable Object> T run(
            Connection connection, Statement statement, Work<T> work, UnaryOperator<SQLException> told)
            throws SQLException {
        int fetchSize;
        try {
            fetchSize = statement.getFetchSize();
            statement.setFetchSize(0);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw told.apply(e);
        }
        try {
            T result = work.run();
            commit(connection, told);
            statement.setFetchSize(fetchSize);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, e, told);
            throw e;
        }
    }

    private static void commit(Connection connection, UnaryOperator<SQLException> told) throws SQLException {
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw told.apply(e);
        }
    }

    /** Where even that fails nobody uses the connection again: it may hold the ticket. */
    private static void undo(Connection connection, Throwable because, UnaryOperator<SQLException> told) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            because.addSuppressed(told.apply(e));
            try {
                connection.abort(Runnable::run);
            } catch (SQLException further) {
                because.addSuppressed(told.apply(further));
            }
        }
    }
}

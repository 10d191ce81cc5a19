package io.cpni.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/**
 * Withholds what the server says about a statement on labelled tables, because it may quote a hidden row.
 *
 * <p>The SQL state and the vendor's code stay, so that constraint violations, deadlocks and timeouts are still told
 * apart.
 */
final class ServerText {

    private ServerText() {}

    static SQLException withhold(SQLException e) {
        String message = "a statement on labelled data failed with SQL state " + e.getSQLState() + " and code "
                + e.getErrorCode() + "; the server's message is withheld because it may quote a record";
        if (e instanceof BatchUpdateException batch) {
            return new BatchUpdateException(
                    message, e.getSQLState(), e.getErrorCode(), batch.getLargeUpdateCounts(), null);
        }
        SQLException withheld = sameKind(e, message);
        withheld.setStackTrace(e.getStackTrace());
        return withheld;
    }

    private static SQLException sameKind(SQLException e, String message) {
        if (e instanceof java.sql.SQLIntegrityConstraintViolationException) {
            return new java.sql.SQLIntegrityConstraintViolationException(message, e.getSQLState(), e.getErrorCode());
        }
        if (e instanceof java.sql.SQLTimeoutException) {
            return new java.sql.SQLTimeoutException(message, e.getSQLState(), e.getErrorCode());
        }
        if (e instanceof java.sql.SQLTransactionRollbackException) {
            return new java.sql.SQLTransactionRollbackException(message, e.getSQLState(), e.getErrorCode());
        }
        return new SQLException(message, e.getSQLState(), e.getErrorCode());
    }
}

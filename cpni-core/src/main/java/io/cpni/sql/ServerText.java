package io.cpni.sql;

import io.cpni.audit.FailureReference;
import java.sql.BatchUpdateException;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Withholds what the server says where labelled tables are concerned, because it may quote a hidden row.
 *
 * <p>The SQL state, the vendor's code and the kind of exception stay, so that constraint violations, deadlocks and
 * timeouts are still told apart. Nothing leads from the new exception to the server's: no cause, no follower, nothing
 * suppressed; only a reference where the text is kept for those who have the right to it ({@link FailureLog}).
 */
final class ServerText {

    /** Creates an exception of one kind. */
    private interface Maker {
        SQLException make(String message, String state, int code);
    }

    private record Kind(Class<? extends SQLException> type, Maker maker) {}

    /** The kinds that JDBC knows, the special before the general. */
    private static final List<Kind> KINDS = List.of(
            new Kind(SQLIntegrityConstraintViolationException.class, SQLIntegrityConstraintViolationException::new),
            new Kind(SQLDataException.class, SQLDataException::new),
            new Kind(SQLSyntaxErrorException.class, SQLSyntaxErrorException::new),
            new Kind(SQLFeatureNotSupportedException.class, SQLFeatureNotSupportedException::new),
            new Kind(SQLInvalidAuthorizationSpecException.class, SQLInvalidAuthorizationSpecException::new),
            new Kind(SQLNonTransientConnectionException.class, SQLNonTransientConnectionException::new),
            new Kind(SQLNonTransientException.class, SQLNonTransientException::new),
            new Kind(SQLTimeoutException.class, SQLTimeoutException::new),
            new Kind(SQLTransactionRollbackException.class, SQLTransactionRollbackException::new),
            new Kind(SQLTransientConnectionException.class, SQLTransientConnectionException::new),
            new Kind(SQLTransientException.class, SQLTransientException::new),
            new Kind(SQLRecoverableException.class, SQLRecoverableException::new));

    private ServerText() {}

    static SQLException withhold(SQLException e) {
        return withhold(e, Optional.empty());
    }

    static SQLException withhold(SQLException e, Optional<FailureReference> kept) {
        String message = message(e)
                + kept.map(reference ->
                                ". Operators with the right to it find it, or one like it, as failure " + reference)
                        .orElse("");
        SQLException withheld = e instanceof BatchUpdateException batch
                ? new BatchUpdateException(
                        message, e.getSQLState(), e.getErrorCode(), batch.getLargeUpdateCounts(), null)
                : sameKind(e, message);
        withheld.setStackTrace(e.getStackTrace());
        return withheld;
    }

    static SQLClientInfoException withhold(SQLClientInfoException e) {
        SQLClientInfoException withheld =
                new SQLClientInfoException(message(e), e.getSQLState(), e.getErrorCode(), Map.of());
        withheld.setStackTrace(e.getStackTrace());
        return withheld;
    }

    private static SQLException sameKind(SQLException e, String message) {
        return KINDS.stream()
                .filter(kind -> kind.type().isInstance(e))
                .findFirst()
                .map(kind -> kind.maker().make(message, e.getSQLState(), e.getErrorCode()))
                .orElseGet(() -> new SQLException(message, e.getSQLState(), e.getErrorCode()));
    }

    private static String message(SQLException e) {
        return "the database failed with SQL state " + e.getSQLState() + " and code " + e.getErrorCode()
                + "; its message is withheld because it may quote a labelled record";
    }
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a connection's transaction has shown the second wall. Not safe for several threads, like the connection. */
final class TransactionTicket {

    /** A ticket is renewed well before it ends, so that a statement which takes its time does not outlast it. */
    private static final Duration RENEWED_AFTER = RowSecurity.LONGEST_TICKET.dividedBy(2);

    private final SecondWall wall;
    private final Connection connection;
    private @Nullable AccessContext shown;
    private Instant renewedAt = Instant.MIN;

    TransactionTicket(SecondWall wall, Connection connection) {
        this.wall = wall;
        this.connection = connection;
    }

    /** Shows what the transaction is for, and returns what was admitted; empty if it was shown and still counts. */
    Optional<Admission> show(AccessContext context, Instant at) throws SQLException {
        if (context.equals(shown) && at.isBefore(renewedAt)) {
            return Optional.empty();
        }
        shown = null;
        Admission admission = wall.admit(connection, context, at);
        shown = context;
        renewedAt = at.plus(RENEWED_AFTER);
        return Optional.of(admission);
    }

    /** Takes note that the transaction is over, or back where it may have been before the ticket. */
    void forget() {
        shown = null;
    }

    boolean isShown() {
        return shown != null;
    }
}

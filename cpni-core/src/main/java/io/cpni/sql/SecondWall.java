package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.decision.CpniAccessDeniedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Lets transactions through the second wall: the database itself shows them then what their context may see.
 *
 * <p>Safe for many threads; each call is about one connection, which its caller alone uses.
 */
@FunctionalInterface
public interface SecondWall {

    /**
     * Lets the transaction of a connection see what a context may see, until it ends.
     *
     * @param connection a connection with auto-commit off
     * @param context who asks, and why
     * @param at the instant
     * @return what was admitted
     * @throws CpniAccessDeniedException if the wall does not know what the context may see
     * @throws SQLException if auto-commit is on, or the database fails
     */
    Admission admit(Connection connection, AccessContext context, Instant at) throws SQLException;
}

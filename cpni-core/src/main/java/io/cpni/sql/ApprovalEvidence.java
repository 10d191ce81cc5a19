package io.cpni.sql;

import io.cpni.approval.ApprovalAsk;
import io.cpni.customer.CustomerId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells what one customer's approval rests on, for the record of a statement that is about this customer. Asked over the
 * statement's own connection: a second one from the same pool could be waited for by all who hold one.
 */
@FunctionalInterface
public interface ApprovalEvidence {

    /**
     * Returns the names of the events behind the state of approval for a use; empty if the connection does not lead to
     * the ledger.
     *
     * @param connection the connection, to be left open and as it is
     * @param customer whose approval
     * @param ask the use
     * @param at the instant, and what was known then
     */
    Optional<List<String>> references(Connection connection, CustomerId customer, ApprovalAsk ask, Instant at)
            throws SQLException;
}

package io.cpni.approval;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.List;

/**
 * Keeps each customer's ledger of notices and answers, and beside it the intervals of state that follow from it.
 *
 * <p><b>Transactions.</b> Each append is a transaction of its own: the events and the intervals derived from the whole
 * ledger are stored together or not at all, and are in force for every reader whose snapshot is taken after the return.
 * It does not join the caller's transaction, as what a customer said remains a fact when that is rolled back.
 *
 * <p><b>Order.</b> The ledger of a customer has the order of the appends. Its meaning does not depend on that order but
 * on the instants in the events, so that late records may be appended at any time.
 *
 * <p><b>Concurrency.</b> Safe for many threads and nodes. Appends for one customer wait for each other; those for
 * different customers do not.
 *
 * <p><b>Clock.</b> A store has none. Events are in force from their own instants, so take these from the database's
 * clock: one that lies ahead of it is not in force yet.
 *
 * <p>All methods throw {@link io.cpni.customer.StoreUnavailableException} if the store cannot be reached; whoever needs
 * a state then denies.
 */
public interface ApprovalStore {

    /**
     * Adds an event to a customer's ledger.
     *
     * @throws IllegalArgumentException if it is a notice and the customer has another with its id, or if the customer's
     *     id cannot be a key of this store; nothing is then added
     */
    default void append(CustomerId customer, ApprovalEvent event) {
        appendAll(customer, List.of(event));
    }

    /**
     * Adds events to a customer's ledger, in this order and in one transaction. Adds nothing if the list is empty.
     *
     * @throws IllegalArgumentException as {@link #append} does
     */
    void appendAll(CustomerId customer, List<? extends ApprovalEvent> events);

    /** Returns a customer's ledger in its order; empty if there is none. */
    List<ApprovalEvent> events(CustomerId customer);

    /**
     * Returns the state on which a decision at the given instant is based, which is what the stored intervals say. It
     * follows from what was recorded by then.
     */
    ApprovalState stateAt(CustomerId customer, ApprovalAsk ask, Instant at);

    /** Returns the state at an instant as it was known at another one; computed from the ledger. */
    ApprovalState stateAt(CustomerId customer, ApprovalAsk ask, Instant at, Instant knownAt);

    /**
     * Returns the dictionary of scope cells that this store instance knows: at least those of all its own appends. It
     * is read on first use and then at hand.
     */
    ApprovalScopes scopes();

    /**
     * Looks for cells that other nodes have added, and returns the dictionary then known. Costs one short query if
     * there are none.
     */
    ApprovalScopes refreshScopes();
}

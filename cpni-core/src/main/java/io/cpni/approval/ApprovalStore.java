package io.cpni.approval;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps each customer's ledger of notices, answers, calls and preferences, and beside it the intervals that follow from
 * it: of states of approval, of one-time approvals and of preferences.
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
     * @throws IllegalArgumentException if it does not fit the customer's other events, as {@link ApprovalTimeline#of}
     *     says, or if the customer's id cannot be a key of this store; nothing is then added
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
    default ApprovalState stateAt(CustomerId customer, ApprovalAsk ask, Instant at, Instant knownAt) {
        return ApprovalTimeline.of(events(customer)).stateAt(ask, at, knownAt);
    }

    /**
     * Returns the state at an instant as it was known at another one, with the rule and the evidence behind it; computed
     * from the ledger. What a decision at an instant is based on is what was known then: give it twice.
     */
    default ApprovalFinding approvalAsOf(CustomerId customer, ApprovalAsk ask, Instant at, Instant knownAt) {
        return ApprovalTimeline.of(events(customer)).explain(ask, at, knownAt);
    }

    /**
     * Returns from when on uses are to be reviewed because of bounces known at the instant; computed from the ledger as
     * {@link ApprovalTimeline#reviewFrom} says.
     */
    default Optional<Instant> reviewFrom(CustomerId customer, ApprovalAsk ask, Instant at) {
        return ApprovalTimeline.of(events(customer)).reviewFrom(ask, at);
    }

    /**
     * Returns the rules by which an approval for the length of a call is in force for a decision at the instant, which
     * is what the stored intervals say; empty if none is (222(d)(3), 64.2008(f)).
     */
    Set<OneTimeBasis> oneTimeAt(CustomerId customer, Instant at);

    /** Returns what the customer refuses besides uses of data, for a decision at the instant; from stored intervals. */
    CustomerPreferences preferencesAt(CustomerId customer, Instant at);

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

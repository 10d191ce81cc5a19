package io.cpni.audit;

import io.cpni.customer.CustomerId;

/**
 * Keeps what happened, append-only.
 *
 * <p><b>Durability.</b> When {@link #append} returns, the record is committed to a store that survives the end of this
 * process, in a transaction of its own: whatever becomes of the caller's transaction, the record stays. A log that keeps
 * its records in memory says so and is for tests only.
 *
 * <p><b>Order.</b> Records of a stream are numbered from 0 without gaps or duplicates. If one append returns before
 * another begins, its record stands before. Appends at the same time stand in any order.
 *
 * <p><b>Threads.</b> Implementations are safe for many threads and may write entries of several callers at once. An
 * append blocks until its record is durable, but never longer than a limit that the implementation states.
 *
 * <p><b>Failure.</b> An append that does not return has thrown, and the caller must then deny what the entry stood for.
 * The log goes on working by itself once its store does. An implementation never drops an entry and returns, and never
 * changes or removes a record.
 *
 * <p><b>Connections.</b> A log backed by a database has connections of its own. Sharing the application's pool lets
 * requests that hold a connection wait for those that need one to be audited.
 */
@FunctionalInterface
public interface AuditLog {

    /**
     * Appends an entry and returns when it is durable.
     *
     * @return where the record stands; an outcome refers to it
     * @throws AuditUnavailableException if the record is not known to be durable; what it stood for is denied
     * @throws IllegalArgumentException if an outcome refers to a record of another stream
     */
    AuditPosition append(AuditEntry entry);

    /**
     * Hands an entry over, so that the caller can do something else while it is made durable; what the entry stands for is
     * released once the receipt says so, not before.
     *
     * @return what to wait with; the limit on waiting counts from now
     * @throws AuditUnavailableException if the log takes no entries
     * @throws IllegalArgumentException if an outcome refers to a record of another stream
     */
    default AuditReceipt submit(AuditEntry entry) {
        AuditPosition position = append(entry);
        return () -> position;
    }

    /**
     * Hands over the outcome of an access that was released, for which nobody waits. The log writes it soon, together with
     * others, and keeps it while its store is away, up to a limit that it states. An outcome that is lost leaves a record
     * without one, which tells that rows may have been seen.
     *
     * @throws AuditUnavailableException if the log takes no entries
     * @throws IllegalArgumentException if it is no outcome, or that of a record of another stream
     */
    default void amend(AuditEntry outcome) {
        append(outcome);
    }

    /**
     * Waits until all that was handed over before is durable, for whoever wants to read the log at once.
     *
     * @throws AuditUnavailableException if it cannot be made durable now
     */
    default void settle() {}

    /**
     * Returns how many entries are durable, but not yet where reports find them: a report that is read now lacks them. A log that
     * hands entries on to another passes this on too.
     */
    default long waiting() {
        return 0;
    }

    /**
     * Forgets what is kept in memory of a customer, whom an erasure has just made unreadable: the next record about that
     * customer is about a new person. A log that remembers no customers has nothing to do; one that hands entries on to another
     * passes this on too.
     */
    default void forget(CustomerId customer) {}
}

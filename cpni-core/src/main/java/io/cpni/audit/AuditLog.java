package io.cpni.audit;

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
}

package io.cpni.audit;

/**
 * Stands for an entry on its way into the log.
 *
 * <p>Safe for many threads, as far as each waits by itself.
 */
@FunctionalInterface
public interface AuditReceipt {

    /**
     * Waits until the record is durable, which may be asked again.
     *
     * @return where it stands; an outcome refers to it
     * @throws AuditUnavailableException if the record is not known to be durable; what it stood for is denied
     */
    AuditPosition await();
}

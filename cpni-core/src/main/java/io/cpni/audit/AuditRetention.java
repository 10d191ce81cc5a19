package io.cpni.audit;

import java.time.Instant;

/**
 * Says how long audit records are kept. {@code io.cpni.report.RecordRetention} has what the rule book asks for:
 * {@code retention::auditRecordDisposableFrom}.
 */
@FunctionalInterface
public interface AuditRetention {

    /**
     * Returns the first instant at which a record may be destroyed; never earlier for a record that was written later.
     *
     * @param loggedAt when it was written
     */
    Instant disposableFrom(Instant loggedAt);
}

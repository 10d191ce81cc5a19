package io.cpni.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * An entry as it stands in a log.
 *
 * @param position where it stands
 * @param loggedAt when it was written; never earlier than that of the record before, whatever the clock did
 * @param entry what happened, as far as it can still be read: what belonged to erased customers is left out
 * @param erasedCustomers how many customers it names who are erased
 */
public record AuditRecord(AuditPosition position, Instant loggedAt, AuditEntry entry, int erasedCustomers) {

    /** Checks the parts. */
    public AuditRecord {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(loggedAt, "loggedAt");
        Objects.requireNonNull(entry, "entry");
        if (erasedCustomers < 0) {
            throw new IllegalArgumentException("erasedCustomers is negative");
        }
    }
}

package io.cpni.audit;

import java.util.Objects;

/**
 * An entry as it stands in a log.
 *
 * @param position where it stands
 * @param entry what happened
 * @param previousHash the hash of the record before it in its stream; zeros for the first
 * @param hash its own hash, over the one before and everything in the record
 */
public record AuditRecord(AuditPosition position, AuditEntry entry, AuditHash previousHash, AuditHash hash) {

    /** Checks the parts. */
    public AuditRecord {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(previousHash, "previousHash");
        Objects.requireNonNull(hash, "hash");
    }
}

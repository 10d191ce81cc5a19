package io.cpni.audit;

import java.util.List;

/**
 * What an erasure did.
 *
 * @param records the records that say so; none if the log knew nothing of the customer
 * @param persons how many persons of the log were made unreadable: one, but for rotations of keys on several nodes at once
 * @param secrets how many records lost their justification and statements, beside those that were about the customer alone
 */
public record Erasure(List<AuditPosition> records, int persons, long secrets) {

    /** Copies the list. */
    public Erasure {
        records = List.copyOf(records);
    }
}

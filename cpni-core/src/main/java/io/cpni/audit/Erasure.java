package io.cpni.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an erasure did.
 *
 * @param records the records that say so; none if the log knew nothing of the customer
 * @param persons how many persons of the log were made unreadable: one, but for rotations of keys on several nodes at once
 * @param secrets how many records lost their justification and statements, beside those that were about the customer alone
 * @param unreadable records that cannot be read, so that nobody can tell whether they are about the customer; what they hold
 *     encrypted stays
 */
public record Erasure(List<AuditPosition> records, int persons, long secrets, List<AuditPosition> unreadable) {

    /** Copies the lists. */
    public Erasure {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns what this one did together with another. */
    Erasure and(Erasure other) {
        List<AuditPosition> both = new ArrayList<>(records);
        both.addAll(other.records);
        Set<AuditPosition> damaged = new LinkedHashSet<>(unreadable);
        damaged.addAll(other.unreadable);
        return new Erasure(both, persons + other.persons, secrets + other.secrets, List.copyOf(damaged));
    }
}

package io.cpni.audit;

import java.util.Optional;

/** Names what an audit record tells. */
public enum AuditKind {
    /** Permitted, and about to be released: written before the first row. */
    ACCESS,
    /** Amends an {@link #ACCESS} or an {@link #OBSERVED_DENIAL} when it is closed: customers and counts. */
    OUTCOME,
    /** Denied; nothing was released. */
    DENIAL,
    /** Would have been denied, but was let pass because denials are only observed: data was released. */
    OBSERVED_DENIAL,
    /** The database failed, and what it said is kept encrypted; nothing was decided. */
    FAILURE,
    /** A customer's references were made unreadable, on the customer's request or because the law says so. */
    ERASURE,
    /** Records were removed whose time to be kept had ended. */
    PURGE,
    /** Records were put under a legal hold, or released from it. */
    HOLD;

    /** Tells whether data may have been released after a record of this kind. */
    public boolean releases() {
        return switch (this) {
            case ACCESS, OBSERVED_DENIAL -> true;
            case OUTCOME, DENIAL, FAILURE, ERASURE, PURGE, HOLD -> false;
        };
    }

    /** Returns what was decided; empty for an outcome, which amends a record that has a decision, and where nothing was. */
    public Optional<AuditDecision> decision() {
        return switch (this) {
            case ACCESS -> Optional.of(AuditDecision.PERMIT);
            case DENIAL, OBSERVED_DENIAL -> Optional.of(AuditDecision.DENY);
            case OUTCOME, FAILURE, ERASURE, PURGE, HOLD -> Optional.empty();
        };
    }
}

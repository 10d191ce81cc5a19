package io.cpni.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that is wrong with the log.
 *
 * @param kind what
 * @param position the record that is wrong, or the place where one should stand; empty if it is no one record
 * @param detail how it shows; no data from the record
 */
public record AuditFinding(Kind kind, Optional<AuditPosition> position, String detail) {

    /** Names what can be wrong. */
    public enum Kind {
        /** A record was changed after it was written. */
        ALTERED,
        /** A column that repeats what the record says was changed. */
        COPY_ALTERED,
        /** Whom a record names was changed: its set of customers, or who they are. */
        CUSTOMERS_ALTERED,
        /** What records have in common was changed or removed. */
        SHAPE_ALTERED,
        /** A record is not there. */
        MISSING,
        /** A record stands where one was purged: it was not written by the log. */
        INSERTED,
        /** A record was written at another place. */
        REORDERED,
        /** A hash inside the tree was changed or removed. */
        TILE_ALTERED,
        /** Records were written anew together with the tree over them: a signed checkpoint says otherwise. */
        REWRITTEN,
        /** The last records were cut off: a signed checkpoint counts more. */
        TRUNCATED,
        /** A checkpoint is not by a trusted key, or was changed or removed. */
        CHECKPOINT_INVALID,
        /** Records stand behind the last checkpoint that a trusted key signed, and nobody says that they were written so. */
        UNSIGNED,
        /** An outcome closes another access than the one it was written for. */
        OUTCOME_MISPLACED,
        /** Who a person is was changed, or removed without a record of an erasure. */
        PERSON_ALTERED,
        /** A record is as it was written, but cannot be read here: a later version of this library wrote it. */
        UNREADABLE
    }

    /** Checks the parts. */
    public AuditFinding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(detail, "detail");
    }

    static AuditFinding at(Kind kind, AuditPosition position, String detail) {
        return new AuditFinding(kind, Optional.of(position), detail);
    }

    static AuditFinding of(Kind kind, String detail) {
        return new AuditFinding(kind, Optional.empty(), detail);
    }

    /** Returns kind, place and detail on a line. */
    @Override
    public String toString() {
        return kind + position.map(place -> " " + place).orElse("") + ": " + detail;
    }
}

package io.cpni.audit;

import java.util.Objects;

/**
 * Something that is wrong with a stream.
 *
 * @param kind what
 * @param position the record that is wrong, or the place where one should stand
 * @param detail how it shows; no data from the record
 */
public record AuditFinding(Kind kind, AuditPosition position, String detail) {

    /** Names what can be wrong with a record. */
    public enum Kind {
        /** It was changed after it was written. */
        ALTERED,
        /** The customers it names were changed after it was written. */
        CUSTOMERS_ALTERED,
        /** It is not there. */
        MISSING,
        /** It was not written by the log. */
        INSERTED,
        /** It was written at another place. */
        REORDERED,
        /** It, or one before it, was written anew together with all that follow. */
        REWRITTEN
    }

    /** Checks the parts. */
    public AuditFinding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(detail, "detail");
    }

    /** Returns kind, place and detail on a line. */
    @Override
    public String toString() {
        return kind + " " + position + ": " + detail;
    }
}

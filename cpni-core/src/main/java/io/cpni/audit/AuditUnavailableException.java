package io.cpni.audit;

import org.jspecify.annotations.Nullable;

/**
 * Says that an entry is not known to be durable. Whatever it stood for must not happen: no record, no data.
 *
 * <p>The entry may still have become durable, or become so later, because a store can fail between doing its work and
 * saying so. A record too many is harmless; a release without a record is not.
 */
public final class AuditUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what kept the entry from being recorded, which decides whether another store may take it. */
    public enum Kind {
        /** The store is away or too slow, or the caller was interrupted: the same entry may be taken another time. */
        OUTAGE,
        /** The store answers, and takes this very entry never. */
        REFUSED,
        /** The log was told to take nothing more: somebody has to look first. */
        HALTED
    }

    private final Kind kind;

    /** Creates the exception of an outage from what was attempted and how to mend it; never a value. */
    public AuditUnavailableException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception of an outage.
     *
     * @param message what was attempted and how to mend it; never a value
     * @param cause what the store said, if it said anything
     */
    public AuditUnavailableException(String message, @Nullable Throwable cause) {
        this(Kind.OUTAGE, message, cause);
    }

    /**
     * Creates the exception.
     *
     * @param kind what kept the entry from being recorded
     * @param message what was attempted and how to mend it; never a value
     * @param cause what the store said, if it said anything
     */
    public AuditUnavailableException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what kept the entry from being recorded. */
    public Kind kind() {
        return kind;
    }
}

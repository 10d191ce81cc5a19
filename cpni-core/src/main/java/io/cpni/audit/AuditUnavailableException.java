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

    /** Creates the exception from what was attempted and how to mend it; never a value. */
    public AuditUnavailableException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what was attempted and how to mend it; never a value
     * @param cause what the store said, if it said anything
     */
    public AuditUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

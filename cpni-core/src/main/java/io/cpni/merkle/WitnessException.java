package io.cpni.merkle;

import org.jspecify.annotations.Nullable;

/** Says why a witness didn't take a checkpoint. */
public final class WitnessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    WitnessException(Kind kind, String message) {
        this(kind, message, null);
    }

    WitnessException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Tells whether somebody must look at it: trying again later does not help. */
    public boolean isAlarm() {
        return kind != Kind.UNAVAILABLE;
    }

    /** What went wrong between a log and its witness. */
    public enum Kind {
        /** The witness cannot be reached or cannot write now. The next checkpoint is shown to it as well. */
        UNAVAILABLE,

        /** The log is not what the witness saw before: it was cut or written anew. */
        INCONSISTENT,

        /** The witness doesn't know the log or its key, or didn't understand what it was asked. */
        REFUSED,

        /** What the witness keeps or answers is damaged, or not by it. */
        UNBELIEVABLE
    }
}

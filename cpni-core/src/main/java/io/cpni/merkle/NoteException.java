package io.cpni.merkle;

/** Says why a signed note is not believed. Quotes names of keys and lines by their number, never a key. */
public final class NoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    NoteException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    NoteException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static NoteException malformed(String message) {
        return new NoteException(Reason.MALFORMED, message);
    }

    /** Returns what is wrong with the note. */
    public Reason reason() {
        return reason;
    }

    /** What is wrong with a note. */
    public enum Reason {
        /** It isn't written as a signed note or a checkpoint is. */
        MALFORMED,

        /** No trusted key of the log signed it. */
        NO_TRUSTED_SIGNATURE,

        /** A line bears a trusted key's name and id, but its signature is not that key's: somebody changed the note. */
        BAD_SIGNATURE
    }
}

package io.cpni.audit;

import java.util.Objects;

/**
 * An obligation of a permit, and what became of it before anything was released.
 *
 * @param name what had to be done, such as {@code MASK} or {@code RECORD_CAMPAIGN}
 * @param state whether it was done
 */
public record RecordedObligation(String name, State state) {

    private static final int LONGEST_NAME = 256;

    /** Says what became of an obligation. */
    public enum State {
        /** It was fulfilled. */
        DONE,
        /** It could not be fulfilled, so nothing was released; or it was, where denials are only observed. */
        FAILED
    }

    /** Checks the parts. */
    public RecordedObligation {
        name = AuditText.required("obligation", name, LONGEST_NAME);
        Objects.requireNonNull(state, "state");
    }

    /** Returns an obligation that was fulfilled. */
    public static RecordedObligation done(String name) {
        return new RecordedObligation(name, State.DONE);
    }

    /** Returns an obligation that could not be fulfilled. */
    public static RecordedObligation failed(String name) {
        return new RecordedObligation(name, State.FAILED);
    }
}

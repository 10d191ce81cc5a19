package io.cpni.approval;

import java.time.Instant;

/**
 * A period in which a customer's approval is in one state.
 *
 * @param state the state; never NONE, which is what holds outside all intervals
 * @param from first instant of the period
 * @param to first instant after it, or {@link #FOREVER}
 */
public record ApprovalInterval(ApprovalState state, Instant from, Instant to) {

    /** The end of a period that only a new event can end. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    /** Checks that the period is not empty. */
    public ApprovalInterval {
        if (state == ApprovalState.NONE) {
            throw new IllegalArgumentException("state of an interval is NONE, which is the absence of intervals");
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from of an interval is not before its to");
        }
    }

    /** Tells whether the period holds the given instant. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}

package io.cpni.approval;

import java.time.Instant;
import java.util.Optional;

/**
 * A period in which a preference stands, in the form in which it is stored.
 *
 * <p>For a number of its own a period may also say that calls are allowed: it then takes the number out of a refusal for
 * all numbers.
 *
 * @param flag what it is about
 * @param contact the number; empty for all that have no periods of their own
 * @param refused whether it is refused
 * @param from first instant of the period
 * @param to first instant after it, or {@link ApprovalInterval#FOREVER}
 */
public record PreferenceInterval(
        PreferenceFlag flag, Optional<ContactId> contact, boolean refused, Instant from, Instant to) {

    /** What is stored in place of a contact for all that have no periods of their own. */
    static final String EVERY_OTHER = "*";

    /**
     * Checks that the period is not empty.
     *
     * @throws IllegalArgumentException if it is
     */
    public PreferenceInterval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from of an interval is not before its to");
        }
    }

    /** Tells whether the period holds the given instant. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}

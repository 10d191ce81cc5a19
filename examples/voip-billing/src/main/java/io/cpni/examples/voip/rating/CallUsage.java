package io.cpni.examples.voip.rating;

import java.time.Duration;
import java.util.Objects;

/**
 * Says what of a call decides its price. Whether a call is charged at all because of its direction is the carrier's
 * matter: an inbound call is simply not given to the rater, or with the number it is charged by.
 *
 * @param calledNumber the number called as E.164 digits, a leading plus allowed; what is not a number comes back
 *     {@link Unrated}
 * @param answered whether the call was answered
 * @param measured the time between answer and end, not negative, at most 366 days; fractions of a second count
 */
public record CallUsage(String calledNumber, boolean answered, Duration measured) {

    public CallUsage {
        Objects.requireNonNull(calledNumber, "calledNumber");
        Objects.requireNonNull(measured, "measured");
        if (measured.isNegative() || measured.compareTo(RateSlab.LONGEST) > 0) {
            throw new IllegalArgumentException("measured must be between 0 and 366 days: " + measured);
        }
    }

    /** Returns the number without a leading plus. */
    String digits() {
        return calledNumber.startsWith("+") ? calledNumber.substring(1) : calledNumber;
    }

    @Override
    public String toString() {
        return "CallUsage[CALL_DETAIL, ***]";
    }
}

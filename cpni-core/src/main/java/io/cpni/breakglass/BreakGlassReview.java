package io.cpni.breakglass;

import java.time.Instant;
import java.util.Objects;

/**
 * What a supervisor found of an opening.
 *
 * @param reviewer the supervisor's id
 * @param note the finding; at most 2,000 characters
 * @param at when it was made
 */
public record BreakGlassReview(String reviewer, String note, Instant at) {

    /** Checks the parts. */
    public BreakGlassReview {
        BreakGlassGrant.check("reviewer", reviewer, BreakGlassGrant.LONGEST_ACCESSOR);
        BreakGlassGrant.check("note", note, BreakGlassGrant.LONGEST_TEXT);
        Objects.requireNonNull(at, "at");
    }

    /** Leaves the note out. */
    @Override
    public String toString() {
        return "BreakGlassReview[by " + reviewer + " at " + at + "]";
    }
}

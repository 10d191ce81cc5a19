package io.cpni.breakglass;

import java.time.Duration;
import java.util.Set;

/**
 * What a carrier allows in an emergency. Who may open, and for which purposes, is said by grants of the scope {@link
 * io.cpni.accessor.GrantScope#BREAK_GLASS}.
 *
 * @param maximumDuration the longest time for which an opening may be asked
 * @param reviewerRoles the roles whose holders review openings
 */
public record BreakGlassSettings(Duration maximumDuration, Set<String> reviewerRoles) {

    /** Checks the duration and copies the roles. */
    public BreakGlassSettings {
        if (maximumDuration.isZero() || maximumDuration.isNegative()) {
            throw new IllegalArgumentException("maximumDuration must be longer than nothing");
        }
        reviewerRoles = Set.copyOf(reviewerRoles);
    }
}

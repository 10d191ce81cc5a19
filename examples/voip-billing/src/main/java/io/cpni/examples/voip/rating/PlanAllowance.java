package io.cpni.examples.voip.rating;

import java.util.Set;

/**
 * Grants minutes that a plan's monthly price already pays for.
 *
 * @param minutesPerMonth minutes included in a whole calendar month, not negative
 * @param destinationIds the tariff's destinations they may be spent on
 */
public record PlanAllowance(int minutesPerMonth, Set<String> destinationIds) {

    /** Grants nothing. */
    public static final PlanAllowance NONE = new PlanAllowance(0, Set.of());

    public PlanAllowance {
        if (minutesPerMonth < 0) {
            throw new IllegalArgumentException("minutesPerMonth must not be negative: " + minutesPerMonth);
        }
        destinationIds = Set.copyOf(destinationIds);
        if (minutesPerMonth > 0 && destinationIds.isEmpty()) {
            throw new IllegalArgumentException("destinationIds must not be empty where minutes are included");
        }
    }
}

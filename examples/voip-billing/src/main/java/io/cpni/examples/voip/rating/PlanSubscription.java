package io.cpni.examples.voip.rating;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says from when to when an account has a plan, in days of the account's zone.
 *
 * @param plan the plan
 * @param from the first day
 * @param until the day after the last; null while it runs. The same day as {@code from} means it never ran
 */
public record PlanSubscription(
        ServicePlan plan, LocalDate from, @Nullable LocalDate until) {

    public PlanSubscription {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(from, "from");
        if (until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("until must not be before from: " + until + " < " + from);
        }
    }

    /** Tells whether the plan is in force on a day. */
    public boolean activeOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}

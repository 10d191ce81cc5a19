package io.cpni.examples.voip.demo;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says that an account has, or had, a plan.
 *
 * @param id from 1, without gaps
 * @param accountId the account
 * @param planId the plan
 * @param from the first day, in the account's zone
 * @param until the day after the last; null while it runs
 */
public record DemoSubscription(
        long id,
        long accountId,
        String planId,
        LocalDate from,
        @Nullable LocalDate until) {

    public DemoSubscription {
        if (id < 1) {
            throw new IllegalArgumentException("id must be 1 or more: " + id);
        }
        Objects.requireNonNull(planId, "planId");
        Objects.requireNonNull(from, "from");
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException("until must be after from");
        }
    }

    /** Tells whether the plan is in force on a day. */
    public boolean activeOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}

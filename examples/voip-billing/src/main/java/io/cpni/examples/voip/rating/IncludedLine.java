package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * Shows how much of a plan's included time was used; costs nothing.
 *
 * @param planId the plan
 * @param planName its name
 * @param included the time granted for the days the plan was in force
 * @param used the time spent, never more than granted
 * @param calls calls that spent some of it
 * @param amount zero
 */
public record IncludedLine(
        String planId, String planName, Duration included, Duration used, int calls, BigDecimal amount)
        implements InvoiceLine {

    public IncludedLine {
        Objects.requireNonNull(planId, "planId");
        Objects.requireNonNull(planName, "planName");
        Objects.requireNonNull(included, "included");
        Objects.requireNonNull(used, "used");
        if (used.isNegative() || used.compareTo(included) > 0) {
            throw new IllegalArgumentException("used must be between zero and what is included");
        }
        if (calls < 0) {
            throw new IllegalArgumentException("calls must not be negative: " + calls);
        }
        if (amount.signum() != 0) {
            throw new IllegalArgumentException("amount must be zero");
        }
    }

    @Override
    public String toString() {
        return "IncludedLine[BILLING, ***]";
    }
}

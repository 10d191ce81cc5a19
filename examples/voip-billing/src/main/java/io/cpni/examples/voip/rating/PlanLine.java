package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Charges a plan.
 *
 * @param planId the plan
 * @param planName its name
 * @param days days of the month it was in force
 * @param daysInMonth days of the month
 * @param amount the price of those days
 */
public record PlanLine(String planId, String planName, int days, int daysInMonth, BigDecimal amount)
        implements InvoiceLine {

    public PlanLine {
        Objects.requireNonNull(planId, "planId");
        Objects.requireNonNull(planName, "planName");
        Objects.requireNonNull(amount, "amount");
        if (days < 1 || days > daysInMonth) {
            throw new IllegalArgumentException("days must be 1 to " + daysInMonth + ": " + days);
        }
    }

    @Override
    public String toString() {
        return "PlanLine[BILLING, ***]";
    }
}

package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Describes what a subscriber pays every month and gets for it.
 *
 * @param id the carrier's id of the plan
 * @param name the name on the invoice
 * @param monthlyPrice the price of a whole calendar month, in the currency's main unit, not negative
 * @param allowance included minutes
 */
public record ServicePlan(String id, String name, BigDecimal monthlyPrice, PlanAllowance allowance) {

    public ServicePlan {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(monthlyPrice, "monthlyPrice");
        Objects.requireNonNull(allowance, "allowance");
        if (id.isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
        if (monthlyPrice.signum() < 0) {
            throw new IllegalArgumentException("monthlyPrice must not be negative: " + monthlyPrice);
        }
    }
}

package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Caps what one call may cost.
 *
 * @param maxCost the most a call is charged, connect fee included, in the currency's main unit, above zero
 * @param strategy what becomes of a call that reaches it
 */
public record CostLimit(BigDecimal maxCost, Strategy strategy) {

    public CostLimit {
        Objects.requireNonNull(maxCost, "maxCost");
        Objects.requireNonNull(strategy, "strategy");
        if (maxCost.signum() <= 0) {
            throw new IllegalArgumentException("maxCost must be above zero: " + maxCost);
        }
    }

    /** Tells what the switch does at the cap; either way the customer pays no more than the cap. */
    public enum Strategy {
        /**
         * The call is cut: time is billed up to the increment that reached the cap, what a slow switch let run is
         * not.
         */
        DISCONNECT,

        /** The call goes on for nothing: its whole time counts as billed. */
        FREE
    }
}

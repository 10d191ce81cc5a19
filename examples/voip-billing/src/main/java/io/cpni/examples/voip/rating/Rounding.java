package io.cpni.examples.voip.rating;

import java.util.Objects;

/**
 * Says how the amount of one call is rounded, once, after all its slabs are summed exactly.
 *
 * @param method up, down or to the nearer
 * @param decimals places of the currency's main unit that remain, 0 to 12
 */
public record Rounding(RoundingMethod method, int decimals) {

    public Rounding {
        Objects.requireNonNull(method, "method");
        if (decimals < 0 || decimals > 12) {
            throw new IllegalArgumentException("decimals must be 0 to 12: " + decimals);
        }
    }
}

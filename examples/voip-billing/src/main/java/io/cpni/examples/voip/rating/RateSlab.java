package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * Prices the part of a call that begins at one offset: {@code price} for each {@code unit}, counted in whole
 * {@code increment}s.
 *
 * @param from how long the call has lasted when this slab begins; zero for the first
 * @param price the price of one unit, in the currency's main unit, not negative
 * @param unit the time one price buys, 60 s in most tariffs; at most 366 days
 * @param increment the step calls are billed in; a step begun is a step billed
 */
public record RateSlab(Duration from, BigDecimal price, Duration unit, Duration increment) {

    /** Bounds all times of a tariff, so that sums of them stay within a long of nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(366);

    public RateSlab {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(increment, "increment");
        if (from.isNegative()) {
            throw new IllegalArgumentException("from must not be negative: " + from);
        }
        if (price.signum() < 0) {
            throw new IllegalArgumentException("price must not be negative: " + price);
        }
        if (from.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("from must be at most 366 days: " + from);
        }
        checkSpan("unit", unit);
        checkSpan("increment", increment);
    }

    private static void checkSpan(String name, Duration span) {
        if (span.isZero() || span.isNegative() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be above zero and at most 366 days: " + span);
        }
    }
}

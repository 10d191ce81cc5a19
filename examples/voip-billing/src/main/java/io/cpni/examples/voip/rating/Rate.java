package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Prices a call by its length: a fee for the connection, then slabs.
 *
 * @param id the tariff's name for it
 * @param connectFee charged once when a call is answered, in the currency's main unit, not negative
 * @param slabs at least one, the first from zero, each beginning later than the one before
 */
public record Rate(String id, BigDecimal connectFee, List<RateSlab> slabs) {

    public Rate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(connectFee, "connectFee");
        slabs = List.copyOf(slabs);
        if (id.isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
        if (connectFee.signum() < 0) {
            throw new IllegalArgumentException("connectFee must not be negative: " + connectFee);
        }
        if (slabs.isEmpty() || !slabs.get(0).from().isZero()) {
            throw new IllegalArgumentException("slabs of " + id + " must begin at 0s");
        }
        for (int i = 1; i < slabs.size(); i++) {
            if (slabs.get(i).from().compareTo(slabs.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException("slabs of " + id + " must begin one after the other, two begin at "
                        + slabs.get(i).from().toSeconds() + " s");
            }
        }
    }

    /** Prices every call alike: one slab, no connect fee. */
    public static Rate perUnit(String id, BigDecimal price, Duration unit, Duration increment) {
        return new Rate(id, BigDecimal.ZERO, List.of(new RateSlab(Duration.ZERO, price, unit, increment)));
    }
}

package io.cpni.examples.voip.rating;

import java.util.Objects;

/**
 * Answers with a charge, which may be zero where the tariff says so.
 *
 * @param charge what the call costs
 */
public record Rated(Charge charge) implements RatingResult {

    public Rated {
        Objects.requireNonNull(charge, "charge");
    }
}

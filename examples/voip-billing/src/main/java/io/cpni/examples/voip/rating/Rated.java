package io.cpni.examples.voip.rating;

import java.util.Objects;
import java.util.function.Function;

/**
 * Answers with a charge, which may be zero where the tariff says so.
 *
 * @param charge what the call costs
 */
public record Rated(Charge charge) implements RatingResult {

    public Rated {
        Objects.requireNonNull(charge, "charge");
    }

    @Override
    public <T> T map(
            Function<? super Rated, ? extends T> rated,
            Function<? super NotAnswered, ? extends T> notAnswered,
            Function<? super Unrated, ? extends T> unrated) {
        return rated.apply(this);
    }
}

package io.cpni.examples.voip.rating;

import java.util.function.Function;

/**
 * Answers what a call costs: a {@link Rated} charge, nothing because nobody {@link NotAnswered answered}, or
 * {@link Unrated} because the tariff does not say. An unknown destination is never a charge of zero: it waits for
 * someone to mend the tariff.
 */
public sealed interface RatingResult permits Rated, NotAnswered, Unrated {

    /** Folds the three answers into one value. */
    default <T> T map(
            Function<? super Rated, ? extends T> rated,
            Function<? super NotAnswered, ? extends T> notAnswered,
            Function<? super Unrated, ? extends T> unrated) {
        if (this instanceof Rated charged) {
            return rated.apply(charged);
        }
        return this instanceof Unrated unpriced ? unrated.apply(unpriced) : notAnswered.apply((NotAnswered) this);
    }
}

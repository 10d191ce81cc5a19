package io.cpni.examples.voip.rating;

import java.util.function.Function;

/** Answers that the call was not answered and costs nothing, wherever it was meant to go. */
public record NotAnswered() implements RatingResult {

    @Override
    public <T> T map(
            Function<? super Rated, ? extends T> rated,
            Function<? super NotAnswered, ? extends T> notAnswered,
            Function<? super Unrated, ? extends T> unrated) {
        return notAnswered.apply(this);
    }
}

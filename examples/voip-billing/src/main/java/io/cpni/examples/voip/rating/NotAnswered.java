package io.cpni.examples.voip.rating;

/** Answers that the call was not answered and costs nothing, wherever it was meant to go. */
public record NotAnswered() implements RatingResult {}

package io.cpni.examples.voip.rating;

import java.util.Objects;

/**
 * Answers that the tariff has no price for an answered call.
 *
 * @param reason why not
 */
public record Unrated(Reason reason) implements RatingResult {

    public Unrated {
        Objects.requireNonNull(reason, "reason");
    }

    /** Tells why a call has no price. */
    public enum Reason {
        /** No prefix of the tariff's plan matches the number. */
        UNKNOWN_DESTINATION,

        /** What was dialled is no number: a feature code, a name, an empty field. */
        NOT_A_NUMBER
    }
}

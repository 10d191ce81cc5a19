package io.cpni.examples.voip.rating;

import java.math.RoundingMode;
import java.util.Optional;

/** Names the three ways CGRateS rounds an amount; amounts are never negative, so up is against the customer. */
public enum RoundingMethod {
    /** Rounds any rest up. */
    UP("*up", RoundingMode.CEILING),

    /** Drops any rest. */
    DOWN("*down", RoundingMode.FLOOR),

    /** Rounds half a step and more up, less down. */
    MIDDLE("*middle", RoundingMode.HALF_UP);

    private final String word;
    private final RoundingMode mode;

    RoundingMethod(String word, RoundingMode mode) {
        this.word = word;
        this.mode = mode;
    }

    /** Finds the method by the word tariff files use ({@code *up}); empty when there is none. */
    public static Optional<RoundingMethod> ofWord(String word) {
        for (RoundingMethod method : values()) {
            if (method.word.equals(word)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    /** Returns the word tariff files use. */
    public String word() {
        return word;
    }

    RoundingMode mode() {
        return mode;
    }
}

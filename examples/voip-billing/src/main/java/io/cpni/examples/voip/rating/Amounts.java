package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads amounts as tariff files write them: plain decimals, not negative, no exponent. */
final class Amounts {

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,12})?|\\.[0-9]{1,12}");

    private Amounts() {}

    static Optional<BigDecimal> parse(String text) {
        return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}

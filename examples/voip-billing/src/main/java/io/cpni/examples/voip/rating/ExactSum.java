package io.cpni.examples.voip.rating;

import java.math.BigDecimal;

/**
 * Sums prices per unit as a fraction, so that a third of a cent stays a third until the one rounding at the end.
 *
 * @param numerator in the currency's main unit
 * @param denominator above zero
 */
record ExactSum(BigDecimal numerator, BigDecimal denominator) {

    static ExactSum of(BigDecimal amount) {
        return new ExactSum(amount, BigDecimal.ONE);
    }

    /** Adds {@code price * time / unit}; both times in nanoseconds. */
    ExactSum plus(BigDecimal price, long timeNanos, long unitNanos) {
        BigDecimal unit = BigDecimal.valueOf(unitNanos);
        BigDecimal part = price.multiply(BigDecimal.valueOf(timeNanos));
        if (unit.compareTo(denominator) == 0) {
            return new ExactSum(numerator.add(part), denominator);
        }
        return new ExactSum(numerator.multiply(unit).add(part.multiply(denominator)), denominator.multiply(unit));
    }

    /** Compares with an amount, exactly. */
    int compareTo(BigDecimal amount) {
        return numerator.compareTo(amount.multiply(denominator));
    }

    /** Rounds, once. */
    BigDecimal round(Rounding rounding) {
        return numerator.divide(
                denominator, rounding.decimals(), rounding.method().mode());
    }
}

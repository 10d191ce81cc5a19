package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Objects;

/**
 * Holds what one call costs and why.
 *
 * @param amount in the currency's main unit, not negative, with as many decimals as the tariff rounds to
 * @param currency the currency of the amount
 * @param billed the time paid for: the measured time rounded up to whole increments
 * @param matchedPrefix the prefix that decided
 * @param destinationId the tariff's name of the destination
 * @param destinationName a name for people
 * @param capped whether the tariff's cap kept the amount down
 */
public record Charge(
        BigDecimal amount,
        Currency currency,
        Duration billed,
        String matchedPrefix,
        String destinationId,
        String destinationName,
        boolean capped) {

    public Charge {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(billed, "billed");
        Objects.requireNonNull(matchedPrefix, "matchedPrefix");
        Objects.requireNonNull(destinationId, "destinationId");
        Objects.requireNonNull(destinationName, "destinationName");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("amount must not be negative");
        }
        if (billed.isNegative()) {
            throw new IllegalArgumentException("billed must not be negative");
        }
    }

    @Override
    public String toString() {
        return "Charge[CALL_DETAIL, ***]";
    }
}

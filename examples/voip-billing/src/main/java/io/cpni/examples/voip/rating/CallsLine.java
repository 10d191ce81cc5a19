package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * Charges the calls to one destination, as far as included minutes did not cover them.
 *
 * @param destinationId the tariff's destination
 * @param destinationName its name
 * @param calls calls not covered in full
 * @param charged the billed time of these calls less the part that was covered
 * @param amount the sum of their charges, rounded once
 */
public record CallsLine(String destinationId, String destinationName, int calls, Duration charged, BigDecimal amount)
        implements InvoiceLine {

    public CallsLine {
        Objects.requireNonNull(destinationId, "destinationId");
        Objects.requireNonNull(destinationName, "destinationName");
        Objects.requireNonNull(charged, "charged");
        Objects.requireNonNull(amount, "amount");
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1: " + calls);
        }
        if (charged.isNegative()) {
            throw new IllegalArgumentException("charged must not be negative");
        }
    }

    @Override
    public String toString() {
        return "CallsLine[CALL_DETAIL, ***]";
    }
}

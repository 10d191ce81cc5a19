package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Sums what is left to pay for the calls to one destination. */
final class DestinationSum {

    private final Charge first;
    private int calls;
    private Duration charged = Duration.ZERO;
    private BigDecimal amount = BigDecimal.ZERO;

    DestinationSum(Charge first) {
        this.first = first;
    }

    void add(Duration time, BigDecimal price) {
        calls++;
        charged = charged.plus(time);
        amount = amount.add(price);
    }

    CallsLine line(int decimals) {
        return new CallsLine(
                first.destinationId(),
                first.destinationName(),
                calls,
                charged,
                amount.setScale(decimals, RoundingMode.HALF_UP));
    }
}

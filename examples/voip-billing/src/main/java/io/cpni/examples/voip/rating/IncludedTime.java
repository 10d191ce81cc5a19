package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

/** Keeps what is left of one subscription's included time while a month is billed. */
final class IncludedTime {

    private final PlanSubscription subscription;
    private final Duration granted;
    private Duration left;
    private int calls;

    IncludedTime(PlanSubscription subscription, Duration granted) {
        this.subscription = subscription;
        this.granted = granted;
        this.left = granted;
    }

    /** Takes as much of the wanted time as is left, if this plan covers the destination on that day. */
    Duration draw(String destinationId, LocalDate day, Duration wanted) {
        if (wanted.isZero()
                || left.isZero()
                || !subscription.activeOn(day)
                || !subscription.plan().allowance().destinationIds().contains(destinationId)) {
            return Duration.ZERO;
        }
        Duration drawn = wanted.compareTo(left) < 0 ? wanted : left;
        left = left.minus(drawn);
        calls++;
        return drawn;
    }

    IncludedLine line(BigDecimal zero) {
        return new IncludedLine(
                subscription.plan().id(), subscription.plan().name(), granted, granted.minus(left), calls, zero);
    }
}

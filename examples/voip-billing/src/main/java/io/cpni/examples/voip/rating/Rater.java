package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Prices calls by one table of destinations.
 *
 * <p>How a charge is made:
 *
 * <ol>
 *   <li>A call that was not answered costs nothing.
 *   <li>An answered call of zero length costs nothing, not even the connect fee (as CGRateS has it).
 *   <li>Otherwise: connect fee, then time in whole increments. An increment belongs, with all its length, to the slab
 *       in which it begins; the next slab goes on where it ends.
 *   <li>All parts are summed exactly and rounded once by the destination's method and decimals. CGRateS rounds each
 *       slab; a call over several slabs may differ there in the last decimal.
 *   <li>A cap ({@link CostLimit}) holds for the sum with the connect fee. A rounded amount above the cap becomes the
 *       cap.
 * </ol>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Rater {

    private final RateTable table;
    private final Currency currency;

    /**
     * Creates a rater.
     *
     * @param table destinations with prices in the currency's main unit
     * @param currency the currency the prices are in
     */
    public Rater(RateTable table, Currency currency) {
        this.table = Objects.requireNonNull(table, "table");
        this.currency = Objects.requireNonNull(currency, "currency");
    }

    /** Prices one call; the answer is never null and never a silent zero. */
    public RatingResult rate(CallUsage call) {
        if (!call.answered()) {
            return new NotAnswered();
        }
        String digits = call.digits();
        if (digits.isEmpty() || !Digits.only(digits)) {
            return new Unrated(Unrated.Reason.NOT_A_NUMBER);
        }
        Optional<PrefixMatch> match = table.find(digits);
        if (match.isEmpty()) {
            return new Unrated(Unrated.Reason.UNKNOWN_DESTINATION);
        }
        return new Rated(charge(match.get(), call.measured()));
    }

    private Charge charge(PrefixMatch match, Duration measured) {
        RatedDestination destination = match.destination();
        Rounding rounding = destination.rounding();
        if (measured.isZero()) {
            return charge(match, BigDecimal.ZERO.setScale(rounding.decimals()), Duration.ZERO, false);
        }
        Cost whole = cost(destination.rate(), measured.toNanos());
        BigDecimal amount = whole.sum().round(rounding);
        CostLimit limit = destination.limit();
        if (limit == null || (whole.sum().compareTo(limit.maxCost()) <= 0 && amount.compareTo(limit.maxCost()) <= 0)) {
            return charge(match, amount, Duration.ofNanos(whole.billedNanos()), false);
        }
        // The cap is the tariff's own number; rounding it again could lift it.
        long billed = switch (limit.strategy()) {
            case FREE -> whole.billedNanos();
            case DISCONNECT -> nanosUntil(limit.maxCost(), destination.rate(), whole.billedNanos());
        };
        return charge(match, limit.maxCost(), Duration.ofNanos(billed), true);
    }

    private Charge charge(PrefixMatch match, BigDecimal amount, Duration billed, boolean capped) {
        RatedDestination destination = match.destination();
        return new Charge(
                amount, currency, billed, match.prefix(), destination.destinationId(), destination.name(), capped);
    }

    private static Cost cost(Rate rate, long measured) {
        List<RateSlab> slabs = rate.slabs();
        ExactSum sum = ExactSum.of(rate.connectFee());
        long position = 0;
        for (int i = 0; i < slabs.size() && position < measured; i++) {
            RateSlab slab = slabs.get(i);
            long time = timeIn(slabs, i, position, measured);
            sum = sum.plus(slab.price(), time, slab.unit().toNanos());
            position = Math.addExact(position, time);
        }
        return new Cost(sum, position);
    }

    /** Finds the end of the first increment that brings the cost to the cap, at most the whole call. */
    private static long nanosUntil(BigDecimal cap, Rate rate, long whole) {
        List<RateSlab> slabs = rate.slabs();
        ExactSum sum = ExactSum.of(rate.connectFee());
        long position = 0;
        for (int i = 0; i < slabs.size() && position < whole && sum.compareTo(cap) < 0; i++) {
            RateSlab slab = slabs.get(i);
            long time = timeIn(slabs, i, position, whole);
            ExactSum after = sum.plus(slab.price(), time, slab.unit().toNanos());
            if (after.compareTo(cap) >= 0) {
                // (cap - sum) / price of one increment, as one division so that nothing is rounded but the count.
                BigDecimal missing = cap.multiply(sum.denominator())
                        .subtract(sum.numerator())
                        .multiply(BigDecimal.valueOf(slab.unit().toNanos()));
                BigDecimal perIncrement = slab.price()
                        .multiply(BigDecimal.valueOf(slab.increment().toNanos()))
                        .multiply(sum.denominator());
                long increments =
                        missing.divide(perIncrement, 0, RoundingMode.CEILING).longValueExact();
                return position + increments * slab.increment().toNanos();
            }
            sum = after;
            position += time;
        }
        return position;
    }

    /** Counts the time billed at slab {@code i}: the whole increments that begin in it, before the call's end. */
    private static long timeIn(List<RateSlab> slabs, int i, long position, long end) {
        long slabEnd = i + 1 < slabs.size() ? slabs.get(i + 1).from().toNanos() : Long.MAX_VALUE;
        long stop = Math.min(end, slabEnd);
        if (position >= stop) {
            return 0;
        }
        long increment = slabs.get(i).increment().toNanos();
        long increments = Math.floorDiv(Math.subtractExact(stop, position) - 1, increment) + 1;
        return Math.multiplyExact(increments, increment);
    }

    /** Holds the exact sum and the time it pays for. */
    private record Cost(ExactSum sum, long billedNanos) {}
}

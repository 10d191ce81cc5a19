package io.cpni.examples.voip.rating;

import static io.cpni.examples.voip.rating.Tariffs.destination;
import static io.cpni.examples.voip.rating.Tariffs.slab;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaterTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Rounding UP_4 = new Rounding(RoundingMethod.UP, 4);

    /** 0.20 to connect and 0.10 a minute in whole minutes; after the first minute 0.05 a minute by the second. */
    private static final Rate TWO_SLABS = new Rate(
            "RT_10CNT",
            new BigDecimal("0.2"),
            List.of(slab("0s", "0.1", "60s", "60s"), slab("60s", "0.05", "60s", "1s")));

    @Test
    void thePlivoExampleBills960SecondsOf924At13Point6Cents() {
        Rate rate = Rate.perUnit("PLIVO", new BigDecimal("0.00850"), Duration.ofMinutes(1), Duration.ofMinutes(1));
        Rater rater = rater(destination("INDIA", rate, new Rounding(RoundingMethod.MIDDLE, 5), "91"));

        Charge charge = charge(rater, "+919999999999", Duration.ofSeconds(924));

        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.13600"));
        assertThat(charge.billed()).isEqualTo(Duration.ofMinutes(16));
        assertThat(charge.matchedPrefix()).isEqualTo("91");
        assertThat(charge.currency()).isEqualTo(USD);
        assertThat(charge.capped()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // seconds, amount, billed
        "1, 0.3000, 60", // 0.2 + one minute begun
        "60, 0.3000, 60",
        "61, 0.3009, 61", // + 0.05/60 = 0.000833.., up
        "62, 0.3017, 62", // + 0.001666..
        "90, 0.3250, 90", // + 30 s = 0.025
        "120, 0.3500, 120",
    })
    void slabsFollowOneAnother(long seconds, BigDecimal amount, long billed) {
        Charge charge = charge(rater(destination("D", TWO_SLABS, UP_4, "1002")), "1002", Duration.ofSeconds(seconds));

        assertThat(charge.amount()).isEqualTo(amount);
        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(billed));
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30, 0.30", // one increment of the first slab
        "40, 60, 0.60", // the second begins at 30, before 40, and is charged whole at the first slab's price
        "59, 60, 0.60",
        "61, 70, 0.62", // the second slab goes on at 60, not at 40: one increment of 10 s at 0.002
    })
    void anIncrementBelongsToTheSlabInWhichItBegins(long seconds, long billed, BigDecimal amount) {
        Rate rate = new Rate(
                "R", BigDecimal.ZERO, List.of(slab("0s", "0.01", "1s", "30s"), slab("40s", "0.002", "1s", "10s")));

        Charge charge = charge(
                rater(destination("D", rate, new Rounding(RoundingMethod.MIDDLE, 2), "1")),
                "12",
                Duration.ofSeconds(seconds));

        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(billed));
        assertThat(charge.amount()).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({"UP, 0.04", "DOWN, 0.03", "MIDDLE, 0.03"})
    void roundingFollowsItsMethod(RoundingMethod method, BigDecimal amount) {
        // 10 s at 0.20 a minute: 0.0333..
        Rate rate = Rate.perUnit("R", new BigDecimal("0.20"), Duration.ofMinutes(1), Duration.ofSeconds(1));

        Charge charge =
                charge(rater(destination("D", rate, new Rounding(method, 2), "1")), "1", Duration.ofSeconds(10));

        assertThat(charge.amount()).isEqualTo(amount);
    }

    @Test
    void aMiddleOfExactlyHalfGoesUp() {
        // 3 s at 0.10 a minute: 0.005
        Rate rate = Rate.perUnit("R", new BigDecimal("0.10"), Duration.ofMinutes(1), Duration.ofSeconds(1));

        Charge charge = charge(
                rater(destination("D", rate, new Rounding(RoundingMethod.MIDDLE, 2), "1")), "1", Duration.ofSeconds(3));

        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.01"));
    }

    @Test
    void thirdsAreSummedBeforeTheyAreRounded() {
        // Three slabs of a third of a cent each make exactly one cent; rounded up one by one they would make more.
        Rate rate = new Rate(
                "R",
                BigDecimal.ZERO,
                List.of(
                        slab("0s", "0.01", "3s", "1s"),
                        slab("1s", "0.01", "3s", "1s"),
                        slab("2s", "0.02", "6s", "1s")));

        Charge charge = charge(rater(destination("D", rate, UP_4, "1")), "1", Duration.ofSeconds(3));

        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.0100"));
    }

    @Test
    void aFractionOfASecondBeginsAnIncrement() {
        Rate rate = Rate.perUnit("R", new BigDecimal("0.01"), Duration.ofSeconds(1), Duration.ofSeconds(1));

        Charge charge = charge(rater(destination("D", rate, UP_4, "1")), "1", Duration.ofMillis(2001));

        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.0300"));
    }

    @Test
    void unansweredCallsCostNothingWhereverTheyGo() {
        Rater rater = rater(destination("D", TWO_SLABS, UP_4, "1"));

        assertThat(rater.rate(new CallUsage("1", false, Duration.ZERO))).isInstanceOf(NotAnswered.class);
        assertThat(rater.rate(new CallUsage("999", false, Duration.ofSeconds(5))))
                .isInstanceOf(NotAnswered.class);
    }

    @Test
    void anAnsweredCallOfZeroLengthCostsNotEvenTheConnectFee() {
        Charge charge = charge(rater(destination("D", TWO_SLABS, UP_4, "1")), "1", Duration.ZERO);

        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(charge.billed()).isZero();
    }

    @Test
    void anUnknownDestinationIsUnratedNotFree() {
        Rater rater = rater(destination("D", TWO_SLABS, UP_4, "44"));

        RatingResult result = rater.rate(new CallUsage("+4930", true, Duration.ofSeconds(5)));

        assertThat(result).isEqualTo(new Unrated(Unrated.Reason.UNKNOWN_DESTINATION));
        assertThat(result.<String>map(rated -> "rated", none -> "none", unrated -> "unrated"))
                .isEqualTo("unrated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "s", "*43", "client1", "+1 212", "١٢٣"})
    void whatIsNoNumberIsUnrated(String dialled) {
        Rater rater = rater(destination(RatedDestination.ANY, TWO_SLABS, UP_4, ""));

        assertThat(rater.rate(new CallUsage(dialled, true, Duration.ofSeconds(5))))
                .isEqualTo(new Unrated(Unrated.Reason.NOT_A_NUMBER));
    }

    @ParameterizedTest
    @CsvSource({
        // one cent a second, capped at 0.12
        "DISCONNECT, 11, 0.1100, 11, false",
        "DISCONNECT, 12, 0.1200, 12, false",
        "DISCONNECT, 60, 0.12, 12, true",
        "FREE, 12, 0.1200, 12, false",
        "FREE, 60, 0.12, 60, true",
    })
    void aCapHoldsWhateverTheSwitchDid(
            CostLimit.Strategy strategy, long seconds, BigDecimal amount, long billed, boolean capped) {
        Rate rate = Rate.perUnit("R", new BigDecimal("0.01"), Duration.ofSeconds(1), Duration.ofSeconds(1));
        CostLimit limit = new CostLimit(new BigDecimal("0.12"), strategy);

        Charge charge = charge(rater(destination("D", rate, UP_4, limit, "1003")), "1003", Duration.ofSeconds(seconds));

        assertThat(charge.amount()).isEqualTo(amount);
        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(billed));
        assertThat(charge.capped()).isEqualTo(capped);
    }

    @Test
    void disconnectBillsTheIncrementThatReachesTheCap() {
        // 0.20 + minutes: 0.30, 0.35 by the second in between; 0.31 is reached after 12 s of the second slab.
        CostLimit limit = new CostLimit(new BigDecimal("0.31"), CostLimit.Strategy.DISCONNECT);

        Charge charge = charge(rater(destination("D", TWO_SLABS, UP_4, limit, "1")), "1", Duration.ofMinutes(10));

        assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(72));
        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.31"));
    }

    @Test
    void aConnectFeeAboveTheCapIsCutToTheCap() {
        CostLimit limit = new CostLimit(new BigDecimal("0.12"), CostLimit.Strategy.DISCONNECT);

        Charge charge = charge(rater(destination("D", TWO_SLABS, UP_4, limit, "1")), "1", Duration.ofSeconds(30));

        assertThat(charge.amount()).isEqualTo(new BigDecimal("0.12"));
        assertThat(charge.billed()).isZero();
        assertThat(charge.capped()).isTrue();
    }

    @Test
    void aLongerCallNeverCostsLessNorBillsLessThanItsTime() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            Rate rate = randomRate(random);
            Rater rater = rater(destination("D", rate, UP_4, "1"));
            int seconds = 1 + random.nextInt(4_000);
            Charge shorter = charge(rater, "1", Duration.ofSeconds(seconds));
            Charge longer = charge(rater, "1", Duration.ofSeconds(seconds + 1 + random.nextInt(200)));

            assertThat(longer.amount()).isGreaterThanOrEqualTo(shorter.amount());
            assertThat(shorter.billed()).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
            assertThat(shorter.amount()).isEqualTo(countedOut(rate, seconds));
        }
    }

    @Test
    void anOverlongOrNegativeTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallUsage("1", true, Duration.ofSeconds(-1)))
                .withMessageContaining("measured");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallUsage("1", true, Duration.ofDays(400)))
                .withMessageContaining("measured");
    }

    @Test
    void usageAndChargePrintNoNumberAndNoAmount() {
        Charge charge = charge(rater(destination("D", TWO_SLABS, UP_4, "1212")), "12125550101", Duration.ofSeconds(5));

        assertThat(charge.toString())
                .contains("CALL_DETAIL")
                .doesNotContain("1212")
                .doesNotContain("0.3");
        assertThat(new CallUsage("12125550101", true, Duration.ZERO).toString()).doesNotContain("555");
    }

    /** Counts increment by increment, the slow and obvious way, to compare with. */
    private static BigDecimal countedOut(Rate rate, long seconds) {
        BigDecimal sum = rate.connectFee();
        long position = 0;
        while (position < seconds) {
            RateSlab current = rate.slabs().get(0);
            for (RateSlab slab : rate.slabs()) {
                if (slab.from().toSeconds() <= position) {
                    current = slab;
                }
            }
            // Units are 1 s or 100 s here, so each increment's price is exact.
            sum = sum.add(current.price()
                    .multiply(BigDecimal.valueOf(current.increment().toSeconds()))
                    .divide(BigDecimal.valueOf(current.unit().toSeconds())));
            position += current.increment().toSeconds();
        }
        return sum.setScale(4, RoundingMode.CEILING);
    }

    private static Rate randomRate(SplittableRandom random) {
        int second = 1 + random.nextInt(120);
        return new Rate(
                "R",
                BigDecimal.valueOf(random.nextInt(500), 4),
                List.of(
                        randomSlab(random, 0),
                        randomSlab(random, second),
                        randomSlab(random, second + 1 + random.nextInt(600))));
    }

    private static RateSlab randomSlab(SplittableRandom random, long from) {
        return new RateSlab(
                Duration.ofSeconds(from),
                BigDecimal.valueOf(random.nextInt(1_000), 5),
                Duration.ofSeconds(random.nextBoolean() ? 1 : 100),
                Duration.ofSeconds(random.nextLong(1, 71)));
    }

    private static Rater rater(RatedDestination... destinations) {
        return new Rater(RateTable.of(List.of(destinations)), USD);
    }

    private static Charge charge(Rater rater, String number, Duration measured) {
        RatingResult result = rater.rate(new CallUsage(number, true, measured));
        assertThat(result).isInstanceOf(Rated.class);
        return ((Rated) result).charge();
    }
}

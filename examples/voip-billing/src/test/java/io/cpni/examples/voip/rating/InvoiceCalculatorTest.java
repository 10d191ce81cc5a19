package io.cpni.examples.voip.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceCalculatorTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final BillingMonth NOVEMBER = new BillingMonth(YearMonth.of(2026, 11), NEW_YORK);

    private static final ServicePlan HOME = new ServicePlan(
            "HOME", "Home", new BigDecimal("19.99"), new PlanAllowance(10, Set.of("DST_US", "DST_CANADA")));

    private final InvoiceCalculator calculator = new InvoiceCalculator(USD, List.of());

    @Test
    void aWholeMonthCostsThePlansPrice() {
        Invoice invoice = calculator.calculate(NOVEMBER, List.of(since(HOME, "2026-01-01")), List.of());

        assertThat(invoice.lines())
                .containsExactly(
                        new PlanLine("HOME", "Home", 30, 30, new BigDecimal("19.99")),
                        new IncludedLine(
                                "HOME", "Home", Duration.ofMinutes(10), Duration.ZERO, 0, new BigDecimal("0.00")));
        assertThat(invoice.total()).isEqualTo(new BigDecimal("19.99"));
    }

    @Test
    void aPartOfAMonthCostsItsDaysAndGrantsTheirMinutes() {
        // 10 of 30 days: 6.6633.. and 200 s. 7 days: 4.66433.. and 140 s.
        Invoice invoice = calculator.calculate(
                NOVEMBER,
                List.of(
                        subscription(HOME, "2026-11-21", null),
                        subscription(HOME, "2026-01-01", "2026-11-08"),
                        subscription(HOME, "2026-12-01", null),
                        subscription(HOME, "2026-01-01", "2026-11-01")),
                List.of());

        assertThat(invoice.lines(PlanLine.class))
                .extracting(PlanLine::days, PlanLine::amount)
                .containsExactly(tuple(7, new BigDecimal("4.66")), tuple(10, new BigDecimal("6.66")));
        assertThat(invoice.lines(IncludedLine.class))
                .extracting(IncludedLine::included)
                .containsExactly(Duration.ofSeconds(140), Duration.ofSeconds(200));
        assertThat(invoice.total()).isEqualTo(new BigDecimal("11.32"));
    }

    @Test
    void includedMinutesAreSpentInOrderOfStartAndThePartLeftIsChargedByShare() {
        Invoice invoice = calculator.calculate(
                NOVEMBER,
                List.of(since(HOME, "2026-01-01")),
                List.of(
                        call("c", "2026-11-03T10:00", "DST_US", 120, "0.0500"),
                        call("a", "2026-11-01T10:00", "DST_US", 300, "0.1000"),
                        // 420 s, of which 300 s are left: 120/420 of 0.2000 = 0.05714.., 0.0571
                        call("b", "2026-11-02T10:00", "DST_CANADA", 420, "0.2000"),
                        call("d", "2026-11-04T10:00", "DST_UK", 60, "0.0449")));

        assertThat(invoice.lines(IncludedLine.class))
                .containsExactly(new IncludedLine(
                        "HOME", "Home", Duration.ofMinutes(10), Duration.ofMinutes(10), 2, new BigDecimal("0.00")));
        assertThat(invoice.lines(CallsLine.class))
                .containsExactly(
                        new CallsLine("DST_CANADA", "CANADA", 1, Duration.ofSeconds(120), new BigDecimal("0.06")),
                        new CallsLine("DST_UK", "UK", 1, Duration.ofSeconds(60), new BigDecimal("0.04")),
                        new CallsLine("DST_US", "US", 1, Duration.ofSeconds(120), new BigDecimal("0.05")));
        assertThat(invoice.total()).isEqualTo(new BigDecimal("20.14"));
    }

    @Test
    void chargesAreSummedBeforeTheLineIsRounded() {
        // Three times 0.0040 is 0.0120: one cent. Rounded one by one it would be nothing.
        Invoice invoice = calculator.calculate(
                NOVEMBER,
                List.of(),
                List.of(
                        call("a", "2026-11-01T10:00", "DST_UK", 6, "0.0040"),
                        call("b", "2026-11-01T11:00", "DST_UK", 6, "0.0040"),
                        call("c", "2026-11-01T12:00", "DST_UK", 6, "0.0040")));

        assertThat(invoice.total()).isEqualTo(new BigDecimal("0.01"));
    }

    @Test
    void aCallBelongsToTheMonthItStartedInWhereTheAccountLives() {
        RatedCall acrossMonthEnd = call("a", "2026-11-30T23:59", "DST_UK", 7200, "4.0000");
        BillingMonth december = new BillingMonth(YearMonth.of(2026, 12), NEW_YORK);

        assertThat(calculator
                        .calculate(NOVEMBER, List.of(), List.of(acrossMonthEnd))
                        .total())
                .isEqualTo(new BigDecimal("4.00"));
        assertThat(calculator
                        .calculate(december, List.of(), List.of(acrossMonthEnd))
                        .total())
                .isEqualTo(new BigDecimal("0.00"));

        // The same instant is December already in London.
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(BillingMonth.of(acrossMonthEnd.start(), london).month()).isEqualTo(YearMonth.of(2026, 12));
        assertThat(BillingMonth.of(acrossMonthEnd.start(), NEW_YORK)).isEqualTo(NOVEMBER);
    }

    @Test
    void aSubscriptionGrantsNothingBeforeItsFirstDay() {
        Invoice invoice = calculator.calculate(
                NOVEMBER,
                List.of(subscription(HOME, "2026-11-21", null)),
                List.of(
                        call("before", "2026-11-20T23:59", "DST_US", 60, "0.0200"),
                        call("after", "2026-11-21T00:00", "DST_US", 60, "0.0200")));

        assertThat(invoice.lines(CallsLine.class))
                .containsExactly(new CallsLine("DST_US", "US", 1, Duration.ofSeconds(60), new BigDecimal("0.02")));
        assertThat(invoice.lines(IncludedLine.class))
                .extracting(IncludedLine::calls)
                .containsExactly(1);
    }

    @Test
    void taxesAreTakenOfPlanAndCallsEachOnItsOwn() {
        InvoiceCalculator taxing = new InvoiceCalculator(
                USD, List.of(new Tax("State", new BigDecimal("0.0825")), new Tax("USF", new BigDecimal("0.334"))));

        Invoice invoice = taxing.calculate(
                NOVEMBER,
                List.of(since(HOME, "2026-01-01")),
                List.of(call("a", "2026-11-01T10:00", "DST_UK", 60, "0.5000")));

        // 20.49 * 0.0825 = 1.690425; 20.49 * 0.334 = 6.84366
        assertThat(invoice.lines(TaxLine.class))
                .containsExactly(
                        new TaxLine("State", new BigDecimal("20.49"), new BigDecimal("1.69")),
                        new TaxLine("USF", new BigDecimal("20.49"), new BigDecimal("6.84")));
        assertThat(invoice.total()).isEqualTo(new BigDecimal("29.02"));
    }

    @Test
    void oneCallTwiceAndAForeignCurrencyAreRefused() {
        RatedCall call = call("a", "2026-11-01T10:00", "DST_UK", 60, "0.5000");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> calculator.calculate(NOVEMBER, List.of(), List.of(call, call)))
                .withMessage("call a is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvoiceCalculator(Currency.getInstance("EUR"), List.of())
                        .calculate(NOVEMBER, List.of(), List.of(call)))
                .withMessage("call a is charged in USD, not EUR");
    }

    @Test
    void currenciesWithoutDecimalsRoundToWholeUnits() {
        Currency yen = Currency.getInstance("JPY");
        ServicePlan plan = new ServicePlan("P", "P", new BigDecimal("1000"), PlanAllowance.NONE);

        Invoice invoice = new InvoiceCalculator(yen, List.of())
                .calculate(NOVEMBER, List.of(subscription(plan, "2026-11-30", null)), List.of());

        assertThat(invoice.total()).isEqualTo(new BigDecimal("33"));
    }

    @Test
    void anInvoiceThatDoesNotAddUpCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Invoice(
                        NOVEMBER, USD, List.of(new PlanLine("P", "P", 1, 30, BigDecimal.ONE)), BigDecimal.TEN))
                .withMessage("total must be the sum of the lines");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void forAnyMonthLinesAddUpTimeIsConservedAndOrderDoesNotMatter(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 60; round++) {
            List<PlanSubscription> subscriptions = randomSubscriptions(random);
            List<RatedCall> calls = randomCalls(random);
            InvoiceCalculator taxing =
                    new InvoiceCalculator(USD, List.of(new Tax("T", BigDecimal.valueOf(random.nextInt(3000), 4))));

            Invoice invoice = taxing.calculate(NOVEMBER, subscriptions, calls);

            BigDecimal sum = invoice.lines().stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(invoice.total()).isEqualByComparingTo(sum);
            assertThat(invoice.lines()).allSatisfy(line -> {
                assertThat(line.amount().signum()).isNotNegative();
                assertThat(line.amount().scale()).isEqualTo(2);
            });
            Duration used = total(invoice.lines(IncludedLine.class).stream()
                    .map(IncludedLine::used)
                    .toList());
            Duration granted = total(invoice.lines(IncludedLine.class).stream()
                    .map(IncludedLine::included)
                    .toList());
            Duration charged = total(invoice.lines(CallsLine.class).stream()
                    .map(CallsLine::charged)
                    .toList());
            Duration billed = total(calls.stream()
                    .filter(call -> NOVEMBER.contains(call.start()))
                    .map(call -> call.charge().billed())
                    .toList());
            assertThat(used).isLessThanOrEqualTo(granted);
            assertThat(used.plus(charged)).isEqualTo(billed);

            Random shuffling = new Random(seed);
            Collections.shuffle(subscriptions, shuffling);
            Collections.shuffle(calls, shuffling);
            assertThat(taxing.calculate(NOVEMBER, subscriptions, calls)).isEqualTo(invoice);
        }
    }

    @Test
    void everyCallIsBilledInExactlyOneMonth() {
        List<RatedCall> calls = randomCalls(new SplittableRandom(99));
        int billed = 0;
        for (YearMonth month : List.of(
                YearMonth.of(2026, 10), YearMonth.of(2026, 11), YearMonth.of(2026, 12), YearMonth.of(2027, 1))) {
            Invoice invoice = calculator.calculate(new BillingMonth(month, NEW_YORK), List.of(), calls);
            billed += invoice.lines(CallsLine.class).stream()
                    .mapToInt(CallsLine::calls)
                    .sum();
        }
        assertThat(billed).isEqualTo(calls.size());
    }

    private static List<PlanSubscription> randomSubscriptions(SplittableRandom random) {
        List<PlanSubscription> subscriptions = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            ServicePlan plan = new ServicePlan(
                    "P" + random.nextInt(3),
                    "Plan",
                    BigDecimal.valueOf(random.nextInt(9000), 2),
                    new PlanAllowance(random.nextInt(90), Set.of("DST_US", "DST_" + random.nextInt(3))));
            LocalDate from = LocalDate.of(2026, 10, 20).plusDays(random.nextInt(50));
            LocalDate until = random.nextBoolean() ? null : from.plusDays(random.nextInt(40));
            subscriptions.add(new PlanSubscription(plan, from, until));
        }
        return subscriptions;
    }

    private static List<RatedCall> randomCalls(SplittableRandom random) {
        List<RatedCall> calls = new ArrayList<>();
        int count = random.nextInt(80);
        Instant begin = Instant.parse("2026-10-25T00:00:00Z");
        for (int i = 0; i < count; i++) {
            // Minutes, so that starts collide and the id has to decide.
            Instant start = begin.plus(Duration.ofMinutes(random.nextInt(45 * 24 * 60)));
            Charge charge = new Charge(
                    BigDecimal.valueOf(random.nextInt(50_000), 4),
                    USD,
                    Duration.ofSeconds(random.nextInt(2_000)),
                    "1",
                    "DST_" + random.nextInt(4),
                    "Somewhere",
                    false);
            calls.add(new RatedCall("call-" + i, start, charge));
        }
        return calls;
    }

    private static Duration total(List<Duration> durations) {
        return durations.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static PlanSubscription since(ServicePlan plan, String from) {
        return subscription(plan, from, null);
    }

    private static PlanSubscription subscription(ServicePlan plan, String from, @Nullable String until) {
        return new PlanSubscription(plan, LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
    }

    private static RatedCall call(String id, String local, String destinationId, long billed, String amount) {
        Instant start = ZonedDateTime.of(LocalDateTime.parse(local), NEW_YORK).toInstant();
        String name = destinationId.substring(4);
        return new RatedCall(
                id,
                start,
                new Charge(new BigDecimal(amount), USD, Duration.ofSeconds(billed), "1", destinationId, name, false));
    }
}

package io.cpni.examples.voip.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.examples.voip.rating.BillingMonth;
import io.cpni.examples.voip.rating.CallUsage;
import io.cpni.examples.voip.rating.CallsLine;
import io.cpni.examples.voip.rating.Invoice;
import io.cpni.examples.voip.rating.InvoiceCalculator;
import io.cpni.examples.voip.rating.PlanSubscription;
import io.cpni.examples.voip.rating.Rated;
import io.cpni.examples.voip.rating.RatedCall;
import io.cpni.examples.voip.rating.Rater;
import io.cpni.examples.voip.rating.RatingResult;
import io.cpni.examples.voip.rating.Tariff;
import io.cpni.examples.voip.rating.Unrated;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoCallsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T15:04:05.678901Z");
    private static final DemoCarrier CARRIER = DemoCarrier.generate(42, NOW);
    private static final DemoCalls CALLS = DemoCalls.generate(CARRIER);

    @Test
    void twoGenerationsAreByteIdentical() throws IOException {
        List<DemoFile> files = CALLS.files();
        List<DemoFile> again = DemoCalls.generate(DemoCarrier.generate(42, NOW)).files();

        assertThat(again).hasSameSizeAs(files);
        for (int i = 0; i < files.size(); i++) {
            assertThat(again.get(i).name()).isEqualTo(files.get(i).name());
            assertThat(again.get(i).open().readAllBytes())
                    .isEqualTo(files.get(i).open().readAllBytes());
        }
    }

    @Test
    void anotherSeedMakesOtherCalls() {
        assertThat(DemoCalls.generate(DemoCarrier.generate(43, NOW), 100).calls())
                .isNotEqualTo(DemoCalls.generate(CARRIER, 100).calls());
    }

    @Test
    void thereAreEnoughCallsOfEveryKind() {
        assertThat(CALLS.calls()).hasSize(24_000).hasSizeGreaterThanOrEqualTo(20_000);
        assertThat(CALLS.calls()).extracting(DemoCall::outcome).contains(CallOutcome.values());
        assertThat(CALLS.calls()).extracting(DemoCall::direction).contains(CallDirection.values());
        long answered = CALLS.calls().stream()
                .filter(call -> call.outcome() == CallOutcome.ANSWERED)
                .count();
        assertThat(answered).isBetween(16_800L, 18_200L);
    }

    @Test
    void callsLieInTheSixtyDaysBeforeNowAndWithinAPlan() {
        for (DemoCall call : CALLS.calls()) {
            assertThat(call.start())
                    .isAfterOrEqualTo(NOW.minus(Duration.ofDays(60)).minusMillis(1));
            assertThat(call.end()).isBeforeOrEqualTo(NOW);
            DemoAccount account = CARRIER.account(call.accountId());
            LocalDate day = LocalDate.ofInstant(call.start(), account.zone());
            assertThat(CARRIER.subscriptionsOf(account.id())).anyMatch(s -> s.activeOn(day));
        }
    }

    @Test
    void oneEndIsTheAccountsAndTheOtherNobodys() {
        Map<String, Long> owners = new HashMap<>();
        CARRIER.accounts().forEach(account -> account.numbers().forEach(number -> owners.put(number, account.id())));

        for (DemoCall call : CALLS.calls()) {
            assertThat(owners.get(call.ownNumber())).isEqualTo(call.accountId());
            assertThat(owners).doesNotContainKey(call.farNumber());
        }
    }

    @Test
    void farEndsAreFictional() {
        Set<String> far = CALLS.calls().stream().map(DemoCall::farNumber).collect(Collectors.toSet());

        assertThat(far)
                .allMatch(number -> number.matches("\\+1[2-9][0-9]{2}55501[0-9]{2}|\\+18005550199"
                        + "|\\+4420794[6]0[0-9]{3}|\\+441614960[0-9]{3}|\\+493023125[0-9]{3}|\\+4917139200[0-9]{2}"
                        + "|\\+3319900[0-9]{4}|\\+6125550[0-9]{4}|\\+468465004[0-9]{2}"
                        + "|\\+522001234567|\\+522221234567|\\+917410410123|\\+918123456789"))
                .contains(FarEnds.TOLL_FREE, "+917410410123");
    }

    @Test
    void householdsTelephoneInTheEveningAndFirmsByDay() {
        assertThat(shareBetween(CustomerKind.RESIDENTIAL, 17, 22)).isGreaterThan(0.35);
        assertThat(shareBetween(CustomerKind.BUSINESS, 8, 18)).isGreaterThan(0.75);
        assertThat(shareBetween(CustomerKind.BUSINESS, 0, 6)).isLessThan(0.03);
    }

    @Test
    void everyCallIsInExactlyOneFileOfItsSwitch() {
        Set<Long> seen = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (DemoFile file : CALLS.files()) {
            assertThat(names.add(file.name())).isTrue();
            file.calls().forEach(call -> assertThat(seen.add(call.id())).isTrue());
            assertThat(file.calls())
                    .allMatch(call -> CARRIER.account(call.accountId())
                            .homeSwitch()
                            .formatName()
                            .equals(file.formatName()));
        }
        assertThat(seen).hasSameSizeAs(CALLS.calls());
        assertThat(CALLS.files())
                .extracting(DemoFile::formatName)
                .contains("asterisk-csv", "freeswitch-json", "freeswitch-csv", "cucm-csv", "ringcentral-json");
    }

    @Test
    void outboundCallsAreRatedSaveThoseToSweden() {
        Tariff tariff = DemoTariffs.load();
        int unrated = 0;
        for (DemoCall call : CALLS.calls()) {
            if (call.direction() == CallDirection.OUTBOUND && call.outcome() == CallOutcome.ANSWERED) {
                RatingResult result = rater(tariff, call).rate(new CallUsage(call.callee(), true, call.talk()));
                if (call.callee().startsWith("+46")) {
                    assertThat(result).isInstanceOf(Unrated.class);
                    unrated++;
                } else {
                    assertThat(result).isInstanceOf(Rated.class);
                }
            }
        }
        assertThat(unrated).isPositive();
    }

    @Test
    void aMonthOfEveryAccountCanBeBilled() {
        Tariff tariff = DemoTariffs.load();
        InvoiceCalculator calculator = new InvoiceCalculator(tariff.currency().currency(), List.of());
        Map<Long, List<RatedCall>> rated = new HashMap<>();
        for (DemoCall call : CALLS.calls()) {
            if (call.direction() == CallDirection.OUTBOUND
                    && rater(tariff, call)
                                    .rate(new CallUsage(
                                            call.callee(), call.outcome() == CallOutcome.ANSWERED, call.talk()))
                            instanceof Rated result) {
                rated.computeIfAbsent(call.accountId(), id -> new ArrayList<>())
                        .add(new RatedCall(Long.toString(call.id()), call.start(), result.charge()));
            }
        }
        BigDecimal sum = BigDecimal.ZERO;
        int withCalls = 0;
        for (DemoAccount account : CARRIER.accounts()) {
            List<PlanSubscription> plans = CARRIER.subscriptionsOf(account.id()).stream()
                    .map(s -> new PlanSubscription(CARRIER.plan(s.planId()).plan(), s.from(), s.until()))
                    .toList();
            Invoice invoice = calculator.calculate(
                    new BillingMonth(YearMonth.of(2026, 10), account.zone()),
                    plans,
                    rated.getOrDefault(account.id(), List.of()));
            sum = sum.add(invoice.total());
            withCalls += invoice.lines(CallsLine.class).isEmpty() ? 0 : 1;
        }
        assertThat(sum).isGreaterThan(new BigDecimal("5000"));
        assertThat(withCalls).isGreaterThan(100);
    }

    private static Rater rater(Tariff tariff, DemoCall call) {
        DemoAccount account = CARRIER.account(call.accountId());
        boolean business = CARRIER.customer(account.customerId()).kind() == CustomerKind.BUSINESS;
        return tariff.rater(business ? DemoTariffs.BUSINESS_PLAN : DemoTariffs.RESIDENTIAL_PLAN);
    }

    private static double shareBetween(CustomerKind kind, int fromHour, int toHour) {
        int all = 0;
        int within = 0;
        for (DemoCall call : CALLS.calls()) {
            DemoAccount account = CARRIER.account(call.accountId());
            if (CARRIER.customer(account.customerId()).kind() == kind) {
                int hour = call.start().atZone(account.zone()).getHour();
                all++;
                within += hour >= fromHour && hour < toHour ? 1 : 0;
            }
        }
        return (double) within / all;
    }
}

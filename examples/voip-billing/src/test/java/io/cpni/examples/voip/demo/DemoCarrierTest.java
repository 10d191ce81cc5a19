package io.cpni.examples.voip.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCarrierTest {

    private static final Instant NOW = Instant.parse("2026-11-21T15:04:05.678901Z");
    private static final DemoCarrier CARRIER = DemoCarrier.generate(42, NOW);

    @Test
    void theSameSeedAndInstantMakeTheSameCarrier() {
        assertThat(DemoCarrier.generate(42, NOW)).isEqualTo(CARRIER);
        assertThat(DemoCarrier.generate(43, NOW).customers()).isNotEqualTo(CARRIER.customers());
    }

    @Test
    void idsRunFromOneWithoutGaps() {
        assertThat(CARRIER.customers()).hasSizeGreaterThanOrEqualTo(320);
        for (int i = 0; i < CARRIER.customers().size(); i++) {
            assertThat(CARRIER.customers().get(i).id()).isEqualTo(i + 1L);
            assertThat(CARRIER.customer(i + 1L)).isSameAs(CARRIER.customers().get(i));
        }
        for (int i = 0; i < CARRIER.accounts().size(); i++) {
            assertThat(CARRIER.accounts().get(i).id()).isEqualTo(i + 1L);
        }
        for (int i = 0; i < CARRIER.subscriptions().size(); i++) {
            assertThat(CARRIER.subscriptions().get(i).id()).isEqualTo(i + 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -7, Long.MAX_VALUE})
    void numbersAreFictionalAndHadOnce(long seed) {
        List<String> numbers = new ArrayList<>();
        DemoCarrier.generate(seed, NOW).accounts().forEach(account -> numbers.addAll(account.numbers()));

        assertThat(numbers)
                .hasSizeGreaterThan(500)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("\\+1[2-9][0-9]{2}55501[0-9]{2}"));
        assertThat(numbers.stream().map(number -> number.substring(2, 5)).collect(Collectors.toSet()))
                .hasSizeGreaterThan(30)
                .contains("212", "415");
    }

    @Test
    void eachCustomerHasOneToThreeAccountsOfBothKinds() {
        Map<Long, Long> accounts = CARRIER.accounts().stream()
                .collect(Collectors.groupingBy(DemoAccount::customerId, Collectors.counting()));

        assertThat(accounts).hasSize(CARRIER.customers().size());
        assertThat(Set.copyOf(accounts.values())).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(CARRIER.customers()).extracting(DemoCustomer::kind).contains(CustomerKind.values());
        assertThat(CARRIER.customers()).extracting(DemoCustomer::unlisted).contains(true, false);
        assertThat(CARRIER.accounts()).extracting(DemoAccount::homeSwitch).contains(DemoSwitch.values());
    }

    @Test
    void approvalsAreDealtInTheSharesPromised() {
        Map<ApprovalKind, Integer> counts = new EnumMap<>(ApprovalKind.class);
        CARRIER.customers().forEach(customer -> counts.merge(customer.approval().kind(), 1, Integer::sum));

        // Of 340 customers.
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        ApprovalKind.NONE, 51,
                        ApprovalKind.PENDING, 34,
                        ApprovalKind.DEEMED, 119,
                        ApprovalKind.OPT_IN, 51,
                        ApprovalKind.OPTED_OUT, 68,
                        ApprovalKind.LAPSED, 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T15:04:05Z", "2024-02-29T00:00:00Z", "2028-03-01T23:59:59Z"})
    void storiesHoldWheneverTheDemoStarts(String start) {
        Instant now = Instant.parse(start);
        for (DemoCustomer customer : DemoCarrier.generate(5, now).customers()) {
            ApprovalStory story = customer.approval();
            Instant sent = story.noticeSentAt();
            if (sent == null) {
                assertThat(story.kind()).isEqualTo(ApprovalKind.NONE);
                continue;
            }
            LocalDate today = LocalDate.ofInstant(now, customer.zone());
            LocalDate sentOn = LocalDate.ofInstant(sent, customer.zone());
            // A letter counts from the third day; one day more covers what zones can do.
            LocalDate waitIsOver = sentOn.plusDays(3 + 30 + 1);
            LocalDate lastDay = sentOn.plusYears(2);
            switch (story.kind()) {
                case NONE -> assertThat(sent).isNull();
                case PENDING -> assertThat(today).isBefore(sentOn.plusDays(30));
                case DEEMED -> assertThat(today).isAfter(waitIsOver).isBefore(lastDay);
                case LAPSED -> assertThat(today).isAfter(lastDay);
                case OPT_IN, OPTED_OUT ->
                    assertThat(story.answeredAt()).isAfter(sent).isBefore(now);
            }
        }
    }

    @Test
    void everyAccountHasAPlanThatStandsAloneAndNeverTwoAtATime() {
        for (DemoAccount account : CARRIER.accounts()) {
            CustomerKind kind = CARRIER.customer(account.customerId()).kind();
            List<DemoSubscription> main = CARRIER.subscriptionsOf(account.id()).stream()
                    .filter(s -> !CARRIER.plan(s.planId()).addOn())
                    .toList();
            assertThat(main).isNotEmpty();
            LocalDate today = LocalDate.ofInstant(NOW, account.zone());
            for (int back = 0; back < 70; back++) {
                LocalDate day = today.minusDays(back);
                assertThat(main.stream().filter(s -> s.activeOn(day)).count()).isLessThanOrEqualTo(1);
            }
            assertThat(CARRIER.subscriptionsOf(account.id()))
                    .allMatch(s -> CARRIER.plan(s.planId()).kind() == kind);
        }
        assertThat(CARRIER.subscriptions()).extracting(DemoSubscription::until).containsNull();
        assertThat(CARRIER.subscriptions()).anyMatch(s -> s.until() != null);
    }

    @Test
    void plansCoverAllServiceCategoriesAndRatingPlansExist() {
        assertThat(CARRIER.plans()).hasSizeBetween(6, 8);
        assertThat(CARRIER.plans()).extracting(DemoPlan::category).contains(DemoServiceCategory.values());
        assertThat(DemoTariffs.load().plans().keySet())
                .containsAll(
                        CARRIER.plans().stream().map(DemoPlan::ratingPlanId).collect(Collectors.toSet()));
        Set<String> subscribed =
                CARRIER.subscriptions().stream().map(DemoSubscription::planId).collect(Collectors.toSet());
        assertThat(subscribed)
                .isEqualTo(CARRIER.plans().stream().map(DemoPlan::id).collect(Collectors.toSet()));
    }
}

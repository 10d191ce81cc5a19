package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.ask;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.click;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.letter;
import static io.cpni.approval.Histories.optInPage;
import static io.cpni.approval.Histories.optOut;
import static io.cpni.approval.Histories.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.customer.CustomerId;
import io.cpni.label.DataCategory;
import io.cpni.purpose.RecipientKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ApprovalStore} does. A store's test extends this and gives an empty store. */
public abstract class ApprovalStoreContract {

    private static final int THREADS = 8;

    /** Returns a store that is empty at the beginning of a test, and the same one until its end. */
    protected abstract ApprovalStore store();

    /** Returns another node's store on the same data; the same store where there is but one node. */
    protected abstract ApprovalStore otherNode();

    /** Returns the id of a customer that a test is about; different for different numbers. */
    protected CustomerId customer(int number) {
        return CustomerId.of(number);
    }

    @Test
    void aCustomerWithoutLedgerIsInNoState() {
        assertThat(store().events(customer(1))).isEmpty();
        assertThat(store().stateAt(customer(1), OWN_MARKETING, at("2026-11-20T12:00")))
                .isEqualTo(ApprovalState.NONE);
        assertThat(store().scopes().covering(OWN_MARKETING)).isEmpty();
    }

    @Test
    @Regulation("64.2007(a)(3)")
    void everyPieceOfEvidenceComesBackAsItWas() {
        List<ApprovalEvent> evidence = List.of(
                email("bounced", "2026-02-01T10:00").build(),
                new Notice(
                        new NoticeId("letter; 2026, \"spring\""),
                        at("2026-03-01T10:00:00.123456"),
                        at("2026-03-02T08:00"),
                        ApprovalKind.OPT_OUT,
                        ContactChannel.MAIL,
                        new ApprovalScope(
                                Optional.of(Set.of(RecipientKind.AFF_COMM, RecipientKind.THIRD)),
                                Optional.of(Set.of("*", "Acme; Sons, Inc.", "Überland")),
                                Optional.empty(),
                                Optional.of(Set.of(DataCategory.USAGE))),
                        WaitingPeriod.ofDays(45),
                        Histories.LOS_ANGELES,
                        Set.of(NoticeRequirement.CLEAR, NoticeRequirement.LASTS),
                        Optional.of(new NoticeId("bounced"))),
                optInPage("page", "2026-03-03T10:00").build(),
                new OptIn(
                        at("2026-03-03T10:01"),
                        at("2026-03-03T10:02"),
                        ContactChannel.PHONE,
                        Optional.of(new NoticeId("page")),
                        false,
                        Optional.of("recording 7")),
                new OptIn(
                        at("2026-03-03T10:01"),
                        at("2026-03-03T10:02"),
                        ContactChannel.KEYPAD,
                        Optional.empty(),
                        true,
                        Optional.empty()),
                new OptOut(
                        Instant.parse("1996-01-01T00:00:00Z"),
                        Instant.parse("2200-12-31T23:59:59.999999Z"),
                        ContactChannel.STORE,
                        to(RecipientKind.AGENT)),
                new Bounce(at("2026-02-02T10:00"), at("2026-02-03T10:00"), new NoticeId("bounced")),
                new Outage(at("2026-02-02T10:00"), at("2026-02-03T10:00"), Optional.of(at("2026-02-04T10:00"))),
                Outage.running(at("2026-02-05T10:00")),
                new ServiceEnded(at("2026-06-01T00:00"), at("2026-05-20T10:00")),
                new ServiceBegan(at("2026-07-01T00:00"), at("2026-06-20T10:00")),
                CustomerCall.begun(at("2026-07-02T15:00"), Contact.Party.US)
                        .recordedAt(at("2026-07-02T16:00"))
                        .until(at("2026-07-02T15:10"))
                        .noticeAt(at("2026-07-02T15:01"))
                        .approvedAt(at("2026-07-02T15:02"))
                        .unauthenticated()
                        .build(),
                CustomerCall.begun(at("2026-07-03T15:00"), Contact.Party.CUSTOMER)
                        .build(),
                PreferenceChange.doNotCall(at("2026-07-04T15:00"), new ContactId("line; 2")),
                new PreferenceChange(
                        at("2026-07-04T15:00"),
                        at("2026-07-05T15:00"),
                        PreferenceFlag.PARTNER_SHARING,
                        false,
                        Optional.empty()));

        store().appendAll(customer(1), evidence);

        assertThat(otherNode().events(customer(1))).containsExactlyElementsOf(evidence);
    }

    @Test
    void theLedgerHasTheOrderOfTheAppends() {
        Notice late = email("n2", "2026-05-05T12:00").build();
        Notice early = email("n1", "2024-05-05T12:00").build();
        OptOut out = optOut("2025-01-01T12:00");

        store().append(customer(1), late);
        store().appendAll(customer(1), List.of(early, out));

        assertThat(store().events(customer(1))).containsExactly(late, early, out);
    }

    @Test
    @Regulation({"64.2008(d)(1)", "64.2008(d)(2)"})
    void statesChangeWithTimeAlone() {
        store().append(customer(1), letter("n1", "2024-11-20T10:00").build());

        assertState(1, "2024-11-20T09:59:59.999999", ApprovalState.NONE);
        assertState(1, "2024-11-20T10:00", ApprovalState.PENDING);
        assertState(1, "2024-12-23T23:59:59.999999", ApprovalState.PENDING);
        assertState(1, "2024-12-24T00:00", ApprovalState.DEEMED);
        assertState(1, "2026-11-20T23:59:59.999999", ApprovalState.DEEMED);
        assertState(1, "2026-11-21T00:00", ApprovalState.LAPSED);
    }

    @Test
    @Regulation("64.2007(a)(2)")
    void anOptOutIsInForceOnEveryNodeAfterTheAppend() {
        store().append(customer(1), email("n1", "2026-05-05T12:00").build());
        assertThat(otherNode().stateAt(customer(1), OWN_MARKETING, at("2026-07-01T12:00")))
                .isEqualTo(ApprovalState.DEEMED);

        store().append(customer(1), optOut("2026-07-01T12:00"));

        assertThat(otherNode().stateAt(customer(1), OWN_MARKETING, at("2026-07-01T12:00")))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    void customersDoNotTouchEachOther() {
        store().append(customer(1), optOut("2026-07-01T12:00"));
        store().append(customer(2), email("n1", "2026-05-05T12:00").build());

        assertState(1, "2026-07-01T12:00", ApprovalState.OPTED_OUT);
        assertState(2, "2026-07-01T12:00", ApprovalState.DEEMED);
    }

    @Test
    @Regulation("R-TIME-5")
    void whatWasKnownThenAndWhatIsKnownNowAreDifferentQuestions() {
        Instant received = at("2026-07-10T17:00");
        Instant recorded = at("2026-07-13T09:00");
        store().append(customer(1), email("n1", "2026-05-05T12:00").build());
        store().append(customer(1), new OptOut(received, recorded, ContactChannel.MAIL, ApprovalScope.everything()));

        assertThat(store().stateAt(customer(1), OWN_MARKETING, received)).isEqualTo(ApprovalState.DEEMED);
        assertThat(store().stateAt(customer(1), OWN_MARKETING, recorded)).isEqualTo(ApprovalState.OPTED_OUT);
        assertThat(store().stateAt(customer(1), OWN_MARKETING, received, recorded))
                .isEqualTo(ApprovalState.OPTED_OUT);
        assertThat(store().stateAt(customer(1), OWN_MARKETING, received, received))
                .isEqualTo(ApprovalState.DEEMED);
    }

    @Test
    @Regulation(value = "64.2008(d)(3)(iii)", rules = "R-2008-d3iii")
    void aBounceEndsTheApprovalAndSaysWhatToReview() {
        store().append(customer(1), email("n1", "2026-09-01T10:00").build());
        Bounce bounce = Bounce.of(at("2026-10-10T14:00"), new NoticeId("n1"));
        store().append(customer(1), bounce);

        assertState(1, "2026-10-10T13:59:59.999999", ApprovalState.DEEMED);
        assertState(1, "2026-10-10T14:00", ApprovalState.NONE);
        assertThat(store().reviewFrom(customer(1), OWN_MARKETING, at("2026-10-10T14:00")))
                .contains(at("2026-10-02T00:00"));
        ApprovalFinding finding =
                store().approvalAsOf(customer(1), OWN_MARKETING, at("2026-10-10T14:00"), at("2026-10-10T14:00"));
        assertThat(finding.rule()).contains(ApprovalRule.NOTICE_BOUNCED);
        assertThat(finding.references()).containsExactly("NOTICE n1", "BOUNCE 2026-10-10T18:00:00Z");
    }

    @Test
    @Regulation(value = "64.2008(d)(3)(iii)", rules = "R-2008-d3iii")
    void aBounceOfANoticeThatIsNotOnRecordIsRefused() {
        Bounce bounce = Bounce.of(at("2026-10-10T14:00"), new NoticeId("n1"));

        assertThatThrownBy(() -> store().append(customer(1), bounce))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("notice of a bounce");

        store().appendAll(
                        customer(1),
                        List.of(bounce, email("n1", "2026-09-01T10:00").build()));
        assertState(1, "2026-11-01T12:00", ApprovalState.NONE);
    }

    @Test
    @Regulation(
            value = {"222(d)(3)", "64.2008(f)"},
            rules = {"R-222-d3", "R-2008-f"})
    void aCallRunsUntilItsEndIsRecorded() {
        CustomerCall.Builder call = CustomerCall.begun(at("2026-11-19T15:00"), Contact.Party.CUSTOMER)
                .approvedAt(at("2026-11-19T15:02"));
        store().append(customer(1), call.build());
        assertThat(store().oneTimeAt(customer(1), at("2026-11-19T17:00"))).containsOnly(OneTimeBasis.CALL_BY_CUSTOMER);

        Instant over = at("2026-11-19T15:12");
        store().append(customer(1), call.until(over).recordedAt(over).build());

        assertThat(store().oneTimeAt(customer(1), at("2026-11-19T15:01:59"))).isEmpty();
        assertThat(store().oneTimeAt(customer(1), at("2026-11-19T15:11:59")))
                .containsOnly(OneTimeBasis.CALL_BY_CUSTOMER);
        assertThat(store().oneTimeAt(customer(1), over)).isEmpty();
        assertState(1, "2026-11-19T15:05", ApprovalState.NONE);
    }

    @Test
    @Regulation(
            value = "64.1200(d)",
            rules = {"R-DNC-1", "R-DNC-2", "R-SEED-OPT"})
    void preferencesAreAnsweredFromTheirOwnIntervals() {
        ContactId line = new ContactId("line2");
        store().append(customer(1), PreferenceChange.doNotCall(at("2026-06-03T10:00"), line));
        store().append(customer(1), PreferenceChange.refusal(at("2026-07-03T10:00"), PreferenceFlag.MARKETING_CONTACT));

        CustomerPreferences june = store().preferencesAt(customer(1), at("2026-06-03T10:00"));
        CustomerPreferences july = store().preferencesAt(customer(1), at("2026-07-03T10:00"));

        assertThat(store().preferencesAt(customer(1), at("2026-06-03T09:59:59")))
                .isEqualTo(CustomerPreferences.none());
        assertThat(june.refusesCallsTo(line)).isTrue();
        assertThat(june.refusesCallsTo(new ContactId("line1"))).isFalse();
        assertThat(june.refusesMarketingContact()).isFalse();
        assertThat(july.refusesMarketingContact()).isTrue();
        assertState(1, "2026-07-03T10:00", ApprovalState.NONE);
    }

    @Test
    void aSecondNoticeWithTheSameIdIsRefusedWithAllThatCameWithIt() {
        Notice first = email("n1", "2026-05-05T12:00").build();
        store().append(customer(1), first);

        assertThatThrownBy(() -> store().appendAll(
                                customer(1),
                                List.of(
                                        optOut("2026-05-06T12:00"),
                                        letter("n1", "2026-05-06T12:00").build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same id");

        assertThat(store().events(customer(1))).containsExactly(first);
        assertState(1, "2026-07-01T12:00", ApprovalState.DEEMED);
    }

    @Test
    void differentCustomersMayHaveNoticesWithOneId() {
        store().append(customer(1), email("n1", "2026-05-05T12:00").build());
        store().append(customer(2), email("n1", "2026-05-05T12:00").build());

        assertThat(store().events(customer(2))).hasSize(1);
    }

    @Test
    void nothingToAppendIsNothing() {
        store().appendAll(customer(1), List.of());

        assertThat(store().events(customer(1))).isEmpty();
    }

    @Test
    void storedStatesAreThoseOfTheTimeline() {
        Random random = new Random(20261121);
        for (int number = 1; number <= 40; number++) {
            List<ApprovalEvent> history = RandomScopes.history(random);
            int half = history.size() / 2;
            store().appendAll(customer(number), history.subList(0, half));
            otherNode().appendAll(customer(number), history.subList(half, history.size()));
            ApprovalTimeline timeline = ApprovalTimeline.of(history);
            for (int i = 0; i < 20; i++) {
                ApprovalAsk ask = RandomScopes.ask(random);
                Instant instant = RandomScopes.instant(random);

                assertThat(store().stateAt(customer(number), ask, instant)).isEqualTo(timeline.stateAt(ask, instant));
                assertThat(store().oneTimeAt(customer(number), instant))
                        .isEqualTo(OneTimeTimeline.of(history).at(instant));
                assertThat(store().preferencesAt(customer(number), instant))
                        .isEqualTo(PreferenceTimeline.of(history).at(instant));
            }
        }
    }

    @Test
    void theDictionaryDividesItsIdsForEveryUse() {
        Random random = new Random(5);
        for (int number = 1; number <= 20; number++) {
            store().appendAll(customer(number), RandomScopes.history(random));
        }
        ApprovalScopes scopes = otherNode().refreshScopes();

        assertThat(scopes.version()).isPositive();
        for (int i = 0; i < 50; i++) {
            ApprovalAsk ask = RandomScopes.ask(random);
            assertThat(scopes.covering(ask)).doesNotContainAnyElementsOf(scopes.notCovering(ask));
            assertThat(scopes.covering(ask).size() + scopes.notCovering(ask).size())
                    .isEqualTo((int) scopes.version());
        }
    }

    @Test
    void aNodeKnowsTheScopesOfItsOwnAppendsAtOnceAndOthersAfterARefresh() {
        long before = otherNode().scopes().version();
        store().scopes();
        store().append(customer(1), optOut("2026-05-06T12:00", to(RecipientKind.AGENT)));

        assertThat(store().scopes().version()).isGreaterThan(before);
        assertThat(otherNode().refreshScopes().version())
                .isEqualTo(store().scopes().version());
        assertThat(otherNode().refreshScopes()).isSameAs(otherNode().scopes());
    }

    @Test
    void customersWithTheSameHistoryShareTheirScopes() {
        store().append(customer(1), email("n1", "2026-05-05T12:00").build());
        long version = store().refreshScopes().version();

        store().append(customer(2), letter("other", "2025-05-05T12:00").build());

        assertThat(store().refreshScopes().version()).isEqualTo(version);
    }

    @Test
    void concurrentAppendsForOneCustomerAreAllKept() throws Exception {
        inParallel(thread -> {
            ApprovalStore node = thread % 2 == 0 ? store() : otherNode();
            for (int i = 0; i < 10; i++) {
                String id = thread + "-" + i;
                node.append(
                        customer(1),
                        optInPage(id, "2026-05-05T12:00")
                                .scope(to(RecipientKind.THIRD, "Partner " + thread))
                                .build());
                if (i == 9) {
                    node.append(customer(1), click(id, "2026-05-05T12:10"));
                }
            }
        });

        assertThat(store().events(customer(1))).hasSize(THREADS * 11).doesNotHaveDuplicates();
        for (int thread = 0; thread < THREADS; thread++) {
            assertThat(store().stateAt(
                                    customer(1), ask(RecipientKind.THIRD, "Partner " + thread), at("2026-05-05T12:10")))
                    .isEqualTo(ApprovalState.OPT_IN);
        }
    }

    @Test
    void concurrentFirstAppendsForManyCustomersAreAllKept() throws Exception {
        inParallel(thread -> {
            ApprovalStore node = thread % 2 == 0 ? store() : otherNode();
            for (int number = 1; number <= 25; number++) {
                node.append(customer(number), optOut("2026-05-05T12:00", to(RecipientKind.THIRD, "Partner " + number)));
                node.append(
                        customer(1000 + thread * 100 + number),
                        optOut("2026-05-05T12:00", to(RecipientKind.AGENT, "Agent " + number)));
            }
        });

        for (int number = 1; number <= 25; number++) {
            assertThat(store().events(customer(number))).hasSize(THREADS);
            assertThat(store().stateAt(
                                    customer(number),
                                    ask(RecipientKind.THIRD, "Partner " + number),
                                    at("2026-05-05T12:00")))
                    .isEqualTo(ApprovalState.OPTED_OUT);
        }
        assertThat(store().refreshScopes().version()).isEqualTo(50);
    }

    @Test
    void someHundredCustomersAreSeededInSeconds() {
        Set<CustomerId> seeded = new HashSet<>();
        long start = System.nanoTime();

        for (int number = 1; number <= 300; number++) {
            List<ApprovalEvent> history = new ArrayList<>();
            history.add(email("n1", "2024-05-05T12:00").build());
            history.add(email("n2", "2026-04-05T12:00").build());
            if (number % 3 == 0) {
                history.add(optOut("2026-06-05T12:00"));
            }
            store().appendAll(customer(number), history);
            seeded.add(customer(number));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(seeded).hasSize(300);
        assertState(300, "2026-07-01T12:00", ApprovalState.OPTED_OUT);
    }

    private void assertState(int customer, String local, ApprovalState expected) {
        assertThat(store().stateAt(customer(customer), OWN_MARKETING, at(local)))
                .isEqualTo(expected);
    }

    private static void inParallel(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                Callable<Boolean> task = () -> {
                    start.await();
                    work.run(thread);
                    return true;
                };
                results.add(threads.submit(task));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(int thread);
    }
}

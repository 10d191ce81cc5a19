package io.cpni.approval;

import static io.cpni.approval.Histories.NEW_YORK;
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
import io.cpni.accessor.ContactChannel;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ApprovalTimelineTest {

    private static final Instant LONG_AFTER = at("2027-06-01T12:00");

    @Test
    void withoutEventsNothingWasAskedOrAnswered() {
        assertThat(ApprovalTimeline.of(List.of()).intervals(OWN_MARKETING)).isEmpty();
        assertThat(ApprovalTimeline.of(List.of()).cells()).isEmpty();
        assertThat(ApprovalTimeline.of(List.of()).stateAt(OWN_MARKETING, LONG_AFTER))
                .isEqualTo(ApprovalState.NONE);
    }

    @ParameterizedTest
    @EnumSource(NoticeRequirement.class)
    @Regulation({"64.2008(c)", "64.2008(d)(3)"})
    void anOptOutNoticeThatMissesARequirementIsVoid(NoticeRequirement requirement) {
        assertThat(stateLongAfter(email("n1", "2026-09-01T10:00")
                        .unmet(Set.of(requirement))
                        .build()))
                .isEqualTo(ApprovalState.NONE);
    }

    @ParameterizedTest
    @EnumSource(value = NoticeRequirement.class, names = "STATES_WAIT", mode = Mode.EXCLUDE)
    @Regulation(
            value = {"64.2003(k)", "64.2008(c)"},
            rules = {"R-2003-k", "R-2008-c"})
    void anAgreementAfterAVoidNoticeIsNone(NoticeRequirement requirement) {
        assertThat(stateLongAfter(
                        Notice.askingToOptIn(new NoticeId("n1"), at("2026-09-01T10:00"), ContactChannel.EMAIL, NEW_YORK)
                                .unmet(Set.of(requirement))
                                .build(),
                        click("n1", "2026-09-01T10:05")))
                .isEqualTo(ApprovalState.NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = NoticeRequirement.class,
            names = {"EMAIL_CONSENT", "REPLY_TO_OPT_OUT", "CLEAR_SUBJECT"})
    @Regulation(value = "64.2008(d)(3)", rules = "R-2008-d3")
    void whatOnlyAnEmailCanHaveIsAskedOfNoLetter(NoticeRequirement requirement) {
        assertThat(stateLongAfter(letter("n1", "2026-09-01T10:00")
                        .unmet(Set.of(requirement))
                        .build()))
                .isEqualTo(ApprovalState.DEEMED);
        assertThat(stateLongAfter(letter("n1", "2026-09-01T10:00")
                        .unmet(Set.of(requirement, NoticeRequirement.FREE_24_7))
                        .build()))
                .isEqualTo(ApprovalState.NONE);
    }

    @Test
    @Regulation("64.2008(c)")
    void anOptInNoticeNeedStateNoWait() {
        assertThat(stateLongAfter(
                        optInPage("n1", "2026-09-01T10:00")
                                .unmet(Set.of(NoticeRequirement.STATES_WAIT))
                                .build(),
                        click("n1", "2026-09-01T10:05")))
                .isEqualTo(ApprovalState.OPT_IN);
    }

    @Test
    @Regulation("64.2008(c)")
    void aVoidNoticeDoesNotSpoilALaterValidOne() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                email("n1", "2026-03-03T09:00")
                        .unmet(Set.of(NoticeRequirement.CLEAR_SUBJECT))
                        .build(),
                email("n2", "2026-06-03T09:00").build()));

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-04-10T12:00"))).isEqualTo(ApprovalState.NONE);
        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-07-03T23:59:59.999999")))
                .isEqualTo(ApprovalState.PENDING);
        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-07-04T00:00"))).isEqualTo(ApprovalState.DEEMED);
    }

    @Test
    @Regulation("64.2008(d)(1)")
    void aWaitOfThirtyDaysIsEnoughAndOfTwentyNineIsNot() {
        assertThat(stateLongAfter(letter("n1", "2026-07-13T09:00").waitDays(30).build()))
                .isEqualTo(ApprovalState.DEEMED);
        assertThat(stateLongAfter(letter("n1", "2026-07-13T09:00").waitDays(29).build()))
                .isEqualTo(ApprovalState.NONE);
    }

    @ParameterizedTest
    @EnumSource(ContactChannel.class)
    @Regulation("64.2008(d)")
    void onlyAWrittenOrElectronicNoticeStartsAWait(ContactChannel channel) {
        Notice notice = Notice.askingToOptOut(new NoticeId("n1"), at("2026-07-13T09:00"), channel, NEW_YORK)
                .build();

        assertThat(stateLongAfter(notice))
                .isEqualTo(
                        EnumSet.of(ContactChannel.MAIL, ContactChannel.EMAIL, ContactChannel.ONLINE)
                                        .contains(channel)
                                ? ApprovalState.DEEMED
                                : ApprovalState.NONE);
    }

    @ParameterizedTest
    @EnumSource(ContactChannel.class)
    @Regulation({"64.2007(a)(1)", "R-CON-1", "R-CON-2", "R-CON-3", "R-CON-4"})
    void aSpokenAgreementNeedsProof(ContactChannel channel) {
        NoticeId id = new NoticeId("n1");
        Notice notice = Notice.askingToOptIn(id, at("2026-08-20T14:00"), channel, NEW_YORK)
                .build();
        boolean spoken = channel == ContactChannel.PHONE || channel == ContactChannel.STORE;

        assertThat(stateLongAfter(notice, OptIn.inWriting(at("2026-08-20T14:02"), channel, id)))
                .isEqualTo(spoken ? ApprovalState.NONE : ApprovalState.OPT_IN);
        assertThat(stateLongAfter(notice, OptIn.spoken(at("2026-08-20T14:02"), channel, id, "REC-17")))
                .isEqualTo(ApprovalState.OPT_IN);
    }

    @Test
    @Regulation("64.2003(k)")
    void anAgreementByAnotherPersonIsNone() {
        OptIn byNeighbour = new OptIn(
                at("2026-08-27T14:05"),
                at("2026-08-27T14:05"),
                ContactChannel.MAIL,
                Optional.of(new NoticeId("n1")),
                false,
                Optional.of("scan 3"));

        assertThat(stateLongAfter(optInPage("n1", "2026-08-20T14:00").build(), byNeighbour))
                .isEqualTo(ApprovalState.NONE);
    }

    @Test
    @Regulation("64.2003(k)")
    void anAgreementWithoutNoticeIsNone() {
        OptIn unasked = new OptIn(
                at("2026-08-27T14:05"),
                at("2026-08-27T14:05"),
                ContactChannel.ONLINE,
                Optional.empty(),
                true,
                Optional.empty());

        assertThat(stateLongAfter(unasked)).isEqualTo(ApprovalState.NONE);
        assertThat(stateLongAfter(click("unknown", "2026-08-27T14:05"))).isEqualTo(ApprovalState.NONE);
    }

    @Test
    @Regulation("64.2003(k)")
    void anAgreementBeforeItsNoticeIsNone() {
        assertThat(stateLongAfter(
                        click("n1", "2026-07-01T12:00:00"),
                        optInPage("n1", "2026-07-01T12:00:00.000001").build()))
                .isEqualTo(ApprovalState.NONE);
        assertThat(stateLongAfter(
                        click("n1", "2026-07-01T12:00:00"),
                        optInPage("n1", "2026-07-01T12:00:00").build()))
                .isEqualTo(ApprovalState.OPT_IN);
    }

    @Test
    @Regulation("64.2007(a)(2)")
    void anInvalidAgreementDoesNotLiftARefusal() {
        assertThat(stateLongAfter(optOut("2026-05-01T10:00"), click("unknown", "2026-08-27T14:05")))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    @Regulation("64.2003(k)")
    void anExpressYesToAnOptOutNoticeIsAgreement() {
        ApprovalTimeline timeline =
                ApprovalTimeline.of(List.of(email("n1", "2026-09-01T10:00").build(), click("n1", "2026-09-05T10:00")));

        assertThat(timeline.intervals(OWN_MARKETING))
                .extracting(ApprovalInterval::state)
                .containsExactly(ApprovalState.PENDING, ApprovalState.OPT_IN);
    }

    @Test
    @Regulation({"64.2007(a)(2)", "R-TIME-5"})
    void atTheSameInstantTheRefusalWinsInWhateverOrder() {
        Notice notice = optInPage("n1", "2026-07-01T12:00").build();
        OptIn in = click("n1", "2026-07-01T12:05");
        OptOut out = optOut("2026-07-01T12:05");

        for (List<ApprovalEvent> events :
                List.<List<ApprovalEvent>>of(List.of(notice, in, out), List.of(out, in, notice))) {
            assertThat(ApprovalTimeline.of(events).intervals(OWN_MARKETING))
                    .containsExactly(new ApprovalInterval(
                            ApprovalState.OPTED_OUT, at("2026-07-01T12:05"), ApprovalInterval.FOREVER));
        }
    }

    @Test
    @Regulation({"64.2007(a)(2)", "R-LIFE-5"})
    void oneMicrosecondDecidesWhichWordIsTheLast() {
        Notice notice = optInPage("n1", "2026-07-01T12:00").build();

        assertThat(stateLongAfter(notice, optOut("2026-07-01T12:05"), click("n1", "2026-07-01T12:05:00.000001")))
                .isEqualTo(ApprovalState.OPT_IN);
        assertThat(stateLongAfter(notice, click("n1", "2026-07-01T12:05"), optOut("2026-07-01T12:05:00.000001")))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    @Regulation("R-LIFE-5")
    void aNoticeToACustomerWhoAgreedChangesNothing() {
        assertThat(stateLongAfter(
                        optInPage("n1", "2024-01-05T12:00").build(),
                        click("n1", "2024-01-05T12:05"),
                        email("n2", "2026-01-05T12:00").build()))
                .isEqualTo(ApprovalState.OPT_IN);
    }

    @Test
    @Regulation("64.2008(d)(1)")
    void aSecondNoticeInTheWaitLeavesTheWaitAndRenewsTheTwoYears() {
        assertThat(intervals(
                        email("n1", "2026-05-05T12:00").build(),
                        email("n2", "2026-05-20T12:00").build()))
                .containsExactly(
                        new ApprovalInterval(ApprovalState.PENDING, at("2026-05-05T12:00"), at("2026-06-05T00:00")),
                        new ApprovalInterval(ApprovalState.DEEMED, at("2026-06-05T00:00"), at("2028-05-21T00:00")),
                        new ApprovalInterval(ApprovalState.LAPSED, at("2028-05-21T00:00"), ApprovalInterval.FOREVER));
    }

    @Test
    @Regulation("64.2008(d)(2)")
    void aRenewalIsTimelyUntilTheLastMicrosecondOfTheAnniversary() {
        Notice first = email("n1", "2024-05-05T12:00").build();

        assertThat(intervals(first, email("n2", "2026-05-05T23:59:59.999999").build()))
                .extracting(ApprovalInterval::state)
                .containsExactly(ApprovalState.PENDING, ApprovalState.DEEMED, ApprovalState.LAPSED);
        assertThat(intervals(first, email("n2", "2026-05-06T00:00").build()))
                .extracting(ApprovalInterval::state)
                .containsExactly(
                        ApprovalState.PENDING,
                        ApprovalState.DEEMED,
                        ApprovalState.PENDING,
                        ApprovalState.DEEMED,
                        ApprovalState.LAPSED);
    }

    @Test
    @Regulation("64.2008(d)(2)")
    void aVoidRenewalRenewsNothing() {
        assertThat(intervals(
                        email("n1", "2024-05-05T12:00").build(),
                        email("n2", "2026-04-20T12:00")
                                .unmet(Set.of(NoticeRequirement.FREE_24_7))
                                .build()))
                .last()
                .isEqualTo(
                        new ApprovalInterval(ApprovalState.LAPSED, at("2026-05-06T00:00"), ApprovalInterval.FOREVER));
    }

    @Test
    @Regulation("64.2008(d)(2)")
    void aRenewalForSomeRecipientsLetsTheOthersLapse() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                email("n1", "2024-05-05T12:00").build(),
                email("n2", "2026-04-20T12:00").scope(to(RecipientKind.STAFF)).build()));

        assertThat(timeline.stateAt(OWN_MARKETING, LONG_AFTER)).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.stateAt(ask(RecipientKind.AFF_COMM, "Delta Net"), LONG_AFTER))
                .isEqualTo(ApprovalState.LAPSED);
    }

    @Test
    @Regulation("64.2008(d)(2)")
    void aWiderRenewalMakesTheNewRecipientsWait() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                email("n1", "2025-05-05T12:00").scope(to(RecipientKind.STAFF)).build(),
                email("n2", "2026-05-05T12:00").build()));
        Instant soonAfter = at("2026-05-10T12:00");

        assertThat(timeline.stateAt(OWN_MARKETING, soonAfter)).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.stateAt(ask(RecipientKind.AFF_COMM, "Delta Net"), soonAfter))
                .isEqualTo(ApprovalState.PENDING);
    }

    @Test
    @Regulation("64.2008(d)(1)")
    void aWaitLongerThanTwoYearsNeverEnds() {
        assertThat(intervals(email("n1", "2024-05-05T12:00").waitDays(1000).build()))
                .extracting(ApprovalInterval::state)
                .containsExactly(ApprovalState.PENDING, ApprovalState.LAPSED);
    }

    @Test
    @Regulation({"R-TIME-1", "R-TIME-2"})
    void whereMidnightIsSkippedTheDayBeginsLater() {
        // Havana puts its clocks forward at midnight: 8 March 2026 begins at 01:00.
        ZoneId havana = ZoneId.of("America/Havana");
        Notice notice = Notice.askingToOptOut(
                        new NoticeId("n1"), at("2026-02-05T12:00", havana), ContactChannel.EMAIL, havana)
                .build();

        assertThat(intervals(notice))
                .element(1)
                .extracting(ApprovalInterval::from)
                .isEqualTo(Instant.parse("2026-03-08T05:00:00Z"));
    }

    @Test
    @Regulation("R-TIME-1")
    void theZoneFrozenOnTheNoticeCounts() {
        ZoneId phoenix = ZoneId.of("America/Phoenix");
        Notice notice = Notice.askingToOptOut(
                        new NoticeId("n1"), at("2026-02-20T23:30", phoenix), ContactChannel.EMAIL, phoenix)
                .build();

        assertThat(intervals(notice))
                .element(1)
                .extracting(ApprovalInterval::from)
                .isEqualTo(Instant.parse("2026-03-23T07:00:00Z"));
    }

    @Test
    @Regulation("R-TIME-5")
    void aRefusalRecordedLaterIsUnknownInBetween() {
        Instant received = at("2026-07-10T17:00");
        Instant recorded = at("2026-07-13T09:00");
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                email("n1", "2026-05-05T12:00").build(),
                new OptOut(received, recorded, ContactChannel.MAIL, ApprovalScope.everything())));

        assertThat(timeline.stateAt(OWN_MARKETING, recorded.minusNanos(1000))).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.stateAt(OWN_MARKETING, recorded)).isEqualTo(ApprovalState.OPTED_OUT);
        assertThat(timeline.stateAt(OWN_MARKETING, received, recorded.minusNanos(1000)))
                .isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.stateAt(OWN_MARKETING, received, recorded)).isEqualTo(ApprovalState.OPTED_OUT);
        assertThat(timeline.stateAt(OWN_MARKETING, received.minusNanos(1000), recorded))
                .isEqualTo(ApprovalState.DEEMED);
    }

    @Test
    @Regulation("R-TIME-5")
    void anEventRecordedBeforeItHappensWaitsForItsInstant() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(letter("n1", "2026-09-01T10:00")
                .recordedAt(at("2026-08-28T16:00"))
                .build()));

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-09-01T09:59:59.999999")))
                .isEqualTo(ApprovalState.NONE);
        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-09-01T10:00"))).isEqualTo(ApprovalState.PENDING);
    }

    @Test
    @Regulation("R-TIME-5")
    void anAgreementCountsOnceItsNoticeIsRecordedToo() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(
                click("n1", "2026-07-01T12:05"),
                optInPage("n1", "2026-07-01T12:00")
                        .recordedAt(at("2026-07-02T08:00"))
                        .build()));

        assertThat(timeline.intervals(OWN_MARKETING))
                .containsExactly(
                        new ApprovalInterval(ApprovalState.OPT_IN, at("2026-07-02T08:00"), ApprovalInterval.FOREVER));
    }

    @Test
    @Regulation("222(f)(1)")
    void locationMustBeNamedByTheNotice() {
        ApprovalAsk location = new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.LOCATION);

        assertThat(ApprovalTimeline.of(
                                List.of(optInPage("n1", "2026-07-01T12:00").build(), click("n1", "2026-07-01T12:05")))
                        .stateAt(location, LONG_AFTER))
                .isEqualTo(ApprovalState.NONE);
        assertThat(ApprovalTimeline.of(List.of(
                                optInPage("n1", "2026-07-01T12:00")
                                        .scope(Histories.of(DataCategory.LOCATION))
                                        .build(),
                                click("n1", "2026-07-01T12:05")))
                        .stateAt(location, LONG_AFTER))
                .isEqualTo(ApprovalState.OPT_IN);
        assertThat(ApprovalTimeline.of(List.of(optOut("2026-07-01T12:05"))).stateAt(location, LONG_AFTER))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    @Regulation("64.2008(c)(2)")
    void namesDoNotBindOurOwnStaff() {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(email("n1", "2026-05-05T12:00")
                .scope(new ApprovalScope(
                        Optional.empty(), Optional.of(Set.of("A")), Optional.empty(), Optional.empty()))
                .build()));

        assertThat(timeline.stateAt(OWN_MARKETING, LONG_AFTER)).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.stateAt(ask(Recipient.of(RecipientKind.AGENT)), LONG_AFTER))
                .isEqualTo(ApprovalState.NONE);
        assertThat(timeline.stateAt(ask(RecipientKind.AGENT, "A"), LONG_AFTER)).isEqualTo(ApprovalState.DEEMED);
    }

    @Test
    void twoNoticesWithOneIdAreRefused() {
        assertThatThrownBy(() -> ApprovalTimeline.of(List.of(
                        email("n1", "2026-05-05T12:00").build(),
                        email("n1", "2026-05-06T12:00").build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same id");
    }

    private static ApprovalState stateLongAfter(ApprovalEvent... events) {
        return ApprovalTimeline.of(List.of(events)).stateAt(OWN_MARKETING, LONG_AFTER);
    }

    private static List<ApprovalInterval> intervals(ApprovalEvent... events) {
        return ApprovalTimeline.of(List.of(events)).intervals(OWN_MARKETING);
    }
}

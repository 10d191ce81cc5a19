package io.cpni.approval;

import static io.cpni.approval.Histories.LOS_ANGELES;
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

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import io.cpni.purpose.RecipientKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked examples of the rule book, section 4, with every instant at which a state begins. Those about
 * bounces (6, 7) are in {@link BounceTest}, the one about a call (18) in {@link OneTimeTimelineTest}.
 */
@Regulation({"64.2007(a)(2)", "64.2008(d)(1)", "64.2008(d)(2)"})
class RuleBookExamplesTest {

    static Stream<Arguments> examples() {
        return Stream.of(
                example(
                        "1 e-mail",
                        events(email("n1", "2026-09-01T10:00").build()),
                        "PENDING 2026-09-01T14:00:00Z",
                        "DEEMED 2026-10-02T04:00:00Z",
                        "LAPSED 2028-09-02T04:00:00Z"),
                example(
                        "2 letter",
                        events(letter("n1", "2026-09-01T10:00").build()),
                        "PENDING 2026-09-01T14:00:00Z",
                        "DEEMED 2026-10-05T04:00:00Z",
                        "LAPSED 2028-09-02T04:00:00Z"),
                example(
                        "3 letter over New Year",
                        events(letter("n1", "2026-12-31T10:00").build()),
                        "PENDING 2026-12-31T15:00:00Z",
                        "DEEMED 2027-02-03T05:00:00Z",
                        "LAPSED 2029-01-01T05:00:00Z"),
                example(
                        "4 e-mail to Los Angeles, the next day in UTC",
                        events(emailToLosAngeles(Instant.parse("2026-03-01T02:30:00Z"))),
                        "PENDING 2026-03-01T02:30:00Z",
                        "DEEMED 2026-03-31T07:00:00Z",
                        "LAPSED 2028-02-29T08:00:00Z"),
                example(
                        "5 e-mail to Los Angeles, clocks change in the wait",
                        events(emailToLosAngeles(at("2026-10-15T09:00", LOS_ANGELES))),
                        "PENDING 2026-10-15T16:00:00Z",
                        "DEEMED 2026-11-15T08:00:00Z",
                        "LAPSED 2028-10-16T07:00:00Z"),
                example(
                        "8 opt-out in the wait",
                        events(email("n1", "2026-09-01T10:00").build(), optOut("2026-09-20T12:00")),
                        "PENDING 2026-09-01T14:00:00Z",
                        "OPTED_OUT 2026-09-20T16:00:00Z"),
                example(
                        "9 opt-out later",
                        events(email("n1", "2026-09-01T10:00").build(), optOut("2026-11-03T09:00:00.000")),
                        "PENDING 2026-09-01T14:00:00Z",
                        "DEEMED 2026-10-02T04:00:00Z",
                        "OPTED_OUT 2026-11-03T14:00:00Z"),
                example(
                        "10 opt-in replaces opt-out",
                        events(
                                optOut("2026-05-01T10:00"),
                                optInPage("n1", "2026-11-10T10:59").build(),
                                click("n1", "2026-11-10T11:00")),
                        "OPTED_OUT 2026-05-01T14:00:00Z",
                        "OPT_IN 2026-11-10T16:00:00Z"),
                example(
                        "11 opt-in does not expire",
                        events(optInPage("n1", "2023-02-01T10:00").build(), click("n1", "2023-02-01T10:05")),
                        "OPT_IN 2023-02-01T15:05:00Z"),
                example(
                        "12 two years after mailing",
                        events(letter("n1", "2024-11-20T10:00").build()),
                        "PENDING 2024-11-20T15:00:00Z",
                        "DEEMED 2024-12-24T05:00:00Z",
                        "LAPSED 2026-11-21T05:00:00Z"),
                example(
                        "13 timely re-notice",
                        events(
                                email("n1", "2024-11-20T10:00").build(),
                                email("n2", "2026-11-18T10:00").build()),
                        "PENDING 2024-11-20T15:00:00Z",
                        "DEEMED 2024-12-21T05:00:00Z",
                        "LAPSED 2028-11-19T05:00:00Z"),
                example(
                        "14 late re-notice",
                        events(
                                letter("n1", "2024-11-20T10:00").build(),
                                email("n2", "2026-12-01T10:00").build()),
                        "PENDING 2024-11-20T15:00:00Z",
                        "DEEMED 2024-12-24T05:00:00Z",
                        "LAPSED 2026-11-21T05:00:00Z",
                        "PENDING 2026-12-01T15:00:00Z",
                        "DEEMED 2027-01-01T05:00:00Z",
                        "LAPSED 2028-12-02T05:00:00Z"),
                example(
                        "15 leap day",
                        events(email("n1", "2024-02-29T10:00").build()),
                        "PENDING 2024-02-29T15:00:00Z",
                        "DEEMED 2024-03-31T04:00:00Z",
                        "LAPSED 2026-03-01T05:00:00Z"),
                example(
                        "16 silence after an opt-out",
                        events(
                                optOut("2025-06-02T10:00"),
                                email("n1", "2026-10-01T10:00").build()),
                        "OPTED_OUT 2025-06-02T14:00:00Z"),
                example("17 opt-out notice by phone", events(byPhone())),
                example(
                        "19 stated wait of 45 days",
                        events(email("n1", "2026-09-01T10:00").waitDays(45).build()),
                        "PENDING 2026-09-01T14:00:00Z",
                        "DEEMED 2026-10-17T04:00:00Z",
                        "LAPSED 2028-09-02T04:00:00Z"),
                example(
                        "21 outage on three dates",
                        events(
                                email("n1", "2026-09-01T10:00").build(),
                                Outage.of(at("2026-09-10T08:00"), at("2026-09-12T10:00"))),
                        "PENDING 2026-09-01T14:00:00Z",
                        "DEEMED 2026-10-05T04:00:00Z",
                        "LAPSED 2028-09-02T04:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void statesBeginAtTheseInstants(String name, List<ApprovalEvent> events, List<String> expected) {
        List<ApprovalInterval> intervals = ApprovalTimeline.of(events).intervals(OWN_MARKETING);

        assertThat(intervals)
                .extracting(interval -> interval.state() + " " + interval.from())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void statesFollowEachOtherWithoutGapOrOverlap(String name, List<ApprovalEvent> events, List<String> expected) {
        ApprovalTimeline timeline = ApprovalTimeline.of(events);
        ApprovalState before = ApprovalState.NONE;

        for (ApprovalInterval interval : timeline.intervals(OWN_MARKETING)) {
            assertThat(timeline.stateAt(OWN_MARKETING, interval.from().minusNanos(1000)))
                    .isEqualTo(before);
            assertThat(timeline.stateAt(OWN_MARKETING, interval.from())).isEqualTo(interval.state());
            before = interval.state();
        }
        assertThat(timeline.stateAt(OWN_MARKETING, ApprovalInterval.FOREVER.minusSeconds(1)))
                .isEqualTo(before);
    }

    @ParameterizedTest(name = "20 use by {0}")
    @MethodSource
    @Regulation("64.2008(c)(2)")
    void namedEntities(String entity, ApprovalState expected) {
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(email("n1", "2026-09-01T10:00")
                .scope(to(RecipientKind.AFF_COMM, "A"))
                .build()));

        assertThat(timeline.stateAt(ask(RecipientKind.AFF_COMM, entity), at("2026-10-20T12:00")))
                .isEqualTo(expected);
    }

    static Stream<Arguments> namedEntities() {
        return Stream.of(Arguments.of("A", ApprovalState.DEEMED), Arguments.of("B", ApprovalState.NONE));
    }

    private static Notice emailToLosAngeles(Instant at) {
        return Notice.askingToOptOut(new NoticeId("n1"), at, ContactChannel.EMAIL, LOS_ANGELES)
                .build();
    }

    private static Notice byPhone() {
        return Notice.askingToOptOut(
                        new NoticeId("n1"), at("2026-09-01T10:00"), ContactChannel.PHONE, Histories.NEW_YORK)
                .build();
    }

    private static List<ApprovalEvent> events(ApprovalEvent... events) {
        return List.of(events);
    }

    private static Arguments example(String name, List<ApprovalEvent> events, String... expected) {
        return Arguments.of(name, events, Arrays.asList(expected));
    }
}

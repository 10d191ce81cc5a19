package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.click;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.letter;
import static io.cpni.approval.Histories.optOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@Regulation(value = "64.2008(d)(3)(iii)", rules = "R-2008-d3iii")
class BounceTest {

    private static final NoticeId N1 = new NoticeId("n1");
    private static final Notice FIRST = email("n1", "2026-09-01T10:00").build();

    @Test
    void theWaitOfALetterInPlaceOfABouncedEmailIsItsOwn() {
        ApprovalTimeline timeline = timeline(
                FIRST,
                Bounce.of(at("2026-09-03T10:00"), N1),
                letter("n2", "2026-09-08T10:00").resendOf(N1).build());

        assertThat(timeline.intervals(OWN_MARKETING))
                .startsWith(
                        new ApprovalInterval(ApprovalState.PENDING, at("2026-09-01T10:00"), at("2026-09-03T10:00")),
                        new ApprovalInterval(ApprovalState.PENDING, at("2026-09-08T10:00"), at("2026-10-12T00:00")));
        assertThat(timeline.reviewFrom(OWN_MARKETING, at("2026-12-01T00:00"))).isEmpty();
    }

    @Test
    void anApprovalEndsWhenTheBounceIsRecordedAndUsesSinceItsBeginningAreReviewed() {
        Instant learned = at("2026-10-10T14:00");
        ApprovalTimeline timeline = timeline(FIRST, new Bounce(at("2026-09-03T10:00"), learned, N1));

        assertThat(timeline.stateAt(OWN_MARKETING, learned.minusNanos(1000))).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.reviewFrom(OWN_MARKETING, learned.minusNanos(1000))).isEmpty();
        assertThat(timeline.stateAt(OWN_MARKETING, learned)).isEqualTo(ApprovalState.NONE);
        assertThat(timeline.reviewFrom(OWN_MARKETING, learned)).contains(at("2026-10-02T00:00"));
        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-10-05T00:00"), learned))
                .isEqualTo(ApprovalState.NONE);
        assertThat(timeline.reviewFrom(OWN_MARKETING, at("2027-10-10T14:00"))).contains(at("2026-10-02T00:00"));
    }

    @Test
    void theSameFormAgainIsNoOtherForm() {
        ApprovalTimeline timeline = timeline(
                FIRST,
                Bounce.of(at("2026-09-03T10:00"), N1),
                email("n2", "2026-09-08T10:00").resendOf(N1).build());

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-11-20T00:00"))).isEqualTo(ApprovalState.NONE);
        assertThat(timeline.explain(OWN_MARKETING, at("2026-11-20T00:00")).rule())
                .contains(ApprovalRule.NOTICE_BOUNCED);
    }

    @Test
    void aBouncedRenewalRenewsNothing() {
        ApprovalTimeline timeline = timeline(
                email("n0", "2024-05-05T12:00").build(),
                email("n1", "2026-04-20T12:00").build(),
                Bounce.of(at("2026-07-01T12:00"), N1));

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-06-01T12:00"))).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-07-01T12:00"))).isEqualTo(ApprovalState.LAPSED);
        assertThat(timeline.reviewFrom(OWN_MARKETING, at("2026-07-01T12:00"))).contains(at("2026-05-06T00:00"));
    }

    @Test
    void whatRestedOnAnotherNoticeTooNeedsNoReview() {
        ApprovalTimeline timeline =
                timeline(letter("n0", "2026-08-01T12:00").build(), FIRST, Bounce.of(at("2026-10-10T14:00"), N1));

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-10-10T14:00"))).isEqualTo(ApprovalState.DEEMED);
        assertThat(timeline.reviewFrom(OWN_MARKETING, at("2026-10-10T14:00"))).isEmpty();
    }

    @Test
    void aLateRefusalIsNoMatterOfReview() {
        ApprovalTimeline timeline = timeline(
                FIRST,
                new OptOut(
                        at("2026-11-01T12:00"),
                        at("2026-11-05T12:00"),
                        ContactChannel.MAIL,
                        ApprovalScope.everything()));

        assertThat(timeline.reviewFrom(OWN_MARKETING, at("2026-11-05T12:00"))).isEmpty();
    }

    @Test
    void aBounceLeavesARefusal() {
        ApprovalTimeline timeline = timeline(FIRST, optOut("2026-09-20T12:00"), Bounce.of(at("2026-10-10T14:00"), N1));

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-10-10T14:00"))).isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    void anAgreementToANoticeThatWasNotGivenIsNone() {
        ApprovalTimeline timeline =
                timeline(FIRST, click("n1", "2026-09-05T12:00"), Bounce.of(at("2026-10-10T14:00"), N1));

        assertThat(timeline.stateAt(OWN_MARKETING, at("2026-10-10T14:00"))).isEqualTo(ApprovalState.NONE);
        assertThat(timeline.reviewFrom(OWN_MARKETING, at("2026-10-10T14:00"))).contains(at("2026-09-05T12:00"));
    }

    @Test
    void whatRefersToNothingIsRefused() {
        assertThatThrownBy(() -> timeline(Bounce.of(at("2026-09-03T10:00"), N1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("notice of a bounce");
        assertThatThrownBy(() ->
                        timeline(letter("n2", "2026-09-08T10:00").resendOf(N1).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("resendOf of a notice");
        assertThatThrownBy(() -> timeline(FIRST, Bounce.of(at("2026-09-01T09:59"), N1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("at of a bounce");
    }

    private static ApprovalTimeline timeline(ApprovalEvent... events) {
        return ApprovalTimeline.of(List.of(events));
    }
}

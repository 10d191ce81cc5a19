package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An e-mail of 5 May, whose wait without outages is over on 5 June. */
@Regulation(value = "64.2008(d)(3)(v)", rules = "R-LIFE-6")
class OutageTest {

    private static final Notice EMAIL = email("n1", "2026-05-05T12:00").build();

    @ParameterizedTest
    @CsvSource({
        // before the notice, in part or whole
        "2026-05-05T08:00, 2026-05-05T12:00, 2026-06-05",
        "2026-05-05T08:00, 2026-05-05T12:01, 2026-06-06",
        "2026-05-01T08:00, 2026-05-06T12:00, 2026-06-07",
        // inside
        "2026-05-12T08:00, 2026-05-12T08:00, 2026-06-05",
        "2026-05-12T08:00, 2026-05-12T08:01, 2026-06-06",
        "2026-05-12T00:00, 2026-05-13T00:00, 2026-06-06",
        "2026-05-12T23:59, 2026-05-13T00:01, 2026-06-07",
        // on its last day, past its end, and after it
        "2026-06-04T23:59, 2026-06-05T00:00, 2026-06-06",
        "2026-06-04T23:59, 2026-06-05T10:00, 2026-06-07",
        "2026-06-04T23:59, 2026-06-20T10:00, 2026-06-22",
        "2026-06-05T00:00, 2026-06-20T10:00, 2026-06-05"
    })
    void aWaitIsLongerByTheDatesTouchedInIt(String from, String until, String deemed) {
        assertThat(deemedAt(EMAIL, Outage.of(at(from), at(until)))).isEqualTo(at(deemed + "T00:00"));
    }

    @Test
    void anExtensionCanReachAFurtherOutage() {
        Outage inside = Outage.of(at("2026-05-12T08:00"), at("2026-05-12T10:00"));
        Outage justAfter = Outage.of(at("2026-06-05T08:00"), at("2026-06-05T10:00"));
        Outage dayLater = Outage.of(at("2026-06-06T08:00"), at("2026-06-06T10:00"));

        assertThat(deemedAt(EMAIL, justAfter, dayLater)).isEqualTo(at("2026-06-05T00:00"));
        assertThat(deemedAt(EMAIL, dayLater, justAfter, inside)).isEqualTo(at("2026-06-08T00:00"));
    }

    @Test
    void overlappingOutagesCountEachDateOnce() {
        assertThat(deemedAt(
                        EMAIL,
                        Outage.of(at("2026-05-12T08:00"), at("2026-05-14T10:00")),
                        Outage.of(at("2026-05-13T08:00"), at("2026-05-15T10:00"))))
                .isEqualTo(at("2026-06-09T00:00"));
    }

    @Test
    void theWaitOfALetterBeginsOnTheThirdDay() {
        Notice letter = letter("n1", "2026-05-05T12:00").build();

        assertThat(deemedAt(letter, Outage.of(at("2026-05-06T08:00"), at("2026-05-07T23:59"))))
                .isEqualTo(at("2026-06-08T00:00"));
        assertThat(deemedAt(letter, Outage.of(at("2026-05-08T00:00"), at("2026-05-08T00:01"))))
                .isEqualTo(at("2026-06-09T00:00"));
    }

    @Test
    void aWaitDoesNotEndWhileTheOutageIsNotOver() {
        Outage running = Outage.running(at("2026-05-12T08:00"));
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(EMAIL, running));

        assertThat(timeline.intervals(OWN_MARKETING))
                .containsExactly(
                        new ApprovalInterval(ApprovalState.PENDING, at("2026-05-05T12:00"), at("2028-05-06T00:00")),
                        new ApprovalInterval(ApprovalState.LAPSED, at("2028-05-06T00:00"), ApprovalInterval.FOREVER));

        Outage over = new Outage(running.at(), at("2026-05-14T09:00"), Optional.of(at("2026-05-14T09:00")));
        assertThat(deemedAt(EMAIL, running, over)).isEqualTo(at("2026-06-08T00:00"));
    }

    @Test
    @Regulation(
            value = "64.2008(d)(3)(v)",
            rules = {"R-LIFE-6", "R-TIME-5"})
    void anOutageRecordedAfterTheWaitEndsTheApprovalForTheRestOfIt() {
        Instant recorded = at("2026-06-05T09:00");
        ApprovalTimeline timeline = ApprovalTimeline.of(
                List.of(EMAIL, new Outage(at("2026-05-12T08:00"), recorded, Optional.of(at("2026-05-13T09:00")))));

        assertThat(timeline.intervals(OWN_MARKETING))
                .startsWith(
                        new ApprovalInterval(ApprovalState.PENDING, at("2026-05-05T12:00"), at("2026-06-05T00:00")),
                        new ApprovalInterval(ApprovalState.DEEMED, at("2026-06-05T00:00"), recorded),
                        new ApprovalInterval(ApprovalState.PENDING, recorded, at("2026-06-07T00:00")));
    }

    @Test
    void anOutageEndsAfterItsBeginning() {
        assertThatThrownBy(() -> Outage.of(at("2026-05-12T08:00"), at("2026-05-12T07:59")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("until of an outage");
    }

    private static Instant deemedAt(Notice notice, Outage... outages) {
        List<ApprovalEvent> events = new ArrayList<>(List.of(outages));
        events.add(notice);
        return ApprovalTimeline.of(events).intervals(OWN_MARKETING).stream()
                .filter(interval -> interval.state() == ApprovalState.DEEMED)
                .reduce((first, last) -> last)
                .orElseThrow()
                .from();
    }
}

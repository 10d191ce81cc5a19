package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.click;
import static io.cpni.approval.Histories.email;
import static io.cpni.approval.Histories.optInPage;
import static io.cpni.approval.Histories.optOut;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A customer who leaves on 1 September, and some who come back on 1 October. */
@Regulation(value = "64.2003(f)", rules = "R-TAX-10")
class ServiceEndTest {

    private static final Instant LEFT = at("2026-09-01T00:00");
    private static final Instant CAME_BACK = at("2026-10-01T00:00");

    @Test
    void approvalsEndWithTheService() {
        assertThat(leaving(email("n1", "2026-01-05T12:00").build()))
                .last()
                .isEqualTo(new ApprovalInterval(ApprovalState.DEEMED, at("2026-02-05T00:00"), LEFT));
        assertThat(leaving(optInPage("n1", "2026-01-05T12:00").build(), click("n1", "2026-01-05T12:05")))
                .last()
                .isEqualTo(new ApprovalInterval(ApprovalState.OPT_IN, at("2026-01-05T12:05"), LEFT));
        assertThat(leaving(email("n1", "2026-08-25T12:00").build()))
                .last()
                .isEqualTo(new ApprovalInterval(ApprovalState.PENDING, at("2026-08-25T12:00"), LEFT));
    }

    @Test
    void refusalsStay() {
        assertThat(leaving(optOut("2026-03-05T12:00")))
                .last()
                .isEqualTo(new ApprovalInterval(
                        ApprovalState.OPTED_OUT, at("2026-03-05T12:00"), ApprovalInterval.FOREVER));
        assertThat(leaving(optOut("2026-09-05T12:00")))
                .last()
                .extracting(ApprovalInterval::state)
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    void aFormerCustomerIsAskedInVain() {
        assertThat(leaving(
                        email("n1", "2026-09-05T12:00").build(),
                        optInPage("n2", "2026-09-05T12:00").build(),
                        click("n2", "2026-09-05T12:05")))
                .isEmpty();
    }

    @Test
    void whoComesBackBeginsAnew() {
        Notice old = email("n1", "2026-01-05T12:00").build();

        assertThat(returning(old)).last().extracting(ApprovalInterval::to).isEqualTo(LEFT);
        assertThat(returning(old, click("n1", "2026-10-02T12:00")))
                .last()
                .extracting(ApprovalInterval::to)
                .isEqualTo(LEFT);
        assertThat(returning(old, email("n2", "2026-10-02T12:00").build()))
                .contains(new ApprovalInterval(ApprovalState.PENDING, at("2026-10-02T12:00"), at("2026-11-02T00:00")));
        assertThat(returning(
                        optOut("2026-03-05T12:00"),
                        email("n2", "2026-10-02T12:00").build()))
                .extracting(ApprovalInterval::state)
                .containsExactly(ApprovalState.OPTED_OUT);
    }

    @Test
    void theEndIsTheReason() {
        Notice notice = email("n1", "2026-01-05T12:00").build();
        ServiceEnded end = ServiceEnded.of(LEFT);
        ApprovalTimeline timeline = ApprovalTimeline.of(List.of(notice, end, ServiceBegan.of(CAME_BACK)));

        ApprovalFinding former = timeline.explain(OWN_MARKETING, LEFT);
        ApprovalFinding back = timeline.explain(OWN_MARKETING, CAME_BACK);

        assertThat(former.rule()).contains(ApprovalRule.SERVICE_ENDED);
        assertThat(former.evidence()).containsExactly(end);
        assertThat(back.rule()).contains(ApprovalRule.SERVICE_ENDED);
        assertThat(back.evidence()).containsExactly(notice);
    }

    private static List<ApprovalInterval> leaving(ApprovalEvent... events) {
        List<ApprovalEvent> all = new ArrayList<>(List.of(events));
        all.add(ServiceEnded.of(LEFT));
        return ApprovalTimeline.of(all).intervals(OWN_MARKETING);
    }

    private static List<ApprovalInterval> returning(ApprovalEvent... events) {
        List<ApprovalEvent> all = new ArrayList<>(List.of(events));
        all.add(ServiceBegan.of(CAME_BACK));
        all.add(ServiceEnded.of(LEFT));
        return ApprovalTimeline.of(all).intervals(OWN_MARKETING);
    }
}

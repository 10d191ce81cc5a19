package io.cpni.approval;

import static io.cpni.approval.Histories.OWN_MARKETING;
import static io.cpni.approval.Histories.at;
import static io.cpni.approval.Histories.optOut;
import static io.cpni.approval.Histories.to;
import static io.cpni.approval.OneTimeBasis.CALL_BY_CUSTOMER;
import static io.cpni.approval.OneTimeBasis.ORAL_NOTICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.accessor.Contact.Party;
import io.cpni.purpose.RecipientKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A call from 15:00 to 15:12 on 19 November, in which the customer says yes at 15:02. */
@Regulation(
        value = {"222(d)(3)", "64.2008(f)"},
        rules = {"R-222-d3", "R-2008-f"})
class OneTimeTimelineTest {

    @Test
    void aYesCountsUntilTheEndOfTheCallAndLeavesTheState() {
        List<ApprovalEvent> events = List.of(
                optOut("2026-05-01T10:00"),
                call(Party.CUSTOMER).noticeAt(at("2026-11-19T15:01")).build());

        assertThat(bases(events, "2026-11-19T15:01:59.999999")).isEmpty();
        assertThat(bases(events, "2026-11-19T15:02")).containsOnly(CALL_BY_CUSTOMER, ORAL_NOTICE);
        assertThat(bases(events, "2026-11-19T15:11:59.999999")).containsOnly(CALL_BY_CUSTOMER, ORAL_NOTICE);
        assertThat(bases(events, "2026-11-19T15:12")).isEmpty();
        assertThat(ApprovalTimeline.of(events).stateAt(OWN_MARKETING, at("2026-11-19T15:05")))
                .isEqualTo(ApprovalState.OPTED_OUT);
    }

    @Test
    void withoutNoticeTheCustomerMustHaveCalled() {
        assertThat(inTheCall(call(Party.CUSTOMER))).containsOnly(CALL_BY_CUSTOMER);
        assertThat(inTheCall(call(Party.US))).isEmpty();
    }

    @Test
    void theNoticeComesFirst() {
        assertThat(inTheCall(call(Party.US).noticeAt(at("2026-11-19T15:02")))).containsOnly(ORAL_NOTICE);
        assertThat(inTheCall(call(Party.US).noticeAt(at("2026-11-19T15:02:00.000001"))))
                .isEmpty();
        assertThat(inTheCall(call(Party.US).noticeAt(at("2026-11-19T14:59")))).isEmpty();
    }

    @Test
    @Regulation(value = "64.2008(f)(1)", rules = "R-2008-f2")
    void aVoiceNobodyKnowsApprovesOfNothing() {
        assertThat(inTheCall(
                        call(Party.CUSTOMER).noticeAt(at("2026-11-19T15:01")).unauthenticated()))
                .isEmpty();
    }

    @Test
    void aCallWithoutEndRuns() {
        CustomerCall running = CustomerCall.begun(at("2026-11-19T15:00"), Party.CUSTOMER)
                .approvedAt(at("2026-11-19T15:02"))
                .build();

        assertThat(bases(List.of(running), "2026-11-19T18:00")).containsOnly(CALL_BY_CUSTOMER);
        assertThat(bases(
                        List.of(
                                running,
                                call(Party.CUSTOMER)
                                        .recordedAt(at("2026-11-19T15:12"))
                                        .build()),
                        "2026-11-19T18:00"))
                .isEmpty();
    }

    @Test
    @Regulation(value = "64.2007(a)(2)", rules = "R-LIFE-3")
    void aRefusalInTheCallEndsIt() {
        CustomerCall call = call(Party.CUSTOMER).build();

        assertThat(bases(List.of(call, optOut("2026-11-19T15:04")), "2026-11-19T15:03:59"))
                .isNotEmpty();
        assertThat(bases(List.of(call, optOut("2026-11-19T15:04")), "2026-11-19T15:04"))
                .isEmpty();
        assertThat(bases(List.of(call, optOut("2026-11-19T15:02")), "2026-11-19T15:05"))
                .isEmpty();
        assertThat(bases(List.of(call, optOut("2026-11-19T15:04", to(RecipientKind.THIRD))), "2026-11-19T15:05"))
                .isNotEmpty();
    }

    @Test
    void noYesNoApproval() {
        assertThat(inTheCall(CustomerCall.begun(at("2026-11-19T15:00"), Party.CUSTOMER)))
                .isEmpty();
        assertThat(inTheCall(call(Party.CUSTOMER).approvedAt(at("2026-11-19T14:59"))))
                .isEmpty();
        assertThat(inTheCall(call(Party.CUSTOMER).approvedAt(at("2026-11-19T15:12"))))
                .isEmpty();
    }

    @Test
    void aCallEndsAfterItsBeginning() {
        assertThatThrownBy(() -> call(Party.US).until(at("2026-11-19T14:59")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("until of a call");
    }

    private static CustomerCall.Builder call(Party begunBy) {
        return CustomerCall.begun(at("2026-11-19T15:00"), begunBy)
                .until(at("2026-11-19T15:12"))
                .approvedAt(at("2026-11-19T15:02"));
    }

    private static Set<OneTimeBasis> inTheCall(CustomerCall.Builder call) {
        return bases(List.of(call.build()), "2026-11-19T15:05");
    }

    private static Set<OneTimeBasis> bases(List<ApprovalEvent> events, String local) {
        return OneTimeTimeline.of(events).at(at(local));
    }
}

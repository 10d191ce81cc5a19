package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Grounds;
import io.cpni.accessor.Grounds.Designation.Form;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.Obligation.Kind;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Uses that the customer asks for: in writing, in a call, for the length of a call. */
class CustomerDirectedRulesTest {

    private static final Set<RecipientKind> STAFF_AND_AGENTS = EnumSet.of(RecipientKind.STAFF, RecipientKind.AGENT);

    private static final RuleCase ASKED =
            RuleCase.of(Purpose.DESIGNATED, DataCategory.BILLING).to(RecipientKind.DESIGNEE);
    private static final RuleCase LETTER = ASKED.grounds(request(Form.PAPER, true, false, RuleCase.NAME));
    private static final RuleCase OWN_CALL =
            RuleCase.of(Purpose.INBOUND_ASSIST, DataCategory.SUBSCRIPTION).byCustomer(ContactChannel.PHONE);
    private static final RuleCase ONE_CALL =
            RuleCase.of(Purpose.ONE_TIME, DataCategory.BILLING).byCustomer(ContactChannel.PHONE);

    @Test
    @Regulation({"222(c)(2)", "R-222-c2"})
    void whomTheCustomerNamesInWritingGetsTheDataLocationToo() {
        LETTER.permits("R-222-c2", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        LETTER.isPermittedOnly(
                "R-222-c2",
                EnumSet.of(RecipientKind.DESIGNEE),
                RuleCase.CPNI_AND_LOCATION,
                EnumSet.of(Purpose.DESIGNATED));
        LETTER.isPermittedInEveryState("R-222-c2");
        assertThat(LETTER.recipients()).containsExactly(RecipientKind.DESIGNEE);
    }

    @Test
    @Regulation({"222(c)(2)", "R-222-c2", "R-222-c2x"})
    void anElectronicRequestCountsIfTheCustomerWasAuthenticated() {
        ASKED.grounds(request(Form.ELECTRONIC, true, true, RuleCase.NAME))
                .permits("R-222-c2", Kind.LIMIT_SCOPE, Kind.RECORD_DISCLOSURE);
        ASKED.grounds(request(Form.ELECTRONIC, true, false, RuleCase.NAME)).denies("R-222-c2x");
    }

    @Test
    @Regulation({"222(c)(2)", "R-222-c2x"})
    void anOralRequestOneByAnotherAndOneThatNamesAnotherAreDenied() {
        RuleCase optIn = ASKED.state(ApprovalState.OPT_IN);

        optIn.denies("R-222-c2x");
        optIn.grounds(request(Form.ORAL, true, true, RuleCase.NAME)).denies("R-222-c2x");
        optIn.grounds(request(Form.PAPER, false, true, RuleCase.NAME)).denies("R-222-c2x");
        optIn.grounds(request(Form.ELECTRONIC, false, true, RuleCase.NAME)).denies("R-222-c2x");
        optIn.grounds(request(Form.PAPER, true, true, "Delta Fiber")).denies("R-222-c2x");
        LETTER.with(context -> context.subject(CustomerId.of(2))).denies("R-222-c2x");
        LETTER.data(DataCategory.LOCATION)
                .with(context -> context.subject(CustomerId.of(2)))
                .denies("R-222-c2x");
    }

    @Test
    @Regulation({"222(d)(3)", "R-222-d3"})
    void inACallThatTheCustomerBeganTheCustomerApproves() {
        RuleCase approved = OWN_CALL.flag(CustomerFlag.APPROVED_IN_OWN_CALL);

        approved.permits("R-222-d3", Kind.END_WITH_CALL, Kind.RECORD_CONSENT);
        approved.to(RecipientKind.AGENT)
                .permits("R-222-d3", Kind.END_WITH_CALL, Kind.RECORD_CONSENT, Kind.RECORD_DISCLOSURE);
        approved.isPermittedOnly("R-222-d3", STAFF_AND_AGENTS, RuleCase.CPNI, EnumSet.of(Purpose.INBOUND_ASSIST));
        approved.isPermittedInEveryState("R-222-d3");
        assertThat(approved.recipients()).isEqualTo(STAFF_AND_AGENTS);
        approved.data(DataCategory.LOCATION).denies("R-222-f1");
    }

    @Test
    @Regulation({"222(d)(3)", "R-222-d3"})
    void withoutTheApprovalInTheCallItIsDenied() {
        OWN_CALL.denies("R-222-d3");
        OWN_CALL.state(ApprovalState.DEEMED).denies("R-222-d3");
        OWN_CALL.flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE).denies("R-222-d3");
    }

    @Test
    @Regulation({"64.2008(f)", "R-2008-f"})
    void afterAnOralNoticeTheCustomerApprovesForTheCall() {
        RuleCase approved = ONE_CALL.flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE);

        approved.permits("R-2008-f", Kind.END_WITH_CALL, Kind.RECORD_CONSENT);
        approved.to(RecipientKind.AGENT)
                .permits("R-2008-f", Kind.END_WITH_CALL, Kind.RECORD_CONSENT, Kind.RECORD_DISCLOSURE);
        approved.isPermittedOnly("R-2008-f", STAFF_AND_AGENTS, RuleCase.CPNI, EnumSet.of(Purpose.ONE_TIME));
        approved.isPermittedInEveryState("R-2008-f");
        assertThat(approved.recipients()).isEqualTo(STAFF_AND_AGENTS);
        approved.data(DataCategory.LOCATION).denies("R-222-f1");
    }

    @Test
    @Regulation({"64.2008(f)", "64.2009(d)", "R-2008-f", "R-2009-d1", "R-DNC-1"})
    void aCallThatWePlaceIsReviewedAndCheckedToo() {
        RuleCase placed = ONE_CALL.flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE).byUs(ContactChannel.PHONE);

        placed.permits("R-2008-f", Kind.END_WITH_CALL, Kind.RECORD_CONSENT, Kind.SUPERVISOR_REVIEW, Kind.DNC_CHECK);
        placed.flag(CustomerFlag.DO_NOT_CALL).denies("R-DNC-1");
    }

    @Test
    @Regulation({"64.2008(f)(1)", "R-2008-f", "R-2008-f2"})
    void anApprovalThatIsSpentOrWasNeverGivenIsDenied() {
        ONE_CALL.denies("R-2008-f");
        ONE_CALL.state(ApprovalState.DEEMED).denies("R-2008-f");
        ONE_CALL.flag(CustomerFlag.ORAL_APPROVAL_SPENT).denies("R-2008-f2");
        ONE_CALL.flag(CustomerFlag.ORAL_APPROVAL_SPENT)
                .flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE)
                .permits("R-2008-f", Kind.END_WITH_CALL, Kind.RECORD_CONSENT);
    }

    @Test
    @Regulation({"222(f)(1)", "R-222-f1"})
    void anApprovalForOneCallIsNoneForLocationWhateverElseWasAgreed() {
        ONE_CALL.data(DataCategory.LOCATION).state(ApprovalState.OPT_IN).denies("R-222-f1");
    }

    private static Grounds request(Form form, boolean byCustomer, boolean authenticated, String names) {
        return new Grounds.Designation(form, byCustomer, authenticated, Optional.of(names));
    }
}

package io.cpni.rule;

import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/**
 * R-222-d3: in a call that the customer began, and for its length, the customer approves marketing, referral or
 * administration.
 */
final class ApprovalInCustomersCall extends Paragraph implements Rule.Row {

    ApprovalInCustomersCall() {
        super("R-222-d3", "47 U.S.C. 222(d)(3)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.INBOUND_ASSIST
                || !Uses.isStaffOrAgent(facts.recipient().kind())
                || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        return facts.flag(CustomerFlag.APPROVED_IN_OWN_CALL)
                ? Verdict.permits(Obligation.Kind.END_WITH_CALL, Obligation.Kind.RECORD_CONSENT)
                : Verdict.withholds(
                        because("the approval of the authenticated customer, in a call that the customer began"));
    }
}

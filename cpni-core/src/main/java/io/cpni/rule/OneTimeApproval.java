package io.cpni.rule;

import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/**
 * R-2008-f: after an oral notice the customer approves the use for the length of a call, whoever began it. The state
 * of approval is not changed.
 */
final class OneTimeApproval extends Paragraph implements Rule.Row {

    OneTimeApproval() {
        super("R-2008-f", "47 CFR 64.2008(f)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.ONE_TIME
                || !Uses.isStaffOrAgent(facts.recipient().kind())
                || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        return facts.flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE)
                ? Verdict.permits(Obligation.Kind.END_WITH_CALL, Obligation.Kind.RECORD_CONSENT)
                : Verdict.withholds(
                        because("in the call, an oral notice and then the authenticated customer's approval"));
    }
}

package io.cpni.rule;

import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/** R-2008-f2: the caller was not authenticated, or the call is over. */
final class SpentOralApproval extends Paragraph implements Rule.Row {

    SpentOralApproval() {
        super("R-2008-f2", "47 CFR 64.2008(f)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.ONE_TIME
                        && Uses.isStaffOrAgent(facts.recipient().kind())
                        && Categories.isCpni(facts.category())
                        && !facts.flag(CustomerFlag.APPROVED_AFTER_ORAL_NOTICE)
                        && facts.flag(CustomerFlag.ORAL_APPROVAL_SPENT)
                ? Verdict.withholds(because("a new call: authenticate, give the notice and ask again"))
                : Verdict.silent();
    }
}

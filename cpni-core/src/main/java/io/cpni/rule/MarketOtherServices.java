package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/**
 * R-2007-b7: staff, agents or a communications affiliate market what is not communications-related, with opt-in. For
 * other recipients the rows above ask for opt-in whatever is offered.
 */
final class MarketOtherServices extends Paragraph implements Rule.Row {

    MarketOtherServices() {
        super("R-2007-b7", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind kind = facts.recipient().kind();
        if (!facts.purpose().isMarketing()
                || (!Uses.isStaffOrAgent(kind) && kind != RecipientKind.AFF_COMM)
                || !Categories.isCpni(facts.category())
                || !Uses.isOfOtherServices(facts)) {
            return Verdict.silent();
        }
        return facts.approval() == ApprovalState.OPT_IN
                ? Verdict.permits()
                : Verdict.withholds(because("the customer's opt-in: what is offered is not communications-related"));
    }
}

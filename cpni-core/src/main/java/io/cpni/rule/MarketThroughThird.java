package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/** R-2007-b6: a third party markets its offers or ours, with opt-in. */
final class MarketThroughThird extends Paragraph implements Rule.Row {

    MarketThroughThird() {
        super("R-2007-b6", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind kind = facts.recipient().kind();
        if (!facts.purpose().isMarketing() || kind != RecipientKind.THIRD || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        return facts.approval() == ApprovalState.OPT_IN
                ? Verdict.permits()
                : Verdict.withholds(because("the customer's opt-in that covers this recipient, purpose and data"));
    }
}

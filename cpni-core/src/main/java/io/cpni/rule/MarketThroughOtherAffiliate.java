package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/** R-2007-b4: an affiliate without communications-related services markets anything, with opt-in. */
final class MarketThroughOtherAffiliate extends Paragraph implements Rule.Row {

    MarketThroughOtherAffiliate() {
        super("R-2007-b4", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind kind = facts.recipient().kind();
        if (!facts.purpose().isMarketing() || kind != RecipientKind.AFF_OTHER || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        return facts.approval() == ApprovalState.OPT_IN
                ? Verdict.permits()
                : Verdict.withholds(because("the customer's opt-in that covers this recipient, purpose and data"));
    }
}

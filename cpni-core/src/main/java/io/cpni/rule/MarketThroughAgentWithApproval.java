package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/** R-2007-b2: the same through an agent. */
final class MarketThroughAgentWithApproval extends Paragraph implements Rule.Row {

    MarketThroughAgentWithApproval() {
        super("R-2007-b2", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return ApprovedMarketing.judge(this, facts, RecipientKind.AGENT);
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/**
 * R-2007-b1: staff market communications-related services outside subscribed categories, with opt-out approval or
 * better.
 */
final class MarketWithApproval extends Paragraph implements Rule.Row {

    MarketWithApproval() {
        super("R-2007-b1", "47 CFR 64.2005(b), 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return ApprovedMarketing.judge(this, facts, RecipientKind.STAFF);
    }
}

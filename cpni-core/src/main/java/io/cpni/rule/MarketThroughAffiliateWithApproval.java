package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/**
 * R-2007-b3: an affiliate with communications-related services markets such services, with opt-out approval or
 * better.
 */
final class MarketThroughAffiliateWithApproval extends Paragraph implements Rule.Row {

    MarketThroughAffiliateWithApproval() {
        super("R-2007-b3", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return ApprovedMarketing.judge(this, facts, RecipientKind.AFF_COMM);
    }
}

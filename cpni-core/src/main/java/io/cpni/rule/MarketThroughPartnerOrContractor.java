package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/**
 * R-2007-b5: a joint-venture partner or independent contractor markets anything, even in category, with opt-in and
 * under contract.
 */
final class MarketThroughPartnerOrContractor extends Paragraph implements Rule.Row {

    MarketThroughPartnerOrContractor() {
        super("R-2007-b5", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind kind = facts.recipient().kind();
        if (!facts.purpose().isMarketing()
                || (kind != RecipientKind.JV && kind != RecipientKind.IC)
                || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        return facts.approval() == ApprovalState.OPT_IN
                ? Verdict.permits(Obligation.Kind.CONTRACT)
                : Verdict.withholds(because("the customer's opt-in that covers this recipient, purpose and data"));
    }
}

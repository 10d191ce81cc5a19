package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-222-f1: location for marketing or analysis, with an opt-in that names location. Silence never suffices, nor an
 * approval for one call; not even an offer in category goes without. What the rows for other data oblige to, this does.
 */
final class LocationWithApproval extends Paragraph implements Rule.Row {

    LocationWithApproval() {
        super("R-222-f1", "47 U.S.C. 222(f)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        Purpose purpose = facts.purpose();
        RecipientKind recipient = facts.recipient().kind();
        boolean inCall = purpose == Purpose.ONE_TIME || purpose == Purpose.INBOUND_ASSIST;
        boolean marketing = purpose.isMarketing() && Uses.maybeMarketsForUs(recipient);
        if (facts.category() != DataCategory.LOCATION || !(inCall || marketing || Uses.isAnalysis(purpose))) {
            return Verdict.silent();
        }
        if (inCall || facts.approval() != ApprovalState.OPT_IN) {
            return Verdict.withholds(because("the customer's opt-in to a notice that names location"));
        }
        if (Uses.isAnalysis(purpose)) {
            return Verdict.permits(Obligation.Kind.LIMIT_SCOPE);
        }
        return recipient == RecipientKind.JV || recipient == RecipientKind.IC
                ? Verdict.permits(Obligation.Kind.CONTRACT)
                : Verdict.permits();
    }
}

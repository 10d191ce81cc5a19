package io.cpni.rule;

import io.cpni.approval.ApprovalState;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;

/** R-2007-b8: product analytics, model training and surveys on identified data, with opt-in. */
final class AnalyseWithApproval extends Paragraph implements Rule.Row {

    AnalyseWithApproval() {
        super("R-2007-b8", "47 CFR 64.2007(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!Uses.isAnalysis(facts.purpose()) || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        return facts.approval() == ApprovalState.OPT_IN
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE)
                : Verdict.withholds(because("the customer's opt-in, or aggregate data instead"));
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/** What R-2007-b1 to b3 have in common: communications-related services with opt-out approval or better. */
final class ApprovedMarketing {

    private ApprovedMarketing() {}

    static Rule.Verdict judge(Rule row, Facts facts, RecipientKind recipient) {
        if (!facts.purpose().isMarketing()
                || facts.recipient().kind() != recipient
                || !Categories.isCpni(facts.category())
                || Uses.isOfOtherServices(facts)) {
            return Rule.Verdict.silent();
        }
        if (!Uses.isOfCommunicationsServices(facts)) {
            return Rule.Verdict.withholds(row.because("name what is offered: it may be anything as yet"));
        }
        return facts.approval().isApproval()
                ? Rule.Verdict.permits()
                : Rule.Verdict.withholds(row.because(
                        "the customer's approval, by opt-out or opt-in, that covers this recipient, purpose and"
                                + " data"));
    }
}

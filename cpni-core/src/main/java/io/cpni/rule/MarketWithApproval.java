package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-2007-b1: staff market communications-related services outside subscribed categories, with opt-out approval or better. */
final class MarketWithApproval implements Rule.Row {

    @Override
    public String id() {
        return "R-2007-b1";
    }

    @Override
    public String citation() {
        return "47 CFR 64.2005(b), 64.2007(b)";
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.MARKET
                || facts.recipient().kind() != RecipientKind.STAFF
                || !Categories.isCpni(facts.category())
                || facts.offer().filter(Offer::isCommunicationsRelated).isEmpty()) {
            return Verdict.silent();
        }
        return facts.approval().isApproval()
                ? Verdict.permits()
                : Verdict.withholds(because("the customer's approval for this use, by opt-out or opt-in"));
    }
}

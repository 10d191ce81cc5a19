package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-2005-a: staff and agents market offers wholly within categories the customer already takes. No approval needed. */
final class MarketWithinCategory implements Rule.Row {

    @Override
    public String id() {
        return "R-2005-a";
    }

    @Override
    public String citation() {
        return "47 CFR 64.2005(a)";
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind recipient = facts.recipient().kind();
        return facts.purpose() == Purpose.MARKET
                        && (recipient == RecipientKind.STAFF || recipient == RecipientKind.AGENT)
                        && Categories.isCpni(facts.category())
                        && facts.offer()
                                .filter(Offer::isOfServiceCategoriesOnly)
                                .isPresent()
                        && facts.subscribesToWholeOffer()
                ? Verdict.permits()
                : Verdict.silent();
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;

/** R-2005-a: staff and agents market offers wholly within categories the customer already takes. No approval needed. */
final class MarketWithinCategory extends Paragraph implements Rule.Row {

    MarketWithinCategory() {
        super("R-2005-a", "47 CFR 64.2005(a)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.MARKET
                        && Uses.isStaffOrAgent(facts.recipient().kind())
                        && Categories.isCpni(facts.category())
                        && facts.offer()
                                .filter(Offer::isOfServiceCategoriesOnly)
                                .isPresent()
                        && facts.subscribesToWholeOffer()
                ? Verdict.permits()
                : Verdict.silent();
    }
}

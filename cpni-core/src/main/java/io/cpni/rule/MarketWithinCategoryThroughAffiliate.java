package io.cpni.rule;

import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Offer;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-2005-a1: the same through a communications affiliate that serves the customer, who takes two or more categories
 * from us. With one category only (R-2005-a2) the affiliate needs R-2007-b3.
 */
final class MarketWithinCategoryThroughAffiliate extends Paragraph implements Rule.Row {

    MarketWithinCategoryThroughAffiliate() {
        super("R-2005-a1", "47 CFR 64.2005(a)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.MARKET
                        && facts.recipient().kind() == RecipientKind.AFF_COMM
                        && Categories.isCpni(facts.category())
                        && facts.offer()
                                .filter(Offer::isOfServiceCategoriesOnly)
                                .isPresent()
                        && facts.recipient().name().isPresent()
                        && facts.subscribesToWholeOffer()
                        && facts.subscribesAtLeast(2)
                        && facts.flag(
                                CustomerFlag.SERVED_BY_AFFILIATE,
                                facts.recipient().name().orElseThrow())
                ? Verdict.permits()
                : Verdict.silent();
    }
}

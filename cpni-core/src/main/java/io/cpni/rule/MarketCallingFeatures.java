package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;

/**
 * R-2005-c3: staff and agents of a local, wireless or VoIP provider market calling features formerly known as
 * adjunct-to-basic.
 */
final class MarketCallingFeatures extends Paragraph implements Rule.Row {

    MarketCallingFeatures() {
        super("R-2005-c3", "47 CFR 64.2005(c)(3)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.MARKET_ADJUNCT
                        && Uses.isStaffOrAgent(facts.recipient().kind())
                        && Categories.isCpni(facts.category())
                        && facts.carrier().provides().stream()
                                .anyMatch(category -> category != ServiceCategory.INTEREXCHANGE)
                        && facts.offer()
                                .filter(offer -> offer.isMadeOf(EnumSet.of(OfferPart.Kind.CALLING_FEATURE)))
                                .isPresent()
                ? Verdict.permits()
                : Verdict.silent();
    }
}

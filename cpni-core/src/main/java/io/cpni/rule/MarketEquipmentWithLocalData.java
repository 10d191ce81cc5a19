package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;

/**
 * R-2005-b1l: the same with data of local and long-distance service, but without Internet access. Data of VoIP is in
 * neither row (R-2005-b1v): its use needs approval.
 */
final class MarketEquipmentWithLocalData extends Paragraph implements Rule.Row {

    MarketEquipmentWithLocalData() {
        super("R-2005-b1l", "47 CFR 64.2005(b)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.MARKET_EQUIP_INFO
                        && Uses.isStaffOrAgent(facts.recipient().kind())
                        && Categories.isCpni(facts.category())
                        && facts.offer()
                                .filter(offer -> offer.isMadeOf(
                                        EnumSet.of(OfferPart.Kind.EQUIPMENT, OfferPart.Kind.INFORMATION_SERVICE)))
                                .filter(offer -> !offer.parts().contains(OfferPart.INTERNET_ACCESS))
                                .isPresent()
                        && facts.source()
                                .filter(EnumSet.of(ServiceCategory.LOCAL, ServiceCategory.INTEREXCHANGE)::contains)
                                .isPresent()
                ? Verdict.permits()
                : Verdict.silent();
    }
}

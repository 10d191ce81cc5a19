package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;

/**
 * R-2005-b1w: staff and agents market equipment and information services, Internet access included, with data of
 * wireless service.
 */
final class MarketEquipmentWithWirelessData extends Paragraph implements Rule.Row {

    MarketEquipmentWithWirelessData() {
        super("R-2005-b1w", "47 CFR 64.2005(b)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.MARKET_EQUIP_INFO
                        && Uses.isStaffOrAgent(facts.recipient().kind())
                        && Categories.isCpni(facts.category())
                        && facts.offer()
                                .filter(offer -> offer.isMadeOf(
                                        EnumSet.of(OfferPart.Kind.EQUIPMENT, OfferPart.Kind.INFORMATION_SERVICE)))
                                .isPresent()
                        && facts.source().filter(ServiceCategory.CMRS::equals).isPresent()
                ? Verdict.permits()
                : Verdict.silent();
    }
}

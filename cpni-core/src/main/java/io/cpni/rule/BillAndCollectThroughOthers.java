package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.util.Set;

/**
 * R-222-d1x: printers, collectors and payment processors bill and collect for us, under contract and without call
 * detail. Location too.
 */
final class BillAndCollectThroughOthers extends Paragraph implements Rule.Row {

    BillAndCollectThroughOthers() {
        super("R-222-d1x", "47 U.S.C. 222(d)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.BILL_COLLECT
                || !Uses.isContractorOrThird(facts.recipient().kind())
                || !Categories.isCpniWithLocation(facts.category())) {
            return Verdict.silent();
        }
        Obligation contract = Obligation.of(Obligation.Kind.CONTRACT);
        return facts.category() == DataCategory.CALL_DETAIL
                ? new Verdict.Permits(Set.of(contract, Obligation.Mask.all()))
                : new Verdict.Permits(Set.of(contract));
    }
}

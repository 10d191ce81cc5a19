package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/** R-222-d4X: on the ground of an emergency nothing goes but the location, and that in the three cases above only. */
final class NothingElseInEmergencies extends Paragraph implements Rule.Row {

    NothingElseInEmergencies() {
        super("R-222-d4X", "47 U.S.C. 222(d)(4)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.EMERGENCY && Categories.isCpniWithLocation(facts.category())
                ? Verdict.withholds(
                        because("a call for help, a risk of death or serious harm, or a response under way, named"
                                + " with the customer it is about, and the location alone"))
                : Verdict.silent();
    }
}

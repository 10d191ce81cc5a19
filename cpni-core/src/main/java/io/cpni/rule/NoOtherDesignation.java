package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/** R-222-c2x: the request was spoken, not by the customer, or names another. */
final class NoOtherDesignation extends Paragraph implements Rule.Row {

    NoOtherDesignation() {
        super("R-222-c2x", "47 U.S.C. 222(c)(2)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.DESIGNATED && Categories.isCpniWithLocation(facts.category())
                ? Verdict.withholds(because("the customer's own request in writing that names the recipient"))
                : Verdict.silent();
    }
}

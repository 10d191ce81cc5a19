package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/**
 * R-LAW-2: what is informal, expired, not validated or beyond the terms of the process goes to the legal department.
 */
final class NothingWithoutProcess extends Paragraph implements Rule.Row {

    NothingWithoutProcess() {
        super("R-LAW-2", "engineering rule; 47 U.S.C. 222(c)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.LEGAL && Categories.isCpniWithLocation(facts.category())
                ? Verdict.withholds(
                        because("compulsory process in force that names the customer, was validated by counsel and"
                                + " reaches this data and period; ask the legal department"))
                : Verdict.silent();
    }
}

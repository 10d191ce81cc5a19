package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/** R-222-c1x: others provide the service for us, under contract. Location too. */
final class ProvideServiceThroughOthers extends Paragraph implements Rule.Row {

    ProvideServiceThroughOthers() {
        super("R-222-c1x", "47 U.S.C. 222(c)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.PROVIDE_SERVICE
                        && Uses.actsForUs(facts.recipient().kind())
                        && Categories.isCpniWithLocation(facts.category())
                ? Verdict.permits(Obligation.Kind.CONTRACT)
                : Verdict.silent();
    }
}

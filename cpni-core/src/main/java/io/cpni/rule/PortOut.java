package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/** R-PORT-1: a number is ported out after secure authentication. */
final class PortOut extends Paragraph implements Rule.Row {

    PortOut() {
        super("R-PORT-1", "47 CFR 52.37(b) and (f)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.PORT_OUT || !CustomerAccess.isDealing(facts)) {
            return Verdict.silent();
        }
        return CustomerAccess.isAuthenticated(facts)
                ? Verdict.permits()
                : Verdict.withholds(because("secure authentication"));
    }
}

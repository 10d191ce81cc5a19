package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;

/** R-SIM-STATUS: where 64.2010(h) is not enforced, a SIM is changed after reasonable authentication. */
final class SimChangeBeforeCompliance extends Paragraph implements Rule.Row {

    SimChangeBeforeCompliance() {
        super("R-SIM-STATUS", "47 CFR 64.2010(a); (h) not yet mandatory");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.SIM_CHANGE || facts.carrier().simRules() || !CustomerAccess.isDealing(facts)) {
            return Verdict.silent();
        }
        return CustomerAccess.isAuthenticated(facts)
                ? Verdict.permits()
                : Verdict.withholds(because("reasonable authentication"));
    }
}

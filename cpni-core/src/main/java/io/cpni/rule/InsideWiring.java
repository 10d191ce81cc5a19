package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-2005-c1: inside wiring is installed, kept up and repaired, by others than our staff under contract. */
final class InsideWiring extends Paragraph implements Rule.Row {

    InsideWiring() {
        super("R-2005-c1", "47 CFR 64.2005(c)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.INSIDE_WIRING || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        if (facts.recipient().kind() == RecipientKind.STAFF) {
            return Verdict.permits();
        }
        return Uses.actsForUs(facts.recipient().kind()) ? Verdict.permits(Obligation.Kind.CONTRACT) : Verdict.silent();
    }
}

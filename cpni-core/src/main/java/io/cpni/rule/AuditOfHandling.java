package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.Set;

/** R-AUD-X: audit of how data is handled, masked; an external auditor is bound by contract. */
final class AuditOfHandling extends Paragraph implements Rule.Row {

    AuditOfHandling() {
        super("R-AUD-X", "engineering rule; supports 47 CFR 64.2009");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.AUDIT || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        if (facts.recipient().kind() == RecipientKind.STAFF) {
            return new Verdict.Permits(Set.of(Obligation.Mask.all()));
        }
        return facts.recipient().kind() == RecipientKind.AUDITOR
                ? new Verdict.Permits(Set.of(Obligation.Mask.all(), Obligation.of(Obligation.Kind.CONTRACT)))
                : Verdict.silent();
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-AUD-X: audit of how data is handled, masked; an external auditor is bound by contract. */
final class AuditOfHandling implements Rule.Row {

    @Override
    public String id() {
        return "R-AUD-X";
    }

    @Override
    public String citation() {
        return "engineering rule; supports 47 CFR 64.2009";
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.AUDIT || !Categories.isCpni(facts.category())) {
            return Verdict.silent();
        }
        if (facts.recipient().kind() == RecipientKind.STAFF) {
            return Verdict.permits(Obligation.Mask.all());
        }
        return facts.recipient().kind() == RecipientKind.AUDITOR
                ? Verdict.permits(Obligation.Mask.all(), new Obligation.Duty(Obligation.Kind.CONTRACT))
                : Verdict.silent();
    }
}

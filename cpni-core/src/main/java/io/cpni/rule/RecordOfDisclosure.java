package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;
import java.util.Set;

/** R-2009-c2: CPNI is released to anyone but our staff and the customer. A record of it is kept. */
final class RecordOfDisclosure extends Paragraph implements Rule.Adder {

    RecordOfDisclosure() {
        super("R-2009-c2", "47 CFR 64.2009(c)");
    }

    @Override
    public Set<Obligation> adds(Facts facts, Row permitting) {
        RecipientKind recipient = facts.recipient().kind();
        return Categories.isCpniOrCrashAlert(facts.category())
                        && recipient != RecipientKind.STAFF
                        && recipient != RecipientKind.CUSTOMER
                ? Set.of(Obligation.of(Obligation.Kind.RECORD_DISCLOSURE))
                : Set.of();
    }
}

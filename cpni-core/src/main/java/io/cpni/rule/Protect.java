package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-222-d2: our staff protect the carrier, users and other carriers from fraud, abuse and unlawful use. Location too.
 */
final class Protect extends Paragraph implements Rule.Row {

    Protect() {
        super("R-222-d2", "47 U.S.C. 222(d)(2), 47 CFR 64.2005(d)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.PROTECT
                        && facts.recipient().kind() == RecipientKind.STAFF
                        && Categories.isCpniWithLocation(facts.category())
                ? Verdict.permits()
                : Verdict.silent();
    }
}

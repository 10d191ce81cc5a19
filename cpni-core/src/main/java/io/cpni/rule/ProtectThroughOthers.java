package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-222-d2x: other carriers, contractors and third parties get what protection from fraud and abuse needs. Location
 * too.
 */
final class ProtectThroughOthers extends Paragraph implements Rule.Row {

    ProtectThroughOthers() {
        super("R-222-d2x", "47 U.S.C. 222(d)(2)");
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind recipient = facts.recipient().kind();
        return facts.purpose() == Purpose.PROTECT
                        && (recipient == RecipientKind.OTHER_CARRIER || Uses.isContractorOrThird(recipient))
                        && Categories.isCpniWithLocation(facts.category())
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE)
                : Verdict.silent();
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import java.util.Optional;

/** R-GEN-1: our accessor lacks the need to know. Denies even with the customer's opt-in. */
final class NeedToKnow extends Paragraph implements Rule.Ban {

    NeedToKnow() {
        super("R-GEN-1", "47 U.S.C. 222(a), 47 CFR 64.2010(a)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return facts.needToKnow().isPresent()
                ? Optional.empty()
                : Optional.of(because("grant " + facts.operation() + " of " + facts.category() + " for "
                        + facts.purpose() + " to a role of the accessor, or assign the accessor to the customer"));
    }
}

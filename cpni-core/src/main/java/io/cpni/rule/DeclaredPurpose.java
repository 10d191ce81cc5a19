package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import java.util.Optional;

/**
 * R-GEN-3: no purpose was declared, or another one than the data is really used for. The bans come first: they look
 * at both.
 */
final class DeclaredPurpose extends Paragraph implements Rule.Ban {

    DeclaredPurpose() {
        super("R-GEN-3", "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return facts.purpose() == Purpose.UNDECLARED || facts.purpose() != facts.actualPurpose()
                ? Optional.of(FccRules.noRowPermits())
                : Optional.empty();
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Reason;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import java.util.Optional;

/** R-222-f2: automatic crash notifications serve nothing but the crash alert itself, which our staff operate. */
final class CrashAlert extends Paragraph implements Rule.Ban, Rule.Row {

    CrashAlert() {
        super("R-222-f2", "47 U.S.C. 222(f)(2)");
    }

    @Override
    public Optional<Reason> denies(Facts facts) {
        return facts.category() == DataCategory.CRASH_ALERT && !isOperation(facts)
                ? Optional.of(because("nothing; crash alerts serve the crash alert itself"))
                : Optional.empty();
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.category() == DataCategory.CRASH_ALERT && isOperation(facts)
                ? Verdict.permits()
                : Verdict.silent();
    }

    private static boolean isOperation(Facts facts) {
        return facts.purpose() == Purpose.PROVIDE_SERVICE
                && facts.actualPurpose() == Purpose.PROVIDE_SERVICE
                && facts.recipient().kind() == RecipientKind.STAFF;
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-222-c1: our staff provide the service the data comes from, or what it needs. Location too. */
final class ProvideService extends Paragraph implements Rule.Row {

    ProvideService() {
        super("R-222-c1", "47 U.S.C. 222(c)(1)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.PROVIDE_SERVICE
                        && facts.recipient().kind() == RecipientKind.STAFF
                        && Categories.isCpniWithLocation(facts.category())
                ? Verdict.permits()
                : Verdict.silent();
    }
}

package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-222-d4B: there is a risk of death or serious harm. The location goes to the guardian or immediate family. */
final class LocationForFamily extends Paragraph implements Rule.Row {

    LocationForFamily() {
        super("R-222-d4B", "47 U.S.C. 222(d)(4)(B)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.EMERGENCY
                        && facts.recipient().kind() == RecipientKind.FAMILY
                        && facts.category() == DataCategory.LOCATION
                        && facts.grounds(Grounds.Emergency.class)
                                .filter(Grounds.Emergency::riskOfHarm)
                                .isPresent()
                        && facts.ofSubject()
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE)
                : Verdict.silent();
    }
}

package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-222-d4C: a provider of emergency data assists a response. It gets the location, under contract. */
final class LocationForEmergencyData extends Paragraph implements Rule.Row {

    LocationForEmergencyData() {
        super("R-222-d4C", "47 U.S.C. 222(d)(4)(C)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.EMERGENCY
                        && facts.recipient().kind() == RecipientKind.EMERG_DB
                        && facts.category() == DataCategory.LOCATION
                        && facts.grounds(Grounds.Emergency.class)
                                .filter(Grounds.Emergency::assistsResponse)
                                .isPresent()
                        && facts.ofSubject()
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE, Obligation.Kind.CONTRACT)
                : Verdict.silent();
    }
}

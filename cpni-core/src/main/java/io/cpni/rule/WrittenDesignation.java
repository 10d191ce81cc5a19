package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-222-c2: the customer asks in writing that a named person be given the data. It must be given, in any state.
 * Location too.
 */
final class WrittenDesignation extends Paragraph implements Rule.Row {

    WrittenDesignation() {
        super("R-222-c2", "47 U.S.C. 222(c)(2)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose() == Purpose.DESIGNATED
                        && facts.recipient().kind() == RecipientKind.DESIGNEE
                        && Categories.isCpniWithLocation(facts.category())
                        && facts.grounds(Grounds.Designation.class)
                                .filter(Grounds.Designation::isWrittenByCustomer)
                                .filter(designation -> names(designation, facts))
                                .isPresent()
                        && facts.ofSubject()
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE)
                : Verdict.silent();
    }

    private static boolean names(Grounds.Designation designation, Facts facts) {
        return designation.names().isEmpty()
                || designation.names().equals(facts.recipient().name());
    }
}

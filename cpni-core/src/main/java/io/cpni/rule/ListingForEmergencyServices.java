package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-222-g: name, number and address, unlisted too, for emergency services in emergencies. */
final class ListingForEmergencyServices extends Paragraph implements Rule.Row {

    ListingForEmergencyServices() {
        super("R-222-g", "47 U.S.C. 222(g)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return isAbout(facts) ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE) : Verdict.silent();
    }

    static boolean isAbout(Facts facts) {
        Purpose purpose = facts.purpose();
        RecipientKind recipient = facts.recipient().kind();
        return (purpose == Purpose.EMERGENCY || purpose == Purpose.EMERGENCY_LISTING)
                && Categories.isIdentity(facts.category())
                && (recipient == RecipientKind.PSAP
                        || recipient == RecipientKind.LEA
                        || recipient == RecipientKind.EMERG_DB);
    }
}

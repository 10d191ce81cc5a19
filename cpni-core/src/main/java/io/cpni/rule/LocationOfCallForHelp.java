package io.cpni.rule;

import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.util.EnumSet;

/**
 * R-222-d4A: the user of wireless or IP voice service called for help. The location goes to the emergency call centre
 * and the police.
 */
final class LocationOfCallForHelp extends Paragraph implements Rule.Row {

    LocationOfCallForHelp() {
        super("R-222-d4A", "47 U.S.C. 222(d)(4)(A)");
    }

    @Override
    public Verdict judge(Facts facts) {
        RecipientKind recipient = facts.recipient().kind();
        return facts.purpose() == Purpose.EMERGENCY
                        && (recipient == RecipientKind.PSAP || recipient == RecipientKind.LEA)
                        && facts.category() == DataCategory.LOCATION
                        && facts.grounds(Grounds.Emergency.class)
                                .filter(Grounds.Emergency::calledForHelp)
                                .isPresent()
                        && facts.ofSubject()
                        && facts.source()
                                .filter(EnumSet.of(ServiceCategory.CMRS, ServiceCategory.VOIP)::contains)
                                .isPresent()
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE)
                : Verdict.silent();
    }
}

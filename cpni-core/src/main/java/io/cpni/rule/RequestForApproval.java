package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.accessor.Grounds;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/**
 * R-2009-d2: we ask a customer for approval. Where sales personnel do that in a contact that we begin, a supervisor
 * approves first.
 */
final class RequestForApproval extends Paragraph implements Rule.Row {

    RequestForApproval() {
        super("R-2009-d2", "47 CFR 64.2009(d)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.SOLICIT_APPROVAL || !maySee(facts)) {
            return Verdict.silent();
        }
        if (!facts.sales() || facts.contact().filter(Contact::isOutbound).isEmpty()) {
            return Verdict.permits();
        }
        return facts.grounds(Grounds.SupervisorApproval.class).isPresent()
                ? Verdict.permits(Obligation.Kind.SUPERVISOR_REVIEW)
                : Verdict.withholds(because("a supervisor's approval, given before the contact"));
    }

    /** Whoever works for us may know whom to ask; what is known of the customer's use is for staff and agents. */
    private static boolean maySee(Facts facts) {
        RecipientKind recipient = facts.recipient().kind();
        return (Categories.isIdentity(facts.category()) && Uses.maybeMarketsForUs(recipient))
                || (Categories.isCpni(facts.category()) && Uses.isStaffOrAgent(recipient));
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;

/** R-2010-h: a wireless carrier changes a SIM after secure authentication, and tells the customer before. */
final class SimChange extends Paragraph implements Rule.Row {

    SimChange() {
        super("R-2010-h", "47 CFR 64.2010(h)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.SIM_CHANGE
                || !facts.carrier().simRules()
                || !facts.carrier().provides().contains(ServiceCategory.CMRS)
                || !CustomerAccess.isDealing(facts)) {
            return Verdict.silent();
        }
        return CustomerAccess.isAuthenticated(facts)
                ? Verdict.permits(Obligation.Kind.NOTIFY_CUSTOMER)
                : Verdict.withholds(
                        because("secure authentication: not by biographical or account information, recent payments"
                                + " or calls"));
    }
}

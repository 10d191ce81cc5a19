package io.cpni.rule;

import io.cpni.accessor.CustomerVerification;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;

/**
 * R-2010-g: a business with a dedicated representative and a contract that addresses CPNI is authenticated as the
 * contract provides.
 */
final class BusinessContract extends Paragraph implements Rule.Row {

    BusinessContract() {
        super("R-2010-g", "47 CFR 64.2010(g)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return CustomerAccess.isAsked(facts)
                        && facts.verification().hasSound(CustomerVerification.Kind.CONTRACT)
                        && facts.ofSubject()
                        && facts.flag(CustomerFlag.BUSINESS_EXEMPT)
                ? Verdict.permits()
                : Verdict.silent();
    }
}

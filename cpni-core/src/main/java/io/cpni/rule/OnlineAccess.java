package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;

/** R-2010-c: a customer sees all of the customer's own CPNI online after a password that rests on no account or biographical information. */
final class OnlineAccess implements Rule.Row {

    @Override
    public String id() {
        return "R-2010-c";
    }

    @Override
    public String citation() {
        return "47 CFR 64.2010(c)";
    }

    @Override
    public Verdict judge(Facts facts) {
        if (facts.purpose() != Purpose.CUSTOMER_ACCESS
                || facts.recipient().kind() != RecipientKind.CUSTOMER
                || facts.contact()
                        .map(Contact::channel)
                        .filter(ContactChannel.ONLINE::equals)
                        .isEmpty()
                || !Categories.isCpniWithLocation(facts.category())
                || !facts.own()) {
            return Verdict.silent();
        }
        return facts.verification().hasSound(CustomerVerification.Kind.PASSWORD)
                ? Verdict.permits()
                : Verdict.withholds(because(
                        "a password that was set up, and asked for, without account or" + " biographical information"));
    }
}

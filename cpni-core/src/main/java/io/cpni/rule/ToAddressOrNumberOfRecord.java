package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.customer.CustomerFlag;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import java.util.Optional;

/**
 * R-2010-b2: without the password call detail goes to the address of record, or is told by calling the number of
 * record.
 */
final class ToAddressOrNumberOfRecord extends Paragraph implements Rule.Row {

    ToAddressOrNumberOfRecord() {
        super("R-2010-b2", "47 CFR 64.2010(b), 64.2003(b) and (q)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!CustomerAccess.isThrough(facts, CustomerAccess.CALLS_AND_LETTERS)
                || !Categories.isCallDetail(facts.category())
                || PhoneReadOut.permits(facts)
                || !facts.ofSubject()) {
            return Verdict.silent();
        }
        Optional<String> to = facts.contact().flatMap(Contact::to);
        if (CustomerAccess.delivers(facts, Contact.Delivery.SEND)) {
            return to.isPresent() && facts.flag(CustomerFlag.ADDRESS_OF_RECORD, to.get())
                    ? Verdict.permits(Obligation.Kind.SEND_TO_RECORD)
                    : Verdict.withholds(because("an address that has been on the account for 30 days"));
        }
        if (CustomerAccess.delivers(facts, Contact.Delivery.CALL_BACK) || isOurCall(facts)) {
            return to.isPresent() && facts.flag(CustomerFlag.NUMBER_OF_RECORD, to.get())
                    ? Verdict.permits(Obligation.Kind.CALL_BACK)
                    : Verdict.withholds(because("the number of the service itself, not a contact number"));
        }
        return Verdict.silent();
    }

    /** A call that we begin is a call to the number of record, or call detail is not told in it. */
    private static boolean isOurCall(Facts facts) {
        return facts.contact()
                .filter(Contact::isOutbound)
                .filter(Contact::isCall)
                .isPresent();
    }
}

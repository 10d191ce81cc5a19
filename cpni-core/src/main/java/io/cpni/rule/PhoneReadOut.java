package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;

/**
 * R-2010-b1: in a call that the customer began, call detail is read out after the password, or the back-up answer
 * that serves as one. Location is no less than call detail.
 */
final class PhoneReadOut extends Paragraph implements Rule.Row {

    PhoneReadOut() {
        super("R-2010-b1", "47 CFR 64.2010(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!isAbout(facts) || !facts.ofSubject()) {
            return Verdict.silent();
        }
        if (facts.verification().hasPassword()) {
            return Verdict.permits();
        }
        return CustomerAccess.delivers(facts, Contact.Delivery.READ_OUT)
                ? Verdict.withholds(
                        because("the password first, asked for without account or biographical information"))
                : Verdict.silent();
    }

    /** Tells whether this row permits, whoever the customer is. */
    static boolean permits(Facts facts) {
        return isAbout(facts) && facts.verification().hasPassword();
    }

    private static boolean isAbout(Facts facts) {
        return CustomerAccess.isThrough(facts, CustomerAccess.CALLS)
                && facts.contact().filter(Contact::isOutbound).isEmpty()
                && Categories.isCallDetail(facts.category());
    }
}

package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.DataCategory;

/** R-2010-b3: the customer describes calls unaided. These calls, and no others, are discussed. */
final class RecitedCalls extends Paragraph implements Rule.Row {

    RecitedCalls() {
        super("R-2010-b3", "47 CFR 64.2010(b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return CustomerAccess.isThrough(facts, CustomerAccess.CALLS)
                        && facts.category() == DataCategory.CALL_DETAIL
                        && CustomerAccess.delivers(facts, Contact.Delivery.READ_OUT)
                        && facts.contact().filter(Contact::isOutbound).isEmpty()
                        && !facts.verification().hasPassword()
                        && facts.ofSubject()
                        && facts.recited()
                ? Verdict.permits(Obligation.Kind.LIMIT_SCOPE)
                : Verdict.silent();
    }
}

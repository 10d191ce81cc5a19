package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;

/** R-2010-b4: by telephone, anything but call detail: reasonable authentication; a password is not required. */
final class PhoneAccess extends Paragraph implements Rule.Row {

    PhoneAccess() {
        super("R-2010-b4", "47 CFR 64.2010(a) and (b)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!CustomerAccess.isThrough(facts, CustomerAccess.CALLS)
                || Categories.isCallDetail(facts.category())
                || !facts.ofSubject()) {
            return Verdict.silent();
        }
        return facts.verification().isReasonable()
                ? Verdict.permits()
                : Verdict.withholds(
                        because("a password, a back-up answer, a code sent to the number or address of record, or a"
                                + " government photo ID"));
    }
}

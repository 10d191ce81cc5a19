package io.cpni.rule;

import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.CustomerVerification;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import java.util.EnumSet;

/** R-2010-d: in a store, any CPNI: a government photo ID that is valid and matches the account. */
final class InStoreAccess extends Paragraph implements Rule.Row {

    InStoreAccess() {
        super("R-2010-d", "47 CFR 64.2010(d), 64.2003(r)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!CustomerAccess.isThrough(facts, EnumSet.of(ContactChannel.STORE)) || !facts.ofSubject()) {
            return Verdict.silent();
        }
        return facts.verification().hasSound(CustomerVerification.Kind.PHOTO_ID)
                ? Verdict.permits()
                : Verdict.withholds(because("a government photo ID that has not expired and matches the account"));
    }
}

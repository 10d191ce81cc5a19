package io.cpni.rule;

import io.cpni.accessor.ContactChannel;
import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import java.util.EnumSet;

/**
 * R-2010-c: online, all CPNI: a password that rests on no account or biographical information, or the back-up answer
 * that serves as one.
 */
final class OnlineAccess extends Paragraph implements Rule.Row {

    OnlineAccess() {
        super("R-2010-c", "47 CFR 64.2010(c)");
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!CustomerAccess.isThrough(facts, EnumSet.of(ContactChannel.ONLINE)) || !facts.ofSubject()) {
            return Verdict.silent();
        }
        return facts.verification().hasPassword()
                ? Verdict.permits()
                : Verdict.withholds(because(
                        "a password that was set up, and asked for, without account or biographical information"));
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;

/** R-2010-a: a claimed customer is authenticated before any data goes out, in whatever way. */
final class AuthenticateFirst extends Paragraph implements Rule.Row {

    AuthenticateFirst() {
        super("R-2010-a", "47 CFR 64.2010(a)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return CustomerAccess.isAsked(facts)
                ? Verdict.withholds(
                        because("authenticate the customer whom the context names, for the way in which the data goes"
                                + " out"))
                : Verdict.silent();
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;

/** R-2010-e: passwords and back-up answers are set up without account or biographical information, and so is whatever else the customer is reached or recognised by. */
final class SetPassword extends Paragraph implements Rule.Row {

    SetPassword() {
        super("R-2010-e", "47 CFR 64.2010(e)");
    }

    @Override
    public Verdict judge(Facts facts) {
        return AccountChanges.of(facts).isPresent() && !CustomerAccess.isAuthenticated(facts)
                ? Verdict.withholds(because("authenticate the customer whom the context names without account or"
                        + " biographical information, by a code sent to the number or address of record for example"))
                : Verdict.silent();
    }
}

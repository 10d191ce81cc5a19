package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Rule;
import io.cpni.purpose.RecipientKind;

/** R-SEED-NM: marketing with names and addresses alone. An opt-out of the use of CPNI does not end it. */
final class MarketWithoutCpni extends Paragraph implements Rule.Row {

    MarketWithoutCpni() {
        super("R-SEED-NM", "carrier's privacy promise of 2013");
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.purpose().isMarketing()
                        && Categories.isIdentity(facts.category())
                        && facts.recipient().kind() != RecipientKind.DIRECTORY
                ? Verdict.permits()
                : Verdict.silent();
    }
}

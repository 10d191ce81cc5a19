package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import java.util.Set;

/**
 * R-2009-c1: CPNI is used for marketing, by anyone, other than with an approval for one call. A record of the
 * campaign is kept.
 */
final class RecordOfCampaign extends Paragraph implements Rule.Adder {

    RecordOfCampaign() {
        super("R-2009-c1", "47 CFR 64.2009(c)");
    }

    @Override
    public Set<Obligation> adds(Facts facts, Row permitting) {
        return facts.purpose().isMarketing() && Categories.isCpniOrCrashAlert(facts.category())
                ? Set.of(Obligation.of(Obligation.Kind.RECORD_CAMPAIGN))
                : Set.of();
    }
}

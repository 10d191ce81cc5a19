package io.cpni.rule;

import io.cpni.accessor.Contact;
import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import java.util.Set;

/**
 * R-2009-d1: a marketing contact that we begin uses CPNI, with an approval for one call too. A supervisor reviews it.
 */
final class ReviewOfOutboundMarketing extends Paragraph implements Rule.Adder {

    ReviewOfOutboundMarketing() {
        super("R-2009-d1", "47 CFR 64.2009(d)");
    }

    @Override
    public Set<Obligation> adds(Facts facts, Row permitting) {
        return Uses.isMarketingOrOneTime(facts.purpose())
                        && Categories.isCpniOrCrashAlert(facts.category())
                        && facts.contact().filter(Contact::isOutbound).isPresent()
                ? Set.of(Obligation.of(Obligation.Kind.SUPERVISOR_REVIEW))
                : Set.of();
    }
}

package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.MaskStyle;
import java.util.Set;

/** R-GEN-5: the purpose needs less than was asked; what the accessor's grants show masked stays masked. */
final class MinimumNecessary implements Rule.Adder {

    @Override
    public String id() {
        return "R-GEN-5";
    }

    @Override
    public String citation() {
        return "engineering rule; need-to-know of 47 U.S.C. 222(a)";
    }

    @Override
    public Set<Obligation> adds(Facts facts, Row permitting) {
        Set<MaskStyle> masks = facts.needToKnow().orElse(Set.of());
        return masks.isEmpty() ? Set.of() : Set.of(Obligation.Mask.of(masks));
    }
}

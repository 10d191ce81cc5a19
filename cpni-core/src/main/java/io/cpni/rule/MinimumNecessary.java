package io.cpni.rule;

import io.cpni.decision.Facts;
import io.cpni.decision.Obligation;
import io.cpni.decision.Rule;
import io.cpni.label.MaskStyle;
import java.util.Set;

/** R-GEN-5: the purpose needs less than was asked, or the accessor's grants show some fields masked. */
final class MinimumNecessary extends Paragraph implements Rule.Adder {

    MinimumNecessary() {
        super("R-GEN-5", "engineering rule; need-to-know of 47 U.S.C. 222(a)");
    }

    @Override
    public Set<Obligation> adds(Facts facts, Row permitting) {
        if (!facts.needed()) {
            return Set.of(Obligation.Mask.all());
        }
        Set<MaskStyle> masks = facts.needToKnow().orElse(Set.of());
        return masks.isEmpty() ? Set.of() : Set.of(Obligation.Mask.of(masks));
    }
}

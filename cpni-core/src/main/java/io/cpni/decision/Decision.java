package io.cpni.decision;

import io.cpni.label.MaskStyle;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Answers whether a use is permitted. There is no third answer, and no answer is a boolean. */
public sealed interface Decision {

    /** Returns the rule that permits, or that first denies. */
    Reason reason();

    /** Folds the two cases into one value. */
    default <T> T map(Function<? super Permit, ? extends T> onPermit, Function<? super Deny, ? extends T> onDeny) {
        if (this instanceof Permit permit) {
            return onPermit.apply(permit);
        }
        return onDeny.apply((Deny) this);
    }

    /**
     * Permits the use, provided that the obligations are met.
     *
     * @param reason the rule that permits
     * @param obligations what must be done
     * @param further the other rules that took part: those that permit further categories, or add obligations
     */
    record Permit(Reason reason, Set<Obligation> obligations, List<Reason> further) implements Decision {

        /** Copies the collections. */
        public Permit {
            obligations = Set.copyOf(obligations);
            further = List.copyOf(further);
        }

        /** Tells whether the permit holds only within the limits of its purpose, process or period. */
        boolean limitsScope() {
            return obligations.stream().anyMatch(o -> o.kind() == Obligation.Kind.LIMIT_SCOPE);
        }

        /** Tells whether a field with the given style must be shown masked. */
        public boolean masks(MaskStyle style) {
            return obligations.stream().anyMatch(o -> o instanceof Obligation.Mask mask && mask.covers(style));
        }
    }

    /**
     * Denies the use.
     *
     * @param reason the first rule that denies
     */
    record Deny(Reason reason) implements Decision {}
}

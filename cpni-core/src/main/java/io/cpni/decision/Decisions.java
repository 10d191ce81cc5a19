package io.cpni.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Combines the decisions for several categories of data. */
final class Decisions {

    private Decisions() {}

    /**
     * Returns the first denial, or a permit with everybody's obligations (R-GEN-4).
     *
     * @throws IllegalArgumentException if there is no decision to combine: nothing asked is not a permit
     */
    static Decision combine(Collection<Decision> decisions) {
        if (decisions.isEmpty()) {
            throw new IllegalArgumentException("no decision to combine");
        }
        Set<Obligation> obligations = new LinkedHashSet<>();
        Set<Reason> further = new LinkedHashSet<>();
        Decision.Permit first = null;
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Permit permit) {
                obligations.addAll(permit.obligations());
                further.add(permit.reason());
                further.addAll(permit.further());
                first = first == null ? permit : first;
            } else {
                return decision;
            }
        }
        if (first == null) {
            throw new IllegalArgumentException("no decision to combine");
        }
        further.remove(first.reason());
        return new Decision.Permit(first.reason(), obligations, List.copyOf(further));
    }
}

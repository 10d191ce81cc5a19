package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;

/** Counts the leaves of plans while they grow, for tests outside this package. */
public final class PlanLeaves {

    /** The most that a plan may have. */
    public static final int MOST = PlanTree.MOST_LEAVES;

    private PlanLeaves() {}

    /** Returns the leaves of the tree for a context and category, before equal ones are folded. */
    public static int count(RuleSet rules, CarrierSettings carrier, AccessContext context, DataCategory category) {
        int[] leaves = new int[1];
        PlanTree.grow(open -> {
            Decision decision = rules.decide(new OpenFacts(
                    context.circumstances().asOf(AccessSpace.NOW),
                    context.accessor().roles(),
                    context.accessor().isTrainedAt(AccessSpace.NOW),
                    context.accessor().sales(),
                    context.accessor().customer().isPresent(),
                    context.subject().isPresent(),
                    Operation.READ,
                    category,
                    true,
                    AccessSpace.GRANTS,
                    carrier,
                    open));
            leaves[0]++;
            return decision;
        });
        return leaves[0];
    }
}

package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.decision.AccessSpace;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.PlanLeaves;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Measures how many combinations of open facts the rules in force ask for at once. That the engine refuses more than it can
 * plan is tested with the trees themselves.
 */
class PlanSizeTest {

    /** Those who are asked for more than their training. */
    private static final List<AccessSpace.Kind> KINDS = List.of(AccessSpace.Kind.TRAINED, AccessSpace.Kind.CUSTOMER);

    /** The roles whose grants ask for the most facts, and one that asks for none; others only take from these. */
    private static final List<Set<String>> ROLES =
            List.of(Set.of("all"), Set.of("assigned", "own-masked"), Set.of("all-masked-all", "assigned", "own"));

    @Test
    void noPlanNeedsMoreLeavesThanItMayHave() {
        IntSummaryStatistics leaves = Arrays.stream(Purpose.values())
                .parallel()
                .map(PlanSizeTest::leaves)
                .reduce(new IntSummaryStatistics(), (all, more) -> {
                    IntSummaryStatistics both = new IntSummaryStatistics();
                    both.combine(all);
                    both.combine(more);
                    return both;
                });

        System.out.printf(
                "plans: %d, leaves: mean %.1f, max %d%n", leaves.getCount(), leaves.getAverage(), leaves.getMax());
        assertThat(leaves.getCount()).isGreaterThan(100_000);
        assertThat(leaves.getMax()).isLessThanOrEqualTo(PlanLeaves.MOST);
    }

    private static IntSummaryStatistics leaves(Purpose purpose) {
        IntSummaryStatistics leaves = new IntSummaryStatistics();
        for (CarrierSettings carrier : AccessSpace.CARRIERS) {
            for (AccessSpace.Kind kind : KINDS) {
                for (Set<String> roles : ROLES) {
                    for (AccessContext context : AccessSpace.contexts(purpose, kind, roles)) {
                        for (DataCategory category : DataCategory.values()) {
                            leaves.accept(PlanLeaves.count(FccRules.current(), carrier, context, category));
                        }
                    }
                }
            }
        }
        return leaves;
    }
}

package io.cpni.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessSpace;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CustomerWorld;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Rule;
import io.cpni.decision.RuleSet;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/**
 * Shuffles the rules: no decision depends on their order, but for which of several reasons is reported, and for rows
 * that permit the same use with different obligations, where the book says which comes first.
 */
class RuleOrderTest {

    private static final int SHUFFLES = 50;

    /** Each shuffle is tried on one context of so many; another one each time. */
    private static final int SPREAD = 25;

    @Test
    @Regulation("R-GEN-3")
    void theOrderOfTheRulesDecidesNothingButWhichReasonIsNamed() {
        List<AccessContext> contexts = contexts();
        ConcurrentMap<String, String> differences = new ConcurrentHashMap<>();
        CarrierSettings carrier = AccessSpace.CARRIERS.get(1);
        DecisionEngine inOrder = new DecisionEngine(FccRules.current(), AccessSpace.GRANTS, carrier);
        for (int seed = 0; seed < SHUFFLES; seed++) {
            DecisionEngine shuffled = new DecisionEngine(shuffled(seed), AccessSpace.GRANTS, carrier);
            for (int i = seed % SPREAD; i < contexts.size(); i += SPREAD) {
                compare(inOrder, shuffled, contexts.get(i), differences);
            }
        }

        assertThat(differences).isEmpty();
    }

    private static void compare(
            DecisionEngine inOrder, DecisionEngine shuffled, AccessContext context, Map<String, String> differences) {
        for (DataCategory category : DataCategory.values()) {
            CustomerWorld.forEach(world -> {
                Decision expected = world.decide(inOrder, context, Operation.READ, category);
                Decision actual = world.decide(shuffled, context, Operation.READ, category);
                if (!isSame(expected, actual)) {
                    List<String> rows = new ArrayList<>(
                            List.of(expected.reason().rule(), actual.reason().rule()));
                    Collections.sort(rows);
                    differences.put(
                            String.join(" ", rows),
                            context + " " + category + " " + world + ": " + expected + ", shuffled " + actual);
                }
            });
        }
    }

    private static boolean isSame(Decision one, Decision other) {
        if (one instanceof Decision.Permit permit) {
            return other instanceof Decision.Permit same && permit.obligations().equals(same.obligations());
        }
        return other instanceof Decision.Deny;
    }

    private static RuleSet shuffled(int seed) {
        List<Rule> rules = new ArrayList<>(FccRules.current().rules());
        Collections.shuffle(rules, new Random(seed));
        return new RuleSet(rules, FccRules.noRowPermits());
    }

    private static List<AccessContext> contexts() {
        List<AccessContext> contexts = new ArrayList<>();
        for (AccessSpace.Kind kind : List.of(AccessSpace.Kind.TRAINED, AccessSpace.Kind.CUSTOMER)) {
            Arrays.stream(Purpose.values())
                    .forEach(purpose -> contexts.addAll(AccessSpace.contexts(purpose, kind, Set.of("all"))));
        }
        return contexts;
    }
}

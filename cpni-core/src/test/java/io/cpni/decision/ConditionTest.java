package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks conditions against their truth tables: every combination of three facts is one bit. */
class ConditionTest {

    private static final Atom OWN = new Atom.Own();
    private static final Atom ASSIGNED = new Atom.Assigned();
    private static final Atom APPROVAL =
            new Atom.Approval(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL));

    private static final List<Condition> SIMPLE = List.of(
            Condition.always(),
            Condition.never(),
            new Condition.Is(OWN, Set.of(true)),
            new Condition.Is(OWN, Set.of(false)),
            new Condition.Is(ASSIGNED, Set.of(true)),
            new Condition.Is(APPROVAL, Set.of(ApprovalState.OPT_IN)),
            new Condition.Is(APPROVAL, Set.of(ApprovalState.OPT_IN, ApprovalState.DEEMED)),
            new Condition.Is(APPROVAL, Set.of(ApprovalState.OPTED_OUT, ApprovalState.DEEMED)));

    @Test
    void allHoldsWhereEveryPartHoldsAndAnyWhereSomeDoes() {
        for (Condition one : nested(SIMPLE, SIMPLE)) {
            for (Condition other : SIMPLE) {
                assertThat(truth(Condition.all(List.of(one, other)))).isEqualTo(truth(one) & truth(other));
                assertThat(truth(Condition.any(List.of(one, other)))).isEqualTo(truth(one) | truth(other));
            }
        }
        assertThat(Condition.all(List.of())).isEqualTo(Condition.always());
        assertThat(Condition.any(List.of())).isEqualTo(Condition.never());
    }

    @Test
    void whatIsTrivialIsFoldedAway() {
        Condition own = SIMPLE.get(2);
        Condition assigned = SIMPLE.get(4);
        Condition both = Condition.all(List.of(own, assigned));
        Condition either = Condition.any(List.of(own, assigned));

        assertThat(Condition.all(List.of(own, Condition.always(), own))).isEqualTo(own);
        assertThat(Condition.all(List.of(own, Condition.never()))).isEqualTo(Condition.never());
        assertThat(Condition.any(List.of(own, Condition.never(), own))).isEqualTo(own);
        assertThat(Condition.any(List.of(own, Condition.always()))).isEqualTo(Condition.always());
        assertThat(Condition.all(List.of(both, own))).isEqualTo(both);
        assertThat(Condition.any(List.of(assigned, either))).isEqualTo(either);
        for (Condition condition : nested(nested(SIMPLE, SIMPLE), SIMPLE)) {
            assertFolded(condition);
        }
    }

    @Test
    void anImplicationIsClaimedOnlyWhereItHoldsForEveryCustomer() {
        Map<Condition, Integer> space = new LinkedHashMap<>();
        nested(nested(nested(SIMPLE, SIMPLE), SIMPLE), List.of(SIMPLE.get(4), SIMPLE.get(6)))
                .forEach(condition -> space.put(condition, truth(condition)));
        // Also shapes that folding never makes.
        space.put(new Condition.All(Set.of()), truth(Condition.always()));
        space.put(new Condition.Any(Set.of()), truth(Condition.never()));
        space.put(new Condition.Is(OWN, Set.of()), truth(Condition.never()));
        assertThat(space.size()).isGreaterThan(700);
        long claimed = 0;

        for (Map.Entry<Condition, Integer> one : space.entrySet()) {
            for (Map.Entry<Condition, Integer> other : space.entrySet()) {
                if (one.getKey().surelyImplies(other.getKey())) {
                    claimed++;
                    if ((one.getValue() & ~other.getValue()) != 0) {
                        throw new AssertionError(one.getKey() + " does not imply " + other.getKey());
                    }
                }
            }
        }
        assertThat(claimed).isGreaterThan(space.size());
    }

    @Test
    void theImplicationsThatPlansNeedAreSeen() {
        Condition own = SIMPLE.get(2);
        Condition assigned = SIMPLE.get(4);
        Condition either = Condition.any(List.of(own, assigned));

        assertThat(own.surelyImplies(own)).isTrue();
        assertThat(own.surelyImplies(either)).isTrue();
        assertThat(either.surelyImplies(own)).isFalse();
        assertThat(Condition.all(List.of(own, assigned)).surelyImplies(own)).isTrue();
        assertThat(SIMPLE.get(5).surelyImplies(SIMPLE.get(6))).isTrue();
        assertThat(SIMPLE.get(6).surelyImplies(SIMPLE.get(5))).isFalse();
        assertThat(Condition.never().surelyImplies(own)).isTrue();
        assertThat(own.surelyImplies(Condition.always())).isTrue();
        assertThat(Condition.always().surelyImplies(own)).isFalse();
    }

    private static Set<Condition> nested(Iterable<Condition> some, Iterable<Condition> more) {
        Set<Condition> all = new LinkedHashSet<>();
        for (Condition one : some) {
            all.add(one);
            for (Condition other : more) {
                all.add(Condition.all(List.of(one, other)));
                all.add(Condition.any(List.of(other, one)));
            }
        }
        return all;
    }

    private static void assertFolded(Condition condition) {
        Set<Condition> parts = Set.of();
        if (condition instanceof Condition.All all) {
            parts = all.parts();
            assertThat(parts).noneMatch(part -> part instanceof Condition.All);
        } else if (condition instanceof Condition.Any any) {
            parts = any.parts();
            assertThat(parts).noneMatch(part -> part instanceof Condition.Any);
        } else {
            return;
        }
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .noneMatch(part -> part instanceof Condition.Always || part instanceof Condition.Never);
        parts.forEach(ConditionTest::assertFolded);
    }

    /** Returns one bit per combination of facts: set where the condition holds. */
    private static int truth(Condition condition) {
        int bits = 0;
        int bit = 1;
        for (boolean own : List.of(true, false)) {
            for (boolean assigned : List.of(true, false)) {
                for (ApprovalState state : ApprovalState.values()) {
                    if (holds(condition, Map.of(OWN, own, ASSIGNED, assigned, APPROVAL, state))) {
                        bits |= bit;
                    }
                    bit <<= 1;
                }
            }
        }
        return bits;
    }

    private static boolean holds(Condition condition, Map<Atom, Object> facts) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(part, facts));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, facts));
        }
        if (condition instanceof Condition.Is is) {
            return is.values().contains(facts.get(is.atom()));
        }
        return condition instanceof Condition.Always;
    }
}

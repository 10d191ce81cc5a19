package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlanTreeTest {

    private static final Atom OWN = new Atom.Own();
    private static final Atom ASSIGNED = new Atom.Assigned();
    private static final Atom APPROVAL =
            new Atom.Approval(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL));
    private static final Decision YES = new Decision.Permit(new Reason("R-1", "one", ""), Set.of(), List.of());
    private static final Decision NO = new Decision.Deny(new Reason("R-2", "two", "nothing"));

    /** Own, or assigned and approved. */
    private static Decision someRules(PlanTree.FactLookup facts) {
        if ((Boolean) facts.valueOf(OWN)) {
            return YES;
        }
        return (Boolean) facts.valueOf(ASSIGNED) && ((ApprovalState) facts.valueOf(APPROVAL)).isApproval() ? YES : NO;
    }

    @Test
    void theTreeAnswersAsTheRulesDoForEveryCombination() {
        PlanTree tree = PlanTree.grow(PlanTreeTest::someRules);

        forEveryCombination(facts -> assertThat(tree.decide(facts)).isEqualTo(someRules(facts)));
    }

    @Test
    void theConditionHoldsWhereTheDecisionMeetsTheTest() {
        PlanTree tree = PlanTree.grow(PlanTreeTest::someRules);
        Condition permitted = tree.where(YES::equals);
        Condition denied = tree.where(NO::equals);

        forEveryCombination(facts -> {
            assertThat(holds(permitted, facts)).isEqualTo(someRules(facts).equals(YES));
            assertThat(holds(denied, facts)).isEqualTo(someRules(facts).equals(NO));
        });
        assertThat(tree.where(decision -> true)).isEqualTo(Condition.always());
        assertThat(tree.where(decision -> false)).isEqualTo(Condition.never());
    }

    @Test
    void aFactThatChangesNothingIsFoldedAway() {
        PlanTree tree = PlanTree.grow(facts -> {
            facts.valueOf(APPROVAL);
            return (Boolean) facts.valueOf(OWN) ? YES : NO;
        });

        assertThat(tree)
                .isInstanceOfSatisfying(
                        PlanTree.Branch.class,
                        branch -> assertThat(branch.atom()).isEqualTo(OWN));
        assertThat(PlanTree.grow(facts -> facts.valueOf(OWN) == null ? YES : NO))
                .isEqualTo(new PlanTree.Leaf(NO));
    }

    @Test
    void statesWithTheSameOutcomeBecomeOneSetOfValues() {
        PlanTree tree = PlanTree.grow(facts -> ((ApprovalState) facts.valueOf(APPROVAL)).isApproval() ? YES : NO);

        assertThat(tree.where(YES::equals))
                .isEqualTo(new Condition.Is(APPROVAL, Set.of(ApprovalState.DEEMED, ApprovalState.OPT_IN)));
    }

    @Test
    void onlyAskedFactsAreBranchedOn() {
        AtomicInteger runs = new AtomicInteger();

        PlanTree tree = PlanTree.grow(facts -> {
            runs.incrementAndGet();
            return YES;
        });

        assertThat(tree).isEqualTo(new PlanTree.Leaf(YES));
        assertThat(runs).hasValue(1);
    }

    @Test
    void everyDecisionInTheTreeIsVisited() {
        List<Decision> visited = new ArrayList<>();

        PlanTree.grow(PlanTreeTest::someRules).forEachDecision(visited::add);

        assertThat(visited).contains(YES, NO);
    }

    @Test
    void aPlanMayHave1024LeavesAndNotOneMore() {
        assertThat(PlanTree.grow(groups(10))).isInstanceOf(PlanTree.Branch.class);
        assertThatThrownBy(() -> PlanTree.grow(groups(11)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1024 leaves");
        assertThatThrownBy(() -> PlanTree.grow(facts -> {
                    for (Purpose purpose : List.of(Purpose.MARKET, Purpose.SALE, Purpose.AUDIT, Purpose.LEGAL)) {
                        facts.valueOf(
                                new Atom.Approval(new ApprovalAsk(Recipient.staff(), purpose, DataCategory.BILLING)));
                    }
                    return NO;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheRulesThrowIsNotTakenForAnOpenFact() {
        assertThatThrownBy(() -> PlanTree.grow(facts -> {
                    throw new IllegalArgumentException("a rule is broken");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rule is broken");
    }

    @Test
    void aValueThatTheFactCannotHaveIsRefused() {
        PlanTree tree = PlanTree.grow(PlanTreeTest::someRules);

        assertThatThrownBy(() -> tree.decide(atom -> "yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void everyAtomHasDifferentValues() {
        for (Atom atom : List.of(OWN, ASSIGNED, APPROVAL, new Atom.LargeGroup(20), new Atom.SubscribesAll(Set.of()))) {
            assertThat(atom.values()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        }
    }

    /** Rules that ask for the given number of facts of two values each, and whose answer depends on all of them. */
    private static Function<PlanTree.FactLookup, Decision> groups(int facts) {
        return lookup -> {
            StringBuilder id = new StringBuilder("R-");
            for (int i = 0; i < facts; i++) {
                id.append((Boolean) lookup.valueOf(new Atom.LargeGroup(i)) ? '1' : '0');
            }
            return new Decision.Deny(new Reason(id.toString(), "none", ""));
        };
    }

    private static void forEveryCombination(java.util.function.Consumer<PlanTree.FactLookup> check) {
        for (boolean own : List.of(true, false)) {
            for (boolean assigned : List.of(true, false)) {
                for (ApprovalState state : ApprovalState.values()) {
                    check.accept(atom -> atom.equals(OWN) ? own : atom.equals(ASSIGNED) ? (Object) assigned : state);
                }
            }
        }
    }

    private static boolean holds(Condition condition, PlanTree.FactLookup facts) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(part, facts));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, facts));
        }
        if (condition instanceof Condition.Is is) {
            return is.values().contains(facts.valueOf(is.atom()));
        }
        return condition instanceof Condition.Always;
    }
}

package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The decisions for one context and category, by the open facts that the rules asked for. */
sealed interface PlanTree {

    /** Beyond this many leaves a rule set asks for too many facts at once to be planned. */
    int MOST_LEAVES = 1024;

    /** The end of a branch. */
    record Leaf(Decision decision) implements PlanTree {}

    /** A fact on which the decision depends; one child per value, in the order of the atom's values. */
    record Branch(Atom atom, List<PlanTree> children) implements PlanTree {}

    /**
     * Runs the rules for every combination of open facts that they ask for.
     *
     * <p>The rules are run again from the start for each combination, with the facts chosen so far given back to them;
     * as they are pure they ask the same questions again, until they ask a new one or answer.
     */
    static PlanTree grow(Function<FactLookup, Decision> rules) {
        return grow(rules, new LinkedHashMap<>(), new int[1]);
    }

    private static PlanTree grow(Function<FactLookup, Decision> rules, Map<Atom, Object> chosen, int[] leaves) {
        Decision decision;
        try {
            decision = rules.apply(atom -> {
                Object value = chosen.get(atom);
                if (value == null) {
                    throw new OpenFact(atom);
                }
                return value;
            });
        } catch (OpenFact open) {
            List<PlanTree> children = new ArrayList<>();
            for (Object value : open.atom.values()) {
                chosen.put(open.atom, value);
                children.add(grow(rules, chosen, leaves));
            }
            chosen.remove(open.atom);
            return folded(open.atom, children);
        }
        if (++leaves[0] > MOST_LEAVES) {
            throw new IllegalStateException("the rules ask for so many facts that a plan would have more than "
                    + MOST_LEAVES + " leaves; make the rule that asks for the most facts ask for narrowing ones first");
        }
        return new Leaf(decision);
    }

    /** Returns the tree that is left where some facts have the same value everywhere. */
    default PlanTree given(Function<Atom, Optional<Object>> settled) {
        if (!(this instanceof Branch branch)) {
            return this;
        }
        Optional<Object> value = settled.apply(branch.atom());
        if (value.isPresent()) {
            return branch.children()
                    .get(branch.atom().values().indexOf(value.get()))
                    .given(settled);
        }
        return folded(
                branch.atom(),
                branch.children().stream().map(child -> child.given(settled)).toList());
    }

    /** Returns a branch, or what it comes to where the fact makes no difference. */
    private static PlanTree folded(Atom atom, List<PlanTree> children) {
        PlanTree first = children.get(0);
        return children.stream().allMatch(first::equals) ? first : new Branch(atom, List.copyOf(children));
    }

    /** Walks to the decision for one combination of facts. */
    default Decision decide(FactLookup facts) {
        PlanTree node = this;
        while (node instanceof Branch branch) {
            Object value = facts.valueOf(branch.atom());
            int index = branch.atom().values().indexOf(value);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "fact " + branch.atom() + " has a value of an unknown kind: " + value.getClass());
            }
            node = branch.children().get(index);
        }
        return ((Leaf) node).decision();
    }

    /** Walks to the decision for one customer and piece of data, without making an object on the way. */
    default Decision decide(CustomerFacts facts, AccessContext context, DataItem item) {
        PlanTree node = this;
        while (node instanceof Branch branch) {
            node = branch.children().get(CustomerFactLookup.indexOf(branch.atom(), facts, context, item));
        }
        return ((Leaf) node).decision();
    }

    /** Returns the condition under which the decision meets the test. */
    default Condition where(Predicate<Decision> test) {
        if (this instanceof Leaf leaf) {
            return test.test(leaf.decision()) ? Condition.always() : Condition.never();
        }
        Branch branch = (Branch) this;
        Map<Condition, Set<Object>> byOutcome = new LinkedHashMap<>();
        List<?> values = branch.atom().values();
        for (int i = 0; i < values.size(); i++) {
            byOutcome
                    .computeIfAbsent(branch.children().get(i).where(test), outcome -> new LinkedHashSet<>())
                    .add(values.get(i));
        }
        if (byOutcome.size() == 1) {
            return byOutcome.keySet().iterator().next();
        }
        List<Condition> parts = new ArrayList<>();
        byOutcome.forEach((outcome, of) ->
                parts.add(Condition.all(List.of(new Condition.Is(branch.atom(), of), outcome))));
        return Condition.any(parts);
    }

    /** Visits every decision in the tree. */
    default void forEachDecision(Consumer<Decision> visitor) {
        if (this instanceof Leaf leaf) {
            visitor.accept(leaf.decision());
        } else {
            ((Branch) this).children().forEach(child -> child.forEachDecision(visitor));
        }
    }

    /** Gives the value of an open fact. */
    interface FactLookup {
        Object valueOf(Atom atom);
    }

    /** Thrown out of the rules when they ask for a fact that is not chosen yet; never leaves this interface. */
    final class OpenFact extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Atom atom;

        OpenFact(Atom atom) {
            super("open fact", null, false, false);
            this.atom = atom;
        }
    }
}

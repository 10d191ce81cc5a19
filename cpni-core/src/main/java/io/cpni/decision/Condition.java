package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A condition on customers or rows, over open facts. */
public sealed interface Condition {

    /** Holds for every row. */
    record Always() implements Condition {}

    /** Holds for no row. */
    record Never() implements Condition {}

    /**
     * Holds where a fact has one of the given values.
     *
     * @param atom the fact
     * @param values the values; neither none nor all of them
     */
    record Is(Atom atom, Set<?> values) implements Condition {

        /** Copies the values. */
        public Is {
            values = Set.copyOf(values);
        }
    }

    /**
     * Holds where every part holds.
     *
     * @param parts at least two
     */
    record All(Set<Condition> parts) implements Condition {}

    /**
     * Holds where some part holds.
     *
     * @param parts at least two
     */
    record Any(Set<Condition> parts) implements Condition {}

    /** Returns the condition that holds for every row. */
    static Condition always() {
        return new Always();
    }

    /** Returns the condition that holds for no row. */
    static Condition never() {
        return new Never();
    }

    /** Returns the condition that all of the given ones hold. */
    static Condition all(List<Condition> conditions) {
        Set<Condition> parts = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            if (condition instanceof Never) {
                return condition;
            }
            if (condition instanceof All nested) {
                parts.addAll(nested.parts());
            } else if (!(condition instanceof Always)) {
                parts.add(condition);
            }
        }
        if (parts.isEmpty()) {
            return always();
        }
        return parts.size() == 1 ? parts.iterator().next() : new All(parts);
    }

    /** Returns the condition that some of the given ones holds. */
    static Condition any(List<Condition> conditions) {
        Set<Condition> parts = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            if (condition instanceof Always) {
                return condition;
            }
            if (condition instanceof Any nested) {
                parts.addAll(nested.parts());
            } else if (!(condition instanceof Never)) {
                parts.add(condition);
            }
        }
        if (parts.isEmpty()) {
            return never();
        }
        return parts.size() == 1 ? parts.iterator().next() : new Any(parts);
    }

    /** Tells, without looking at facts, whether every row that meets this condition surely meets the other. */
    default boolean surelyImplies(Condition other) {
        if (other instanceof Always || this instanceof Never || equals(other)) {
            return true;
        }
        if (other instanceof All all) {
            return all.parts().stream().allMatch(this::surelyImplies);
        }
        if (this instanceof Is mine && other instanceof Is theirs) {
            return mine.atom().equals(theirs.atom()) && theirs.values().containsAll(mine.values());
        }
        if (this instanceof All all && all.parts().stream().anyMatch(part -> part.surelyImplies(other))) {
            return true;
        }
        if (other instanceof Any any && any.parts().stream().anyMatch(this::surelyImplies)) {
            return true;
        }
        return this instanceof Any some && some.parts().stream().allMatch(part -> part.surelyImplies(other));
    }

    /**
     * Tells whether it holds for one customer and piece of data. Where the customer is not known, nothing holds that is
     * about customers, neither that something is so nor that it is not; as in a statement a row without a customer.
     *
     * @param facts the facts about the customer; empty if it is not known whose data it is
     * @param context who asks, why and for whom
     * @param item what is known of the data
     * @throws io.cpni.customer.StoreUnavailableException if a fact cannot be told
     */
    default boolean holds(Optional<CustomerFacts> facts, AccessContext context, DataItem item) {
        if (this instanceof Is is) {
            return CustomerFactLookup.valueOf(is.atom(), facts, context, item)
                    .filter(is.values()::contains)
                    .isPresent();
        }
        if (this instanceof All all) {
            return all.parts().stream().allMatch(part -> part.holds(facts, context, item));
        }
        if (this instanceof Any any) {
            return any.parts().stream().anyMatch(part -> part.holds(facts, context, item));
        }
        return this instanceof Always;
    }
}

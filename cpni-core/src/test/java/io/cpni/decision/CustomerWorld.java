package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalState;
import io.cpni.label.DataCategory;
import io.cpni.purpose.ServiceCategory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One customer and record of every kind there can be: runs a check for every combination of the facts that it asks for.
 *
 * <p>The check is run from the start for each combination, so it must not remember anything from one run to the next. A
 * fact that it never asks for cannot change its outcome, so that this is the same as running it for all combinations.
 */
public final class CustomerWorld implements PlanTree.FactLookup {

    private static final List<Boolean> YES_NO = List.of(true, false);

    private final Map<Object, Object> chosen = new HashMap<>();

    private final Function<Atom, Optional<Object>> settled;

    private CustomerWorld(Function<Atom, Optional<Object>> settled) {
        this.settled = settled;
    }

    /** Runs the check for every combination of the facts that it asks for. */
    public static void forEach(Consumer<CustomerWorld> check) {
        forEach(atom -> Optional.empty(), check);
    }

    /** Runs the check for every combination of the facts that it asks for and that are not settled. */
    static void forEach(Function<Atom, Optional<Object>> settled, Consumer<CustomerWorld> check) {
        new CustomerWorld(settled).run(check);
    }

    private void run(Consumer<CustomerWorld> check) {
        Undecided open;
        try {
            check.accept(this);
            return;
        } catch (Undecided e) {
            open = e;
        }
        for (Object value : open.values) {
            chosen.put(open.fact, value);
            run(check);
        }
        chosen.remove(open.fact);
    }

    @Override
    public Object valueOf(Atom atom) {
        // A customer takes each category or not; taking all or several of them follows from that.
        if (atom instanceof Atom.SubscribesAll subscribes) {
            return subscribes.categories().stream().sorted().allMatch(this::takes);
        }
        if (atom instanceof Atom.SubscribesAtLeast subscribes) {
            return Arrays.stream(ServiceCategory.values()).filter(this::takes).count() >= subscribes.count();
        }
        // So does being reached by one of several scopes.
        if (atom instanceof Atom.InScope in) {
            return in.scopes().stream().sorted().anyMatch(scope -> (Boolean) value(scope, YES_NO));
        }
        return settled.apply(atom).orElseGet(() -> value(atom, atom.values()));
    }

    private boolean takes(ServiceCategory category) {
        return (Boolean) value(category, YES_NO);
    }

    private Object value(Object fact, List<?> values) {
        Object value = chosen.get(fact);
        if (value == null) {
            throw new Undecided(fact, values);
        }
        return value;
    }

    /** Decides for this customer. */
    public Decision decide(DecisionEngine engine, AccessContext context, Operation operation, DataCategory category) {
        return engine.decide(context, operation, category, this, AccessSpace.NOW);
    }

    /** Decides for this customer in another state of approval, whatever is asked. */
    public Decision decide(
            DecisionEngine engine,
            AccessContext context,
            Operation operation,
            DataCategory category,
            ApprovalState state) {
        return engine.decide(
                context,
                operation,
                category,
                atom -> atom instanceof Atom.Approval ? state : valueOf(atom),
                AccessSpace.NOW);
    }

    /** Decides for this customer as if a fact of a kind did not hold. */
    public Decision decideWithout(
            Class<? extends Atom> fact,
            DecisionEngine engine,
            AccessContext context,
            Operation operation,
            DataCategory category) {
        return engine.decide(
                context,
                operation,
                category,
                atom -> fact.isInstance(atom) ? Boolean.FALSE : valueOf(atom),
                AccessSpace.NOW);
    }

    @Override
    public String toString() {
        return chosen.toString();
    }

    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Object fact;
        private final transient List<?> values;

        Undecided(Object fact, List<?> values) {
            super("undecided", null, false, false);
            this.fact = fact;
            this.values = values;
        }
    }
}

package io.cpni.decision;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.ServiceCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One customer of every kind there can be: runs a check for every combination of the facts that it asks for.
 *
 * <p>The check is run from the start for each combination, so it must not remember anything from one run to the next. A
 * fact that it never asks for cannot change its outcome, so that this is the same as running it for all combinations.
 */
public final class CustomerWorld implements CustomerFacts {

    private static final List<Boolean> YES_NO = List.of(true, false);
    private static final List<Integer> GROUP_SIZES = List.of(1, 19, 20);

    private final Map<Object, Object> chosen = new HashMap<>();

    private CustomerWorld() {}

    /** Runs the check for every combination of the facts that it asks for. */
    public static void forEach(Consumer<CustomerWorld> check) {
        new CustomerWorld().run(check);
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

    private <T> T value(Object fact, List<T> values) {
        @SuppressWarnings("unchecked") // only values of this list are ever put under this fact
        T value = (T) chosen.get(fact);
        if (value == null) {
            throw new Undecided(fact, values);
        }
        return value;
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return value(ask, List.of(ApprovalState.values()));
    }

    @Override
    public boolean subscribesAll(Set<ServiceCategory> categories) {
        // A customer takes each category or not; taking all of them follows from that.
        return categories.stream().sorted().allMatch(category -> value(category, YES_NO));
    }

    @Override
    public boolean assigned(String accessorId) {
        return value("assigned " + accessorId, YES_NO);
    }

    @Override
    public boolean own(CustomerId accessorsCustomer) {
        return value("own " + accessorsCustomer, YES_NO);
    }

    @Override
    public int groupSize() {
        return value("group size", GROUP_SIZES);
    }

    /** Returns this customer with another state of approval, whatever is asked. */
    public CustomerFacts inState(ApprovalState state) {
        CustomerWorld world = this;
        return new CustomerFacts() {
            @Override
            public ApprovalState approval(ApprovalAsk ask) {
                return state;
            }

            @Override
            public boolean subscribesAll(Set<ServiceCategory> categories) {
                return world.subscribesAll(categories);
            }

            @Override
            public boolean assigned(String accessorId) {
                return world.assigned(accessorId);
            }

            @Override
            public boolean own(CustomerId accessorsCustomer) {
                return world.own(accessorsCustomer);
            }

            @Override
            public int groupSize() {
                return world.groupSize();
            }
        };
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

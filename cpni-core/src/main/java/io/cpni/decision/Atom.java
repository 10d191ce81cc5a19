package io.cpni.decision;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.purpose.ServiceCategory;
import java.util.List;
import java.util.Set;

/**
 * A fact about a customer or a row that a plan leaves open: its value is looked up per customer by {@code decide}, and
 * becomes a condition in the statement by {@code plan}.
 */
public sealed interface Atom {

    /** Returns every value the fact can have, in a fixed order. */
    List<?> values();

    /**
     * The state of the customer's approval for a use.
     *
     * @param ask the use
     */
    record Approval(ApprovalAsk ask) implements Atom {
        @Override
        public List<ApprovalState> values() {
            return List.of(ApprovalState.values());
        }
    }

    /**
     * Whether the customer now subscribes to every one of these categories.
     *
     * @param categories the categories; not empty
     */
    record SubscribesAll(Set<ServiceCategory> categories) implements Atom {

        /** Copies the categories. */
        public SubscribesAll {
            categories = Set.copyOf(categories);
        }

        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /** Whether the accessor is assigned to the customer now. */
    record Assigned() implements Atom {
        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /** Whether the accessor is the customer. */
    record Own() implements Atom {
        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /**
     * Whether at least so many customers stand behind a row of aggregate data.
     *
     * @param minimum the number of customers
     */
    record LargeGroup(int minimum) implements Atom {
        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /** The values of a fact that is so or is not so. */
    List<Boolean> YES_NO = List.of(Boolean.TRUE, Boolean.FALSE);
}

package io.cpni.decision;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fact about a customer or a row that a plan leaves open: its value is looked up per customer by {@code decide}, and
 * becomes a condition in the statement by {@code plan}.
 */
public sealed interface Atom {

    /**
     * Returns every value the fact can have, in a fixed order. What helps more comes first, where that can be told: a plan
     * that permits nobody names the first reason that it meets.
     */
    List<?> values();

    /**
     * The state of the customer's approval for a use.
     *
     * @param ask the use
     */
    record Approval(ApprovalAsk ask) implements Atom {

        private static final List<ApprovalState> VALUES = List.of(ApprovalState.values());

        @Override
        public List<ApprovalState> values() {
            return VALUES;
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

    /**
     * Whether the customer now subscribes to at least so many categories of service.
     *
     * @param count the number of categories
     */
    record SubscribesAtLeast(int count) implements Atom {
        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /**
     * Whether a flag is up for the customer now.
     *
     * @param flag the flag
     * @param detail which of them, for flags that are put up for a name, number or address
     */
    record Flag(CustomerFlag flag, Optional<String> detail) implements Atom {
        @Override
        public List<Boolean> values() {
            return flag.hinders() ? NO_YES : YES_NO;
        }
    }

    /** Whether the customer is the one whom the circumstances are about. */
    record Subject() implements Atom {
        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /** The service that a record comes from; empty where not known. */
    record Source() implements Atom {

        private static final List<Optional<ServiceCategory>> VALUES = Stream.concat(
                        Arrays.stream(ServiceCategory.values()).map(Optional::of),
                        Stream.of(Optional.<ServiceCategory>empty()))
                .toList();

        @Override
        public List<Optional<ServiceCategory>> values() {
            return VALUES;
        }
    }

    /**
     * Whether another carrier gave the record for providing service. A table without a column for it holds no such
     * records; in one that has it, not known counts as yes.
     */
    record FromOtherCarrier() implements Atom {
        @Override
        public List<Boolean> values() {
            return NO_YES;
        }
    }

    /** Whether the caller described the recorded call unaided; not known counts as no. */
    record Recited() implements Atom {
        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /**
     * Whether the recorded thing happened in a period; not known counts as no.
     *
     * @param from first instant of the period; empty if it has no beginning
     * @param until first instant after it; empty if it has no end
     */
    record Within(Optional<Instant> from, Optional<Instant> until) implements Atom {
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

    /**
     * Whether one of the carrier's own scopes lets the accessor reach the customer now.
     *
     * @param scopes the scopes; not empty
     */
    record InScope(Set<GrantScope> scopes) implements Atom {

        /** Copies the scopes. */
        public InScope {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public List<Boolean> values() {
            return YES_NO;
        }
    }

    /**
     * Whether the accessor has now opened the customer's records in an emergency.
     *
     * @param purpose for which purpose
     */
    record GlassBroken(Purpose purpose) implements Atom {
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

    /** The values of a fact that stands in the way where it is so. */
    List<Boolean> NO_YES = List.of(Boolean.FALSE, Boolean.TRUE);
}

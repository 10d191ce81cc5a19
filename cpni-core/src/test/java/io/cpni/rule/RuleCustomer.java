package io.cpni.rule;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The customer of a {@link RuleCase}.
 *
 * @param approvals the state of approval by what is asked
 * @param taken the categories of service taken from us
 * @param flags what is so of the customer
 * @param assigned whether the accessor is assigned to the customer
 */
record RuleCustomer(
        Function<ApprovalAsk, ApprovalState> approvals, Set<ServiceCategory> taken, Set<Flag> flags, boolean assigned)
        implements CustomerFacts {

    static final CustomerId ID = CustomerId.of(1);

    /** A flag that is up, for one detail or for all. */
    record Flag(CustomerFlag flag, Optional<String> detail) {}

    RuleCustomer with(CustomerFlag flag, Optional<String> detail) {
        Set<Flag> more = new HashSet<>(flags);
        more.add(new Flag(flag, detail));
        return new RuleCustomer(approvals, taken, more, assigned);
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return approvals.apply(ask);
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return taken.contains(category);
    }

    @Override
    public boolean assigned(String accessorId) {
        return assigned;
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return false;
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return false;
    }

    @Override
    public boolean is(CustomerId customer) {
        return ID.equals(customer);
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return flags.stream()
                .filter(up -> up.flag() == flag)
                .anyMatch(up ->
                        up.detail().isEmpty() || detail.isEmpty() || up.detail().equals(detail));
    }
}

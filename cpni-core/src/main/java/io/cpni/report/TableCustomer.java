package io.cpni.report;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.Optional;
import java.util.Set;

/**
 * The customer of a decision table.
 *
 * @param state the state of approval for whatever is asked
 * @param taken the categories of service taken from us
 * @param flags what is so of the customer, for whatever detail
 */
record TableCustomer(ApprovalState state, Set<ServiceCategory> taken, Set<CustomerFlag> flags)
        implements CustomerFacts {

    static final CustomerId ID = CustomerId.of(1);

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return state;
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return taken.contains(category);
    }

    @Override
    public boolean assigned(String accessorId) {
        return false;
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
        return flags.contains(flag);
    }
}

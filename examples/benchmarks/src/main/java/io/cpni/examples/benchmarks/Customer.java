package io.cpni.examples.benchmarks;

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
 * A customer whose facts are at hand: nothing is read from a store.
 *
 * @param id who
 * @param approval what the customer said about marketing
 * @param takes the services the customer takes
 * @param assigned whether the member of staff who asks is assigned to the customer
 */
public record Customer(CustomerId id, ApprovalState approval, Set<ServiceCategory> takes, boolean assigned)
        implements CustomerFacts {

    /** Copies the set. */
    public Customer {
        takes = Set.copyOf(takes);
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return approval;
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return takes.contains(category);
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
        return id.equals(customer);
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return false;
    }

    /** Tells whether the customer takes everything that is offered; asked by Spring's expressions. */
    public boolean takesAll(Set<ServiceCategory> offered) {
        return takes.containsAll(offered);
    }
}

package io.cpni.sql;

import io.cpni.accessor.AssignmentStore;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Set;

/** The facts about one customer, looked up one by one, as code would that has no SQL. */
record PersonFacts(
        CustomerId customer,
        ApprovalStore approvals,
        AssignmentStore assignments,
        Set<ServiceCategory> subscriptions,
        Instant now)
        implements CustomerFacts {

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return approvals.stateAt(customer, ask, now);
    }

    @Override
    public boolean subscribesAll(Set<ServiceCategory> categories) {
        return subscriptions.containsAll(categories);
    }

    @Override
    public boolean assigned(String accessorId) {
        return assignments.inForce(accessorId, now).stream()
                .anyMatch(assignment -> assignment.customer().equals(customer));
    }

    @Override
    public boolean own(CustomerId accessorsCustomer) {
        return accessorsCustomer.equals(customer);
    }

    @Override
    public int groupSize() {
        return 1;
    }
}

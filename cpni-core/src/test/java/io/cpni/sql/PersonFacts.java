package io.cpni.sql;

import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.BreakGlassRegister;
import io.cpni.accessor.CustomScope;
import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts about one customer, looked up one by one, as code would that has no SQL. */
record PersonFacts(
        CustomerId customer,
        ApprovalStore approvals,
        AssignmentStore assignments,
        Set<ServiceCategory> subscriptions,
        List<CustomScope> scopes,
        BreakGlassRegister breakGlass,
        Instant now)
        implements CustomerFacts {

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return approvals.stateAt(customer, ask, now);
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return subscriptions.contains(category);
    }

    @Override
    public boolean assigned(String accessorId) {
        return assignments.inForce(accessorId, now).stream()
                .anyMatch(assignment -> assignment.customer().equals(customer));
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return scopes.stream()
                .filter(custom -> custom.scope().equals(scope))
                .anyMatch(custom -> custom.reaches(accessorId, customer, now));
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return breakGlass.isOpen(accessorId, customer, purpose, now);
    }

    @Override
    public boolean is(CustomerId other) {
        return customer.equals(other);
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return false;
    }
}

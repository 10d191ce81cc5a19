package io.cpni.access;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.ServiceCategory;
import java.util.Set;

/**
 * The facts where an access concerns no single customer: nothing was approved, subscribed or assigned, so that only rules
 * which need none of it can permit.
 */
enum NobodysFacts implements CustomerFacts {
    /** The one instance. */
    INSTANCE;

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return ApprovalState.NONE;
    }

    @Override
    public boolean subscribesAll(Set<ServiceCategory> categories) {
        return false;
    }

    @Override
    public boolean assigned(String accessorId) {
        return false;
    }

    @Override
    public boolean own(CustomerId accessorsCustomer) {
        return false;
    }

    @Override
    public int groupSize() {
        return 1;
    }
}

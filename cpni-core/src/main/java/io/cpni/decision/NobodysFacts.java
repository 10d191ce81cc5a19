package io.cpni.decision;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.Optional;
import java.util.Set;

/**
 * The facts where an access concerns no single customer: nothing was approved, subscribed or assigned, so that only rules
 * which need none of it can permit.
 *
 * @param reached the scopes of grants that reach what is asked for, although it is no customer's
 */
record NobodysFacts(Set<GrantScope> reached) implements CustomerFacts {

    NobodysFacts {
        reached = Set.copyOf(reached);
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return ApprovalState.NONE;
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return false;
    }

    @Override
    public boolean assigned(String accessorId) {
        return false;
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return reached.contains(scope);
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return false;
    }

    @Override
    public boolean is(CustomerId customer) {
        return false;
    }

    /** Says the stricter of each flag: what helps is down, what hinders is up. */
    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return switch (flag) {
            case DO_NOT_CALL, NO_MARKETING_CONTACT, NO_PARTNER_SHARING, UNLISTED -> true;
            case SERVED_BY_AFFILIATE,
                    BUSINESS_EXEMPT,
                    APPROVED_IN_OWN_CALL,
                    APPROVED_AFTER_ORAL_NOTICE,
                    ORAL_APPROVAL_SPENT,
                    ADDRESS_OF_RECORD,
                    NUMBER_OF_RECORD -> false;
        };
    }
}

package io.cpni.decision;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.Optional;

/** A customer of whom every yes-or-no fact has one answer, but for those that a test gives another. */
class UniformFacts implements CustomerFacts {

    private final ApprovalState state;
    private final boolean answer;

    UniformFacts(ApprovalState state, boolean answer) {
        this.state = state;
        this.answer = answer;
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return state;
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return answer;
    }

    @Override
    public boolean assigned(String accessorId) {
        return answer;
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return answer;
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return answer;
    }

    @Override
    public boolean is(CustomerId customer) {
        return answer;
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return answer;
    }
}

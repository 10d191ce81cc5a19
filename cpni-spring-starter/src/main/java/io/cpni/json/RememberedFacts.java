package io.cpni.json;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks each fact about a customer once, for a document that holds many of the customer's records. For one thread. */
final class RememberedFacts implements CustomerFacts {

    private final CustomerFacts asked;
    private final Map<ApprovalAsk, ApprovalState> approvals = new HashMap<>();
    private final Map<Object, Boolean> answers = new HashMap<>();

    RememberedFacts(CustomerFacts asked) {
        this.asked = asked;
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return approvals.computeIfAbsent(ask, asked::approval);
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return answer(category, () -> asked.subscribes(category));
    }

    @Override
    public boolean assigned(String accessorId) {
        return answer(List.of("assigned", accessorId), () -> asked.assigned(accessorId));
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return answer(List.of(scope, accessorId), () -> asked.inScope(scope, accessorId));
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        return answer(List.of(purpose, accessorId), () -> asked.glassBroken(accessorId, purpose));
    }

    @Override
    public boolean is(CustomerId customer) {
        return asked.is(customer);
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return answer(List.of(flag, detail), () -> asked.flag(flag, detail));
    }

    private boolean answer(Object question, BooleanSupplier ask) {
        return answers.computeIfAbsent(question, unanswered -> ask.getAsBoolean());
    }
}

package io.cpni.access;

import io.cpni.accessor.GrantScope;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalFinding;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerFlag;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CustomerFacts;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts about one customer, with a memory of what a decision rested on. For one decision, and so for one thread. */
final class RestingFacts implements CustomerFacts {

    private final CustomerFacts facts;
    private final Set<ApprovalAsk> approvals = new LinkedHashSet<>();
    private boolean glass;

    RestingFacts(CustomerFacts facts) {
        this.facts = facts;
    }

    /**
     * Returns the names of the events behind the approvals that were asked for.
     *
     * @throws io.cpni.customer.StoreUnavailableException if they cannot be read
     */
    List<String> evidence() {
        return approvals.stream()
                .flatMap(ask -> facts.finding(ask).stream())
                .flatMap(finding -> finding.references().stream())
                .distinct()
                .toList();
    }

    /** Tells whether an opening of the glass was asked for and found. */
    boolean restOnBrokenGlass() {
        return glass;
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        approvals.add(ask);
        return facts.approval(ask);
    }

    @Override
    public Optional<ApprovalFinding> finding(ApprovalAsk ask) {
        return facts.finding(ask);
    }

    @Override
    public boolean subscribes(ServiceCategory category) {
        return facts.subscribes(category);
    }

    @Override
    public boolean assigned(String accessorId) {
        return facts.assigned(accessorId);
    }

    @Override
    public boolean inScope(GrantScope scope, String accessorId) {
        return facts.inScope(scope, accessorId);
    }

    @Override
    public boolean glassBroken(String accessorId, Purpose purpose) {
        boolean broken = facts.glassBroken(accessorId, purpose);
        glass |= broken;
        return broken;
    }

    @Override
    public boolean is(CustomerId customer) {
        return facts.is(customer);
    }

    @Override
    public boolean flag(CustomerFlag flag, Optional<String> detail) {
        return facts.flag(flag, detail);
    }
}

package io.cpni.decision;

import io.cpni.accessor.AssignmentStore;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.approval.ApprovalStore;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.ServiceCategory;
import io.cpni.purpose.SubscriptionRegister;
import java.time.Instant;
import java.util.Set;

/** Looks the facts about one customer up in the stores, at one instant. */
public final class StoredCustomerFacts implements CustomerFacts {

    private final Stores stores;
    private final CustomerId customer;
    private final Instant at;

    /**
     * Where facts are kept.
     *
     * @param approvals what customers said
     * @param assignments who needs whose records
     * @param subscriptions what customers take
     */
    public record Stores(ApprovalStore approvals, AssignmentStore assignments, SubscriptionRegister subscriptions) {

        /** Returns the facts about a customer at an instant. */
        public CustomerFacts of(CustomerId customer, Instant at) {
            return new StoredCustomerFacts(this, customer, at);
        }
    }

    private StoredCustomerFacts(Stores stores, CustomerId customer, Instant at) {
        this.stores = stores;
        this.customer = customer;
        this.at = at;
    }

    @Override
    public ApprovalState approval(ApprovalAsk ask) {
        return stores.approvals().stateAt(customer, ask, at);
    }

    @Override
    public boolean subscribesAll(Set<ServiceCategory> categories) {
        return stores.subscriptions().subscribed(customer, at).containsAll(categories);
    }

    @Override
    public boolean assigned(String accessorId) {
        return stores.assignments().inForce(accessorId, at).stream()
                .anyMatch(assignment -> assignment.customer().equals(customer));
    }

    @Override
    public boolean own(CustomerId accessorsCustomer) {
        return customer.equals(accessorsCustomer);
    }

    @Override
    public int groupSize() {
        return 1;
    }
}

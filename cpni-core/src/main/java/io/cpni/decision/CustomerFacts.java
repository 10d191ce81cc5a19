package io.cpni.decision;

import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.ServiceCategory;
import java.util.Set;

/**
 * Gives the facts about one customer at one instant.
 *
 * <p>Throws {@link io.cpni.customer.StoreUnavailableException} where a fact cannot be read; the access is then denied.
 */
public interface CustomerFacts {

    /** Returns the state of the customer's approval for a use. */
    ApprovalState approval(ApprovalAsk ask);

    /** Tells whether the customer subscribes to every one of the categories. */
    boolean subscribesAll(Set<ServiceCategory> categories);

    /** Tells whether the accessor is assigned to the customer. */
    boolean assigned(String accessorId);

    /** Tells whether the customer whom the accessor is, is this one. */
    boolean own(CustomerId accessorsCustomer);

    /** Returns the number of customers behind a row of aggregate data; 1 for anything about one customer. */
    int groupSize();
}

package io.cpni.purpose;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.Set;

/**
 * Knows which categories of service each customer takes from the carrier.
 *
 * <p>Safe for many threads.
 */
@FunctionalInterface
public interface SubscriptionRegister {

    /**
     * Returns the categories that the customer takes at the instant; empty for a former customer.
     *
     * @throws io.cpni.customer.StoreUnavailableException if the register cannot be read; access is then denied
     */
    Set<ServiceCategory> subscribed(CustomerId customer, Instant at);
}

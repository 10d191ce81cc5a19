package io.cpni.accessor;

import java.time.Instant;
import java.util.List;

/** Reads grants from where they are kept. Safe for many threads. */
@FunctionalInterface
public interface GrantReader {

    /**
     * Returns the grants in force at the given instant, in a fixed order.
     *
     * @throws io.cpni.customer.StoreUnavailableException if they cannot be read
     */
    List<StoredGrant> inForce(Instant at);
}

package io.cpni.customer;

import java.time.Instant;
import java.util.Optional;

/**
 * Knows which flags are up for each customer, and when.
 *
 * <p>Safe for many threads.
 */
@FunctionalInterface
public interface CustomerFlags {

    /**
     * Tells whether a flag is up for a customer at an instant.
     *
     * @param detail which of them; a flag that was put up without a detail holds for every detail. Empty asks whether it is
     *     up for any
     * @throws StoreUnavailableException if that cannot be read; access is then denied
     */
    boolean isUp(CustomerId customer, CustomerFlag flag, Optional<String> detail, Instant at);

    /** Returns flags that are never up. */
    static CustomerFlags none() {
        return (customer, flag, detail, at) -> false;
    }
}

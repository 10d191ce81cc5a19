package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.time.Instant;

/** Knows for which customers accessors have broken the glass. Safe for many threads. */
@FunctionalInterface
public interface BreakGlassRegister {

    /**
     * Tells whether the accessor has an emergency's need to know this customer's records for a purpose at an instant.
     *
     * @throws io.cpni.customer.StoreUnavailableException if that cannot be told; access is then denied
     */
    boolean isOpen(String accessorId, CustomerId customer, Purpose purpose, Instant at);
}

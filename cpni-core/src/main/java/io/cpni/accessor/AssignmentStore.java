package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.List;

/**
 * Keeps assignments beside the data, where the gate can join them.
 *
 * <p>Safe for many threads. Each call is a transaction of its own, committed on return.
 */
public interface AssignmentStore {

    /**
     * Adds an assignment.
     *
     * @throws io.cpni.customer.StoreUnavailableException if the store fails; nothing is then assigned
     */
    void assign(Assignment assignment);

    /**
     * Ends the accessor's assignments to a customer at the given instant.
     *
     * @return the number of assignments ended
     */
    int end(String accessorId, CustomerId customer, Instant at);

    /** Returns the assignments of an accessor in force at the given instant. */
    List<Assignment> inForce(String accessorId, Instant at);
}

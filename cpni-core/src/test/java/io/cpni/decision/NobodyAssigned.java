package io.cpni.decision;

import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.List;

/** Assignments for tests that have none. */
public final class NobodyAssigned implements AssignmentStore {

    @Override
    public void assign(Assignment assignment) {
        throw new UnsupportedOperationException("nobody is assigned");
    }

    @Override
    public int end(String accessor, CustomerId customer, Instant at) {
        throw new UnsupportedOperationException("nobody is assigned");
    }

    @Override
    public List<Assignment> inForce(String accessor, Instant at) {
        return List.of();
    }
}

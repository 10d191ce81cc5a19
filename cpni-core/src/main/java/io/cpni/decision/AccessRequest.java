package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import java.util.Objects;
import java.util.Set;

/**
 * Asks whether data of one customer may be used.
 *
 * @param context who asks, why and for whom
 * @param operation what is to be done
 * @param categories the data; not empty; each is decided and any denial denies all (R-GEN-4)
 */
public record AccessRequest(AccessContext context, Operation operation, Set<DataCategory> categories) {

    /** Checks the parts and copies the categories. */
    public AccessRequest {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(operation, "operation");
        categories = Set.copyOf(categories);
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("categories: nothing is asked for");
        }
    }
}

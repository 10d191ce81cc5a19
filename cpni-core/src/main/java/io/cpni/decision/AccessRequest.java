package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Asks whether data of one customer may be used.
 *
 * @param context who asks, why and for whom
 * @param operation what is to be done
 * @param items the data; each is decided and any denial denies all (R-GEN-4). Empty for an act that uses no data beside
 *     who the customer is, such as to ask for approval or to change a password
 * @param partial whether the caller takes what is left when some of the data is denied (R-GEN-4)
 */
public record AccessRequest(AccessContext context, Operation operation, List<DataItem> items, boolean partial) {

    /** Checks the parts and copies the items. */
    public AccessRequest {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(operation, "operation");
        items = List.copyOf(items);
    }

    /**
     * Returns the request for data of the given categories, of which nothing else is known.
     *
     * @throws IllegalArgumentException if there are no categories
     */
    public static AccessRequest of(AccessContext context, Operation operation, Collection<DataCategory> categories) {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("categories: nothing is asked for");
        }
        List<DataItem> items = categories.size() == 1
                ? List.of(DataItem.of(categories.iterator().next()))
                : categories.stream().sorted().map(DataItem::of).toList();
        return new AccessRequest(context, operation, items, false);
    }
}

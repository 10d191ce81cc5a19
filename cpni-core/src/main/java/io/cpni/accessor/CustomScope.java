package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import java.time.Instant;

/**
 * A carrier's own scope of grants, such as the customers of a region or of a reseller: which accessor it lets reach which
 * customers, and when.
 *
 * <p>The gate joins {@link #relation}, decisions about one customer ask {@link #reaches}; the two must agree, so that a
 * list shows exactly those whom a decision permits. {@link JdbcCustomScope} asks the relation itself. One that keeps a
 * copy may know less than the relation, never more.
 *
 * <p>Safe for many threads.
 */
public interface CustomScope {

    /** Returns the name by which grants call it; none of the built-in ones. */
    GrantScope scope();

    /**
     * Returns the name of the relation, table or view, that holds whom it reaches. It stands beside the data and has the
     * columns {@code customer_id}, {@code accessor_id}, {@code valid_from} and {@code valid_until}; periods are half-open
     * and have an end.
     */
    String relation();

    /**
     * Tells whether the relation lets the accessor reach the customer at an instant.
     *
     * @throws io.cpni.customer.StoreUnavailableException if that cannot be told; access is then denied
     */
    boolean reaches(String accessorId, CustomerId customer, Instant at);
}

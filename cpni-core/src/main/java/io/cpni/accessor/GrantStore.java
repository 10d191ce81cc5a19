package io.cpni.accessor;

import java.time.Instant;

/**
 * Keeps grants beside the data, so that need to know can be given and taken while the application runs.
 *
 * <p>Safe for many threads. Each call is a transaction of its own, committed on return. Who asks through {@link
 * StoredGrants} sees a change at its next refresh.
 */
public interface GrantStore extends GrantReader {

    /**
     * Adds a grant for a period.
     *
     * @param grant what is granted
     * @param from the first instant at which it is in force
     * @param until the first instant at which it no longer is; {@link Instant#MAX} if it has no end yet
     * @throws IllegalArgumentException if the period is empty, or a part is too long for the store
     * @throws io.cpni.customer.StoreUnavailableException if the store fails; nothing is then granted
     */
    void append(Grant grant, Instant from, Instant until);

    /**
     * Ends what a grant gives, wherever it was given with the same scope and masks. What was to begin later never does.
     *
     * @return the number of entries ended
     * @throws io.cpni.customer.StoreUnavailableException if the store fails; nothing is then ended
     */
    int end(Grant grant, Instant at);
}

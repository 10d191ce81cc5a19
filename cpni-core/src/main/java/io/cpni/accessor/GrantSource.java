package io.cpni.accessor;

/**
 * Knows the grants that are in force now.
 *
 * <p>Asked once for each decision, so it answers from memory where it can. As long as nothing has changed it returns the
 * very same object: what was worked out for it is kept until it returns another one, and no longer.
 *
 * <p>Safe for many threads.
 */
@FunctionalInterface
public interface GrantSource {

    /**
     * Returns the grants in force now.
     *
     * @throws io.cpni.customer.StoreUnavailableException if they are not known; access is then denied
     */
    Grants inForce();
}

package io.cpni.accessor;

/** Says over whose records a grant reaches. */
public enum GrantScope {
    /** Every customer. */
    ALL,
    /** Customers to whom the accessor is assigned at the time. */
    ASSIGNED,
    /** The customer whom the accessor is. */
    OWN
}

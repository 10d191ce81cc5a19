package io.cpni.security;

import io.cpni.customer.CustomerId;

/** A principal that is a customer of the carrier. Implement it on the user details of customers' own logins. */
public interface CustomerPrincipal {

    /** Returns the customer who is signed in. */
    CustomerId customerId();
}

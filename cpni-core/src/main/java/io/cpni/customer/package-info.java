/**
 * Whose record it is: identifiers of customers and accounts as types of their own, so that they are never swapped and
 * never printed by accident; and what may be so of a customer for a time, the {@link io.cpni.customer.CustomerFlag flags},
 * with the addresses and numbers that some of them are about.
 */
@NullMarked
package io.cpni.customer;

import org.jspecify.annotations.NullMarked;

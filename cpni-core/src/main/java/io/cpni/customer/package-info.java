/**
 * Whose record it is: identifiers of customers and accounts, and telephone numbers, as types of their own so that they
 * are never swapped and never printed by accident.
 */
@NullMarked
package io.cpni.customer;

import org.jspecify.annotations.NullMarked;

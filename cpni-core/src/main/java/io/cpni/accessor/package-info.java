/**
 * Who asks, and under which circumstances: accessors and their grants, assignments to customers, how a customer was
 * verified, and the context that binds all of it to the work at hand.
 *
 * <p>An {@link io.cpni.accessor.AccessContext} is bound to a thread by {@link io.cpni.accessor.AccessScope}; nothing is
 * released outside such a scope.
 */
@NullMarked
package io.cpni.accessor;

import org.jspecify.annotations.NullMarked;

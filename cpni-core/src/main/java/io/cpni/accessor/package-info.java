/**
 * Who asks, and under which circumstances: accessors and their grants, assignments to customers, how a customer was
 * reached and verified, the {@link io.cpni.accessor.Grounds} of a use, and the context that binds all of it, with the
 * customer it is about, to the work at hand.
 *
 * <p>An {@link io.cpni.accessor.AccessContext} is bound to a thread by {@link io.cpni.accessor.AccessScope}; nothing is
 * released outside such a scope.
 */
@NullMarked
package io.cpni.accessor;

import org.jspecify.annotations.NullMarked;

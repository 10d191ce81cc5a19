/**
 * Makes Hibernate's sessions part of the guarded path: what a session holds was read for one purpose, by one accessor and
 * about one subject, and is given to nobody else; what was read masked is not written back.
 *
 * <p>{@link io.cpni.session.SessionGuard} is installed into an entity manager factory once it is built.
 */
@NullMarked
package io.cpni.session;

import org.jspecify.annotations.NullMarked;

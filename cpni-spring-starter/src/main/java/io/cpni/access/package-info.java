/**
 * Binds the access context around annotated methods: {@link io.cpni.accessor.CpniAccess} on a controller, service or
 * repository says why, and the accessor source says who.
 */
@NullMarked
package io.cpni.access;

import org.jspecify.annotations.NullMarked;

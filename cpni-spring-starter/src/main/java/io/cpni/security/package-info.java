/**
 * Finds the accessor with Spring Security: the signed-in name is the accessor's id, the authorities are its roles, and a
 * principal that is a customer says so by {@link io.cpni.security.CustomerPrincipal}.
 */
@NullMarked
package io.cpni.security;

import org.jspecify.annotations.NullMarked;

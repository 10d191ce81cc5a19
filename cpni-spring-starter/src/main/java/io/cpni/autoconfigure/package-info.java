/**
 * Wires the library into a Spring Boot application: what is on the class path is guarded, and what is missing stops the
 * start with an explanation.
 */
@NullMarked
package io.cpni.autoconfigure;

import org.jspecify.annotations.NullMarked;

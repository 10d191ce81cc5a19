/** Tells operators over Spring Boot's actuator what is guarded. */
@NullMarked
package io.cpni.actuator;

import org.jspecify.annotations.NullMarked;

/** Who may sign in, and which work each desk does. */
@NullMarked
package io.cpni.examples.voip.security;

import org.jspecify.annotations.NullMarked;

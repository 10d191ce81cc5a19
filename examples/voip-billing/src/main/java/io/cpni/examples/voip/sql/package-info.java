/** Takes SQL that nobody has read before, and lets the gate answer. */
@NullMarked
package io.cpni.examples.voip.sql;

import org.jspecify.annotations.NullMarked;

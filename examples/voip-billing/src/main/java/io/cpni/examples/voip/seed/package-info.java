/** Fills an empty database with a small invented carrier. */
@NullMarked
package io.cpni.examples.voip.seed;

import org.jspecify.annotations.NullMarked;

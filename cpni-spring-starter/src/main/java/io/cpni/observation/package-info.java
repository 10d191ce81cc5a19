/** Counts and times decisions with Micrometer. */
@NullMarked
package io.cpni.observation;

import org.jspecify.annotations.NullMarked;

/** Counts and times decisions, and meters the gate's caches, with Micrometer. */
@NullMarked
package io.cpni.observation;

import org.jspecify.annotations.NullMarked;

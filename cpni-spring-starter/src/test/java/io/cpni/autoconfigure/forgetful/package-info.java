/** A model with an entity that nobody has labelled. */
@NullMarked
package io.cpni.autoconfigure.forgetful;

import org.jspecify.annotations.NullMarked;

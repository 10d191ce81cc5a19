/** A tiny model for tests: one labelled entity that is the customer, one labelled by the customer, one plain. */
@NullMarked
package io.cpni.autoconfigure.model;

import org.jspecify.annotations.NullMarked;

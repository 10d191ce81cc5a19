/** A model for what sessions do: a customer, versioned charges with a masked number, notes in a collection, a plain entity. */
@NullMarked
package io.cpni.autoconfigure.ledger;

import org.jspecify.annotations.NullMarked;

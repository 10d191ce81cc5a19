/** A model on PostgreSQL whose tables and columns bear reserved words and capital letters for names. */
@NullMarked
package io.cpni.autoconfigure.reserved;

import org.jspecify.annotations.NullMarked;

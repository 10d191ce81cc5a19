/** A model whose entities are spread over several tables and have values that the database makes. */
@NullMarked
package io.cpni.autoconfigure.spread;

import org.jspecify.annotations.NullMarked;

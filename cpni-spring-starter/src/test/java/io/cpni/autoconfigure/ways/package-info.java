/** A small model for every way by which records can be read: customers, their calls, and plain notes that lead to calls. */
@NullMarked
package io.cpni.autoconfigure.ways;

import org.jspecify.annotations.NullMarked;

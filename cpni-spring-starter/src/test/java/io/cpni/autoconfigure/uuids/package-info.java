/** Customers known by UUIDs, in tables whose names are quoted throughout. */
@NullMarked
package io.cpni.autoconfigure.uuids;

import org.jspecify.annotations.NullMarked;

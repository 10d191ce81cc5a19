/**
 * Guards what becomes of objects after a query: labelled records are written as JSON by the decision that holds while they
 * are written, whether they came through the gate or from a remote call, a message or a cache.
 */
@NullMarked
package io.cpni.json;

import org.jspecify.annotations.NullMarked;

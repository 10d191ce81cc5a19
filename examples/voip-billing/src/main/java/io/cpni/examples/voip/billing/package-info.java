/** Tariffs, rating and invoices. */
@NullMarked
package io.cpni.examples.voip.billing;

import org.jspecify.annotations.NullMarked;

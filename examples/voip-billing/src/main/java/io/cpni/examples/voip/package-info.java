/**
 * A small VoIP carrier's billing back end: it takes call records in from its switches, rates and invoices them, markets to
 * its customers and answers for all of it, with customer data guarded by the library.
 */
@NullMarked
package io.cpni.examples.voip;

import org.jspecify.annotations.NullMarked;

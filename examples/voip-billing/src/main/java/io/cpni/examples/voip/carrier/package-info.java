/** Whom the carrier serves and with what: customers, accounts, telephone lines, plans and subscriptions. */
@NullMarked
package io.cpni.examples.voip.carrier;

import org.jspecify.annotations.NullMarked;

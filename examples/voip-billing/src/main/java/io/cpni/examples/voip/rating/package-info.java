/**
 * Prices calls and closes months: tariffs with longest-prefix destinations, charges in increments, included minutes,
 * invoices.
 *
 * <p>Nothing here knows a database or a framework. A tariff comes from CGRateS-style CSV files
 * ({@link io.cpni.examples.voip.rating.CgratesTariffLoader}), a {@link io.cpni.examples.voip.rating.Rater} prices one
 * call by one of its plans, an {@link io.cpni.examples.voip.rating.InvoiceCalculator} sums a month. Money is
 * {@link java.math.BigDecimal} in the currency's main unit; each type says where it rounds. Charges and invoices are
 * CPNI (call detail, billing), so their {@code toString} shows a label, never a number, a place or an amount.
 */
@NullMarked
package io.cpni.examples.voip.rating;

import org.jspecify.annotations.NullMarked;

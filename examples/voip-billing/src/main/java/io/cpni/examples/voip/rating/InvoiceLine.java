package io.cpni.examples.voip.rating;

import java.math.BigDecimal;

/** Is one line of an invoice; its amount has the currency's usual decimals. */
public sealed interface InvoiceLine permits PlanLine, IncludedLine, CallsLine, TaxLine {

    /** Returns what the line adds to the total, in the currency's main unit, not negative. */
    BigDecimal amount();
}

package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Objects;

/**
 * Bills one account for one month.
 *
 * @param month the month and the zone it is told in
 * @param currency the currency of all amounts
 * @param lines plans, included minutes, calls by destination, taxes, in this order
 * @param total the sum of the lines, to the last decimal
 */
public record Invoice(BillingMonth month, Currency currency, List<InvoiceLine> lines, BigDecimal total) {

    public Invoice {
        Objects.requireNonNull(month, "month");
        Objects.requireNonNull(currency, "currency");
        lines = List.copyOf(lines);
        BigDecimal sum = lines.stream().map(InvoiceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(total) != 0) {
            throw new IllegalArgumentException("total must be the sum of the lines");
        }
    }

    /** Returns the lines of one kind, in order. */
    public <T extends InvoiceLine> List<T> lines(Class<T> kind) {
        return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public String toString() {
        return "Invoice[BILLING, ***]";
    }
}

package io.cpni.examples.voip.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Charges a tax or fee.
 *
 * @param name its name
 * @param base the sum of the plan and call lines it is taken of
 * @param amount the tax
 */
public record TaxLine(String name, BigDecimal base, BigDecimal amount) implements InvoiceLine {

    public TaxLine {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(amount, "amount");
    }

    @Override
    public String toString() {
        return "TaxLine[BILLING, ***]";
    }
}

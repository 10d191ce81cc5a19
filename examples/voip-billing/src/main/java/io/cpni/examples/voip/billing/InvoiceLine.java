package io.cpni.examples.voip.billing;

import static io.cpni.label.DataCategory.BILLING;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One line of a bill. */
@Entity
@Cpni(BILLING)
public class InvoiceLine {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invoice_line_seq")
    @SequenceGenerator(name = "invoice_line_seq", allocationSize = 200)
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Invoice invoice;

    @Column(nullable = false, length = 20)
    private String kind;

    @Column(nullable = false)
    private String description;

    @Column(nullable = false, precision = 12, scale = 2)
    private BigDecimal amount;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected InvoiceLine() {}

    /** Creates a line that is not stored yet. */
    public InvoiceLine(Invoice invoice, String kind, String description, BigDecimal amount) {
        this.invoice = invoice;
        this.kind = kind;
        this.description = description;
        this.amount = amount;
    }

    /** Returns the invoice that the line stands on. */
    public Invoice getInvoice() {
        return invoice;
    }

    /** Returns what it charges for: plan, included, calls or tax. */
    public @Nullable String getKind() {
        return kind;
    }

    /** Returns the description. */
    public @Nullable String getDescription() {
        return description;
    }

    /** Returns the amount. */
    public @Nullable BigDecimal getAmount() {
        return amount;
    }

    /** Prints the label only. */
    @Override
    public String toString() {
        return "InvoiceLine[BILLING, ***]";
    }
}

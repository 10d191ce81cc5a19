package io.cpni.examples.voip.billing;

import static io.cpni.label.DataCategory.BILLING;

import io.cpni.examples.voip.carrier.Account;
import io.cpni.label.AuthFactor;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bill for one account and month. */
@Entity
@Cpni(BILLING)
public class Invoice {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invoice_seq")
    @SequenceGenerator(name = "invoice_seq", allocationSize = 50)
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Account account;

    @Column(name = "billing_month", nullable = false, length = 7)
    private String month;

    @Column(nullable = false, length = 3)
    private String currency;

    @Cpni(authFactor = AuthFactor.ACCOUNT_INFO)
    @Column(nullable = false, precision = 12, scale = 2)
    private BigDecimal total;

    @Column(nullable = false)
    private Instant issuedAt;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<InvoiceLine> lines = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected Invoice() {}

    /** Creates an invoice that is not stored yet; the month is written as 2026-10. */
    public Invoice(Account account, String month, String currency, BigDecimal total, Instant issuedAt) {
        this.account = account;
        this.month = month;
        this.currency = currency;
        this.total = total;
        this.issuedAt = issuedAt;
    }

    /** Adds a line. */
    public void add(InvoiceLine line) {
        lines.add(line);
    }

    /** Returns the invoice's number; null until stored. */
    public @Nullable Long getId() {
        return id;
    }

    /** Returns the account that is billed. */
    public Account getAccount() {
        return account;
    }

    /** Returns the month, such as 2026-10. */
    public @Nullable String getMonth() {
        return month;
    }

    /** Returns the ISO code of the currency. */
    public @Nullable String getCurrency() {
        return currency;
    }

    /** Returns the sum of the lines. */
    public @Nullable BigDecimal getTotal() {
        return total;
    }

    /** Returns when it was issued. */
    public @Nullable Instant getIssuedAt() {
        return issuedAt;
    }

    /** Returns the lines in order. */
    public List<InvoiceLine> getLines() {
        return List.copyOf(lines);
    }

    /** Prints the label only. */
    @Override
    public String toString() {
        return "Invoice[BILLING, ***]";
    }
}

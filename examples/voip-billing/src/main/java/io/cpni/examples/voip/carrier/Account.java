package io.cpni.examples.voip.carrier;

import static io.cpni.label.DataCategory.IDENTITY;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.NotCpni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** What a customer is billed under. */
@Entity
@Cpni(IDENTITY)
public class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "account_seq")
    @SequenceGenerator(name = "account_seq", allocationSize = 50)
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    @Column(nullable = false, length = 64)
    @NotCpni(reason = "time zone in which billing months begin")
    private String zone;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected Account() {}

    /** Creates an account that is not stored yet. */
    public Account(Customer customer, String zone) {
        this.customer = customer;
        this.zone = zone;
    }

    /** Returns the account's number; null until stored. */
    public @Nullable Long getId() {
        return id;
    }

    /** Returns whose account it is. */
    public Customer getCustomer() {
        return customer;
    }

    /** Returns the time zone in which billing months begin. */
    public String getZone() {
        return zone;
    }
}

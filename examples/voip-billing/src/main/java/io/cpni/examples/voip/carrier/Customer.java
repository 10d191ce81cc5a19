package io.cpni.examples.voip.carrier;

import static io.cpni.label.DataCategory.IDENTITY;

import io.cpni.label.AuthFactor;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.NotCpni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

/** A person or firm that the carrier serves. */
@Entity
@Cpni(IDENTITY)
public class Customer {

    /** Says what kind of customer it is. */
    public enum Kind {
        /** A household. */
        RESIDENTIAL,
        /** A firm. */
        BUSINESS
    }

    @Id
    @CustomerKey
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customer_seq")
    @SequenceGenerator(name = "customer_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(nullable = false)
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, length = 20)
    @NotCpni(reason = "which of two price lists applies; says nothing about the use of service")
    private Kind kind;

    @Cpni(authFactor = AuthFactor.BIO_INFO)
    @Column(nullable = false)
    private String street;

    @Column(nullable = false)
    private String city;

    @Column(nullable = false, length = 2)
    private String state;

    @Column(nullable = false, length = 10)
    private String zip;

    @Column(nullable = false, length = 64)
    @NotCpni(reason = "time zone of the service address, needed to compute deadlines")
    private String zone;

    @Column(nullable = false)
    private Boolean unlisted;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected Customer() {}

    /** Creates a customer that is not stored yet. */
    public Customer(
            String name,
            Kind kind,
            String street,
            String city,
            String state,
            String zip,
            String zone,
            boolean unlisted) {
        this.name = name;
        this.kind = kind;
        this.street = street;
        this.city = city;
        this.state = state;
        this.zip = zip;
        this.zone = zone;
        this.unlisted = unlisted;
    }

    /** Returns the customer's number; null until stored. */
    public @Nullable Long getId() {
        return id;
    }

    /** Returns the name. */
    public String getName() {
        return name;
    }

    /** Returns the kind. */
    public Kind getKind() {
        return kind;
    }

    /** Returns the time zone of the service address. */
    public String getZone() {
        return zone;
    }
}

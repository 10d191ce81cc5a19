package io.cpni.examples.voip.carrier;

import static io.cpni.label.DataCategory.SUBSCRIPTION;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.MaskStyle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A plan taken under an account. */
@Entity
@Cpni(SUBSCRIPTION)
public class Subscription {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "subscription_seq")
    @SequenceGenerator(name = "subscription_seq", allocationSize = 50)
    private @Nullable Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Account account;

    /** Refers to no plan where it is masked: a mark in the place of the plan's code would refer to one that is not there. */
    @Cpni(mask = MaskStyle.ABSENT)
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private ServicePlan plan;

    @Column(nullable = false)
    private LocalDate validFrom;

    private @Nullable LocalDate validUntil;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields in
    protected Subscription() {}

    /** Creates a subscription that is not stored yet; it ends before {@code validUntil}, if at all. */
    public Subscription(Account account, ServicePlan plan, LocalDate validFrom, @Nullable LocalDate validUntil) {
        this.account = account;
        this.plan = plan;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
    }

    /** Returns the account it is billed under. */
    public Account getAccount() {
        return account;
    }

    /** Returns the plan. */
    public ServicePlan getPlan() {
        return plan;
    }

    /** Returns the first day. */
    public LocalDate getValidFrom() {
        return validFrom;
    }

    /** Returns the first day on which it is no longer taken; null if it goes on. */
    public @Nullable LocalDate getValidUntil() {
        return validUntil;
    }
}

package io.cpni.examples.voip.marketing;

import static io.cpni.label.DataCategory.IDENTITY;

import io.cpni.examples.voip.calls.CallRecord;
import io.cpni.examples.voip.carrier.Customer;
import io.cpni.examples.voip.carrier.Subscription;
import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;

/** An account from which one walks on to its records, as applications like to map it. */
@Entity
@Table(name = "account")
@Cpni(IDENTITY)
class Household {

    @Id
    private Long id;

    @CustomerKey
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    @OneToMany
    @JoinColumn(name = "account_id", insertable = false, updatable = false)
    private Set<Subscription> subscriptions = new HashSet<>();

    @OneToMany
    @JoinColumn(name = "account_id", insertable = false, updatable = false)
    private Set<CallRecord> calls = new HashSet<>();

    Long getId() {
        return id;
    }

    Customer getCustomer() {
        return customer;
    }

    Set<Subscription> getSubscriptions() {
        return subscriptions;
    }

    Set<CallRecord> getCalls() {
        return calls;
    }
}

package io.cpni.examples.voip.demo;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Holds an invented carrier: who its customers are, which accounts, numbers and plans they have.
 *
 * @param seed what it was made of
 * @param now the instant all its dates are relative to
 * @param plans the plans it sells
 * @param customers by id from 1
 * @param accounts by id from 1; each customer has one to three
 * @param subscriptions by id from 1; at most one plan that stands alone is in force at a time
 */
public record DemoCarrier(
        long seed,
        Instant now,
        List<DemoPlan> plans,
        List<DemoCustomer> customers,
        List<DemoAccount> accounts,
        List<DemoSubscription> subscriptions) {

    /** How many customers {@link #generate(long, Instant)} makes. */
    public static final int CUSTOMERS = 340;

    public DemoCarrier {
        Objects.requireNonNull(now, "now");
        plans = List.copyOf(plans);
        customers = List.copyOf(customers);
        accounts = List.copyOf(accounts);
        subscriptions = List.copyOf(subscriptions);
    }

    /** Makes a carrier of {@link #CUSTOMERS} customers; the same seed and instant make the same carrier. */
    public static DemoCarrier generate(long seed, Instant now) {
        return new CarrierGenerator(seed, now).generate(CUSTOMERS);
    }

    /** Returns the customer with an id; there is one for each id from 1. */
    public DemoCustomer customer(long id) {
        return customers.get(Math.toIntExact(id - 1));
    }

    /** Returns the account with an id; there is one for each id from 1. */
    public DemoAccount account(long id) {
        return accounts.get(Math.toIntExact(id - 1));
    }

    /**
     * Returns a plan.
     *
     * @throws IllegalArgumentException if the carrier does not sell it
     */
    public DemoPlan plan(String id) {
        return plans.stream()
                .filter(plan -> plan.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plan " + id));
    }

    /** Returns the subscriptions of an account, oldest first. */
    public List<DemoSubscription> subscriptionsOf(long accountId) {
        return subscriptions.stream()
                .filter(subscription -> subscription.accountId() == accountId)
                .toList();
    }
}

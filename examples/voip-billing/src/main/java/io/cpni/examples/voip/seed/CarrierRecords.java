package io.cpni.examples.voip.seed;

import io.cpni.accessor.ContactChannel;
import io.cpni.approval.ApprovalEvent;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.customer.CustomerId;
import io.cpni.examples.voip.billing.Tariff;
import io.cpni.examples.voip.billing.TariffRepository;
import io.cpni.examples.voip.carrier.Account;
import io.cpni.examples.voip.carrier.AccountRepository;
import io.cpni.examples.voip.carrier.Customer;
import io.cpni.examples.voip.carrier.CustomerRepository;
import io.cpni.examples.voip.carrier.ServicePlan;
import io.cpni.examples.voip.carrier.ServicePlanRepository;
import io.cpni.examples.voip.carrier.Subscription;
import io.cpni.examples.voip.carrier.SubscriptionRepository;
import io.cpni.examples.voip.carrier.TelephoneLine;
import io.cpni.examples.voip.carrier.TelephoneLineRepository;
import io.cpni.examples.voip.demo.ApprovalStory;
import io.cpni.examples.voip.demo.DemoAccount;
import io.cpni.examples.voip.demo.DemoCarrier;
import io.cpni.examples.voip.demo.DemoCustomer;
import io.cpni.examples.voip.demo.DemoPlan;
import io.cpni.examples.voip.demo.DemoSubscription;
import io.cpni.purpose.ServiceCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Stores an invented carrier's master data. */
@Component
class CarrierRecords {

    private static final List<String> TARIFF_FILES =
            List.of("Destinations.csv", "Rates.csv", "DestinationRates.csv", "RatingPlans.csv");

    private final CustomerRepository customers;
    private final AccountRepository accounts;
    private final TelephoneLineRepository lines;
    private final ServicePlanRepository plans;
    private final SubscriptionRepository subscriptions;
    private final TariffRepository tariffs;
    private final ApprovalStore approvals;
    private final TransactionOperations transactions;

    CarrierRecords(
            CustomerRepository customers,
            AccountRepository accounts,
            TelephoneLineRepository lines,
            ServicePlanRepository plans,
            SubscriptionRepository subscriptions,
            TariffRepository tariffs,
            ApprovalStore approvals,
            TransactionOperations transactions) {
        this.customers = customers;
        this.accounts = accounts;
        this.lines = lines;
        this.plans = plans;
        this.subscriptions = subscriptions;
        this.tariffs = tariffs;
        this.approvals = approvals;
        this.transactions = transactions;
    }

    @Transactional(readOnly = true)
    boolean isEmpty() {
        return customers.count() == 0;
    }

    void store(DemoCarrier carrier) {
        transactions.executeWithoutResult(status -> {
            storeTariff(carrier.now());
            storeCustomers(carrier);
        });
        for (DemoCustomer customer : carrier.customers()) {
            List<ApprovalEvent> events = events(customer);
            if (!events.isEmpty()) {
                approvals.appendAll(CustomerId.of(customer.id()), events);
            }
        }
    }

    private void storeTariff(Instant now) {
        Map<String, String> files = new HashMap<>();
        for (String name : TARIFF_FILES) {
            try (InputStream file = Objects.requireNonNull(
                    getClass().getResourceAsStream("/demo/tariffs/" + name), "the demo tariff is in the jar")) {
                files.put(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException("the demo tariff file " + name + " cannot be read", e);
            }
        }
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(1);
        tariffs.save(new Tariff("demo", from, "USD", 100, files));
    }

    private void storeCustomers(DemoCarrier carrier) {
        Map<String, ServicePlan> storedPlans = new HashMap<>();
        for (DemoPlan plan : carrier.plans()) {
            storedPlans.put(plan.id(), plans.save(plan(plan)));
        }
        Map<Long, Customer> storedCustomers = new HashMap<>();
        for (DemoCustomer customer : carrier.customers()) {
            Customer stored = customers.save(customer(customer));
            require(customer.id(), stored.getId());
            storedCustomers.put(customer.id(), stored);
        }
        Map<Long, Account> storedAccounts = new HashMap<>();
        List<TelephoneLine> storedLines = new ArrayList<>();
        for (DemoAccount account : carrier.accounts()) {
            Account stored = accounts.save(new Account(
                    Objects.requireNonNull(storedCustomers.get(account.customerId())),
                    account.zone().getId()));
            require(account.id(), stored.getId());
            storedAccounts.put(account.id(), stored);
            account.numbers().forEach(number -> storedLines.add(new TelephoneLine(stored, number)));
        }
        lines.saveAll(storedLines);
        for (DemoSubscription subscription : carrier.subscriptions()) {
            subscriptions.save(new Subscription(
                    Objects.requireNonNull(storedAccounts.get(subscription.accountId())),
                    Objects.requireNonNull(storedPlans.get(subscription.planId())),
                    subscription.from(),
                    subscription.until()));
        }
    }

    /** The tour speaks of customers and accounts by number, so they have to get the numbers that were invented for them. */
    private static void require(long invented, @org.jspecify.annotations.Nullable Long stored) {
        if (stored == null || stored != invented) {
            throw new IllegalStateException("the database numbers records otherwise than the invented carrier does");
        }
    }

    private static ServicePlan plan(DemoPlan plan) {
        return new ServicePlan(
                plan.id(),
                plan.plan().name(),
                ServiceCategory.valueOf(plan.category().name()),
                plan.plan().monthlyPrice(),
                plan.plan().allowance().minutesPerMonth(),
                plan.plan().allowance().destinationIds(),
                plan.ratingPlanId());
    }

    private static Customer customer(DemoCustomer customer) {
        return new Customer(
                customer.name(),
                Customer.Kind.valueOf(customer.kind().name()),
                customer.address().street(),
                customer.address().city(),
                customer.address().state(),
                customer.address().zip(),
                customer.zone().getId(),
                customer.unlisted());
    }

    private static List<ApprovalEvent> events(DemoCustomer customer) {
        ApprovalStory story = customer.approval();
        if (story.noticeSentAt() == null || story.channel() == null) {
            return List.of();
        }
        NoticeId id = new NoticeId("notice-" + customer.id());
        ContactChannel channel = ContactChannel.valueOf(story.channel().name());
        List<ApprovalEvent> events = new ArrayList<>();
        Instant answered = story.answeredAt();
        switch (story.kind()) {
            case OPT_IN -> {
                events.add(Notice.askingToOptIn(id, story.noticeSentAt(), channel, customer.zone())
                        .build());
                events.add(OptIn.inWriting(Objects.requireNonNull(answered), channel, id));
            }
            case OPTED_OUT -> {
                events.add(Notice.askingToOptOut(id, story.noticeSentAt(), channel, customer.zone())
                        .build());
                events.add(OptOut.ofEverything(Objects.requireNonNull(answered), channel));
            }
            case PENDING, DEEMED, LAPSED ->
                events.add(Notice.askingToOptOut(id, story.noticeSentAt(), channel, customer.zone())
                        .build());
            case NONE -> throw new IllegalStateException("a customer without a notice has no events");
        }
        return events;
    }
}

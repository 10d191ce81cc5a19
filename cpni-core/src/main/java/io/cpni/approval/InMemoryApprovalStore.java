package io.cpni.approval;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps approvals in memory, for tests and first steps. Everything is lost with the process. */
public final class InMemoryApprovalStore implements ApprovalStore {

    private record Ledger(
            List<ApprovalEvent> events,
            ApprovalTimeline timeline,
            OneTimeTimeline oneTime,
            PreferenceTimeline preferences) {

        static final Ledger EMPTY = of(List.of());

        static Ledger of(List<ApprovalEvent> events) {
            return new Ledger(
                    events, ApprovalTimeline.of(events), OneTimeTimeline.of(events), PreferenceTimeline.of(events));
        }
    }

    private final Map<CustomerId, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Object dictionary = new Object();
    private volatile ApprovalScopes scopes = ApprovalScopes.none();

    /** Creates an empty store. */
    public InMemoryApprovalStore() {}

    @Override
    public void appendAll(CustomerId customer, List<? extends ApprovalEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        ledgers.compute(customer, (id, before) -> {
            List<ApprovalEvent> all = new ArrayList<>(
                    Optional.ofNullable(before).orElse(Ledger.EMPTY).events());
            all.addAll(events);
            Ledger ledger = Ledger.of(List.copyOf(all));
            name(ledger.timeline().cells().keySet());
            return ledger;
        });
    }

    private void name(Set<ScopeCell> cells) {
        synchronized (dictionary) {
            Map<ScopeCell, Integer> added = new HashMap<>();
            for (ScopeCell cell : cells) {
                if (scopes.id(cell).isEmpty()) {
                    added.put(cell, scopes.cells().size() + added.size() + 1);
                }
            }
            scopes = scopes.with(added);
        }
    }

    @Override
    public List<ApprovalEvent> events(CustomerId customer) {
        return ledger(customer).events();
    }

    @Override
    public ApprovalState stateAt(CustomerId customer, ApprovalAsk ask, Instant at) {
        return ledger(customer).timeline().stateAt(ask, at);
    }

    @Override
    public Set<OneTimeBasis> oneTimeAt(CustomerId customer, Instant at) {
        return ledger(customer).oneTime().at(at);
    }

    @Override
    public CustomerPreferences preferencesAt(CustomerId customer, Instant at) {
        return ledger(customer).preferences().at(at);
    }

    @Override
    public ApprovalScopes scopes() {
        return scopes;
    }

    @Override
    public ApprovalScopes refreshScopes() {
        return scopes;
    }

    private Ledger ledger(CustomerId customer) {
        return Optional.ofNullable(ledgers.get(customer)).orElse(Ledger.EMPTY);
    }
}

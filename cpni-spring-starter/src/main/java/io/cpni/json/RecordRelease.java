package io.cpni.json;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Enforcement;
import io.cpni.decision.ObligationHandlers;
import io.cpni.mask.TokenKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows what decides over objects that are written: the same engine, grants and facts that the gate asks.
 *
 * <p>Safe for many threads.
 */
public final class RecordRelease {

    private final DecisionEngine engine;
    private final Enforcement enforcement;
    private final Supplier<ObligationHandlers> obligations;
    private final FactSource facts;
    private final Supplier<Optional<TokenKey>> tokenKey;
    private final Clock clock;

    /** Gives the facts about a customer at an instant. */
    @FunctionalInterface
    public interface FactSource {

        /** Returns the facts; empty where none are kept, so that nothing is permitted which depends on the customer. */
        Optional<CustomerFacts> of(CustomerId customer, Instant at);
    }

    /**
     * Creates the service.
     *
     * @param engine what decides
     * @param enforcement where decisions are only observed, so that records are written as they are
     * @param obligations who fulfils what permits oblige to; asked when something is written
     * @param facts what is known of customers
     * @param tokenKey the key of tokens; without one a value with the style TOKEN is left out
     * @param clock whose instants decisions are made for
     */
    public RecordRelease(
            DecisionEngine engine,
            Enforcement enforcement,
            Supplier<ObligationHandlers> obligations,
            FactSource facts,
            Supplier<Optional<TokenKey>> tokenKey,
            Clock clock) {
        this.engine = engine;
        this.enforcement = enforcement;
        this.obligations = obligations;
        this.facts = facts;
        this.tokenKey = tokenKey;
        this.clock = clock;
    }

    @Nullable AccessContext context() {
        return AccessScope.current().orElse(null);
    }

    /** Tells whether objects of a type are written as they are, because what is decided of them is only observed. */
    boolean isObserved(@Nullable AccessContext context, RecordGuard guard) {
        return enforcement.isObserved(
                Optional.ofNullable(context).map(AccessContext::purpose),
                guard.labels().table());
    }

    Instant now() {
        return clock.instant();
    }

    Optional<CustomerFacts> facts(CustomerId customer, Instant at) {
        return facts.of(customer, at).map(RememberedFacts::new);
    }

    Optional<TokenKey> tokenKey() {
        return tokenKey.get();
    }

    /** Plans for all objects of a type; empty if none may be seen, or an obligation would stay unfulfilled. */
    Optional<AccessPlan> plan(AccessContext context, RecordGuard guard, Instant at) {
        AccessPlan plan = engine.plan(context, Operation.READ, guard.labels(), at);
        return plan.denial().isPresent()
                        || obligations.get().unhandled(plan.duties(), context).isPresent()
                ? Optional.empty()
                : Optional.of(plan);
    }
}

package io.cpni.session;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.Enforcement;
import io.cpni.decision.Reason;
import io.cpni.label.ColumnLabel;
import io.cpni.label.TableLabels;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which instances were read where their columns may be masked, for as long as they live: what they hold in place
 * of values must not be written back, whoever does it later under whatever context. They are known by identity, and weakly.
 */
final class MaskedInstances {

    private static final Logger LOG = LoggerFactory.getLogger(MaskedInstances.class);

    /** One for all factories: what was read from one may be written to another. */
    private static final WeakIdentities INSTANCES = new WeakIdentities();

    /** How long what is found of a context holds for the records that are read under it. */
    private static final long MEMORY_NANOS = 1_000_000;

    private static final Reason READ_MASKED = new Reason(
            "R-GEN-3",
            "47 U.S.C. 222(c)(1), 47 CFR 64.2007(b)",
            "the instance was read masked, and writing all of it would put masks in the place of values; read it anew in the"
                    + " context that writes, and change that instance");

    private final Supplier<DecisionEngine> engine;
    private final SessionDenials denials;
    private final Enforcement enforcement;
    private final InstantSource clock;

    MaskedInstances(
            Supplier<DecisionEngine> engine, SessionDenials denials, Enforcement enforcement, InstantSource clock) {
        this.engine = engine;
        this.denials = denials;
        this.enforcement = enforcement;
        this.clock = clock;
    }

    void remember(Object instance) {
        INSTANCES.add(instance);
    }

    /** Tells whether an instance, or the one behind a proxy, was read masked. */
    boolean contains(Object instance) {
        Object behind = behind(instance);
        return behind != null && INSTANCES.contains(behind);
    }

    private static @Nullable Object behind(Object instance) {
        LazyInitializer lazy = HibernateProxy.extractLazyInitializer(instance);
        if (lazy == null) {
            return instance;
        }
        return lazy.isUninitialized() ? null : lazy.getImplementation();
    }

    /** Denies to write an instance that was read masked. */
    CpniAccessDeniedException denied() {
        LOG.warn("A record that was read masked is about to be written as a whole; denied: {}", READ_MASKED.remedy());
        return denials.deny(AccessScope.current(), Operation.UPDATE, READ_MASKED);
    }

    /**
     * Whether the bound context may see masks in a table's rows. Without a context nothing tells, so it may; where denials are
     * only observed nothing is masked.
     */
    final class OfTable {

        private final TableLabels table;
        private volatile @Nullable Known last;

        private record Known(AccessContext context, long since, boolean masks) {

            @SuppressWarnings("ReferenceEquality") // the very context, so that nothing of it need be compared
            boolean isOf(AccessContext other, long now) {
                return context == other && now - since < MEMORY_NANOS;
            }
        }

        OfTable(TableLabels table) {
            this.table = table;
        }

        /** Asked for each record of a result, all under one context, so that the answer is remembered for a moment. */
        boolean mayBeMasked() {
            AccessContext context = AccessScope.current().orElse(null);
            if (context == null) {
                return !enforcement.isObserved(Optional.empty(), table.table());
            }
            long now = System.nanoTime();
            Known known = last;
            if (known == null || !known.isOf(context, now)) {
                known = new Known(context, now, masks(context));
                last = known;
            }
            return known.masks();
        }

        private boolean masks(AccessContext context) {
            return !enforcement.isObserved(Optional.of(context.purpose()), table.table())
                    && masks(engine.get().plan(context, Operation.READ, table, clock.instant()));
        }

        /** A plan that shows no row masks none. */
        private boolean masks(AccessPlan plan) {
            return plan.denial().isEmpty()
                    && table.columns().stream().anyMatch(column -> isLabelled(column) && !shows(plan, column));
        }

        private static boolean isLabelled(ColumnLabel column) {
            return !column.structural() && !column.categories().isEmpty();
        }

        private static boolean shows(AccessPlan plan, ColumnLabel column) {
            return plan.columns().get(column.name()) instanceof ColumnAccess.Show;
        }
    }
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditReceipt;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.Obligation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records what one connection's transaction accesses: one durable intent per context, table and plan before the first
 * row is released, one outcome with customers and counts when the transaction ends.
 *
 * <p>An intent is on its way to the disk while the database works on the query, and waited for before a row comes out.
 * Outcomes of changes are waited for, since what cannot be recorded is not committed. Those of reading are handed over: if
 * they are lost, the intent stands without one and tells that rows may have been seen.
 *
 * <p>Statements that name their customers are recorded apart from those that cannot, such as counts, so that the one
 * kind does not blur the other. Not safe for several threads, like the connection it belongs to.
 */
final class TransactionAudit {

    private final SqlGate gate;
    private final Map<Key, OpenAccess> open = new LinkedHashMap<>();
    private final Set<Fulfilled> fulfilled = new HashSet<>();
    private @Nullable String correlation;

    /** An obligation that was fulfilled in this transaction; statements of another shape owe it no second time. */
    private record Fulfilled(AccessContext context, String relation, Obligation.Kind duty) {}

    /** What one record is for. Plans are compared by identity: one is the same as long as the engine returns the same object. */
    private record Key(
            AccessContext context,
            Operation operation,
            AccessPlan plan,
            Set<Obligation.Kind> duties,
            boolean namesCustomers) {

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is the point
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && plan == that.plan
                    && operation == that.operation
                    && namesCustomers == that.namesCustomers
                    && duties.equals(that.duties)
                    && context.equals(that.context);
        }

        /** Leaves the context out, which is long and hardly ever tells two records of one transaction apart. */
        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(plan) + (namesCustomers ? 1 : 0);
        }
    }

    TransactionAudit(SqlGate gate) {
        this.gate = gate;
    }

    /**
     * Hands over the intents that this transaction does not have yet, and returns where to count, table by table. No row
     * may be released before {@link #release}.
     */
    List<OpenAccess> intend(AccessContext context, PreparedAccess access, Instant instant) {
        List<OpenAccess> accesses = new ArrayList<>(access.tables().size());
        for (TableAccess table : access.tables()) {
            Key key = new Key(context, table.operation(), table.foremost(), table.duties(), table.namesCustomers());
            OpenAccess known = open.get(key);
            if (known == null) {
                fulfil(context, access, table, instant);
                AuditEntry intent = table.intent(context, instant, correlation(), gate.node());
                known = new OpenAccess(table, context, intent, gate.auditLog().submit(intent));
                open.put(key, known);
            }
            accesses.add(known);
        }
        return accesses;
    }

    /**
     * Waits until the intents are durable.
     *
     * @throws io.cpni.audit.AuditUnavailableException if one is not; what it stood for may not be released
     */
    void release(List<OpenAccess> accesses) {
        for (OpenAccess access : accesses) {
            if (!access.isRecorded()) {
                try {
                    access.awaitIntent();
                } catch (RuntimeException notRecorded) {
                    open.values().removeIf(each -> !each.isRecorded());
                    throw notRecorded;
                }
                permitted(access);
            }
        }
    }

    private void permitted(OpenAccess access) {
        TableAccess table = access.table();
        gate.listener()
                .decided(
                        Optional.of(access.context()),
                        table.operation(),
                        table.relation(),
                        table.foremost().permittedBy(),
                        !table.observed(),
                        Duration.between(access.began(), gate.clock().instant()));
    }

    private void fulfil(AccessContext context, PreparedAccess access, TableAccess table, Instant instant) {
        if (table.duties().isEmpty()) {
            return;
        }
        Set<Obligation.Kind> owed = EnumSet.copyOf(table.duties());
        owed.removeIf(duty -> fulfilled.contains(new Fulfilled(context, table.relation(), duty)));
        gate.fulfil(access, table.plan().table(), owed, context, instant);
        owed.forEach(duty -> fulfilled.add(new Fulfilled(context, table.relation(), duty)));
    }

    /** Makes an id that no other transaction has. */
    static String newCorrelation() {
        return UUID.randomUUID().toString();
    }

    /** Returns the id under which accesses of the transaction that goes on are recorded; empty if none is yet. */
    Optional<String> begunCorrelation() {
        return Optional.ofNullable(correlation);
    }

    /** Returns the id under which the accesses of the transaction that goes on are recorded. */
    String correlation() {
        String known = correlation;
        if (known == null) {
            known = newCorrelation();
            correlation = known;
        }
        return known;
    }

    /** Records the outcomes of all open accesses. Those that cannot be recorded stay open, for the next attempt. */
    void close() {
        if (!open.isEmpty()) {
            recordOutcomes(List.copyOf(open.values()));
        }
        fulfilled.clear();
        correlation = null;
    }

    private void recordOutcomes(List<OpenAccess> all) {
        // What was never recorded was never released, so there is nothing to close.
        release(all);
        Instant at = gate.clock().instant();
        Map<OpenAccess, AuditReceipt> changes = new LinkedHashMap<>();
        Failures failures = new Failures();
        for (OpenAccess access : all) {
            failures.run(() -> {
                if (access.table().isReading()) {
                    gate.auditLog().amend(access.outcome(at));
                    open.values().remove(access);
                } else {
                    changes.put(access, gate.auditLog().submit(access.outcome(at)));
                }
            });
        }
        changes.forEach((access, receipt) -> failures.run(() -> {
            receipt.await();
            open.values().remove(access);
        }));
        failures.rethrow();
    }

    /** What goes wrong with one record keeps none of the others from being made. */
    private static final class Failures {

        private @Nullable RuntimeException first;

        void run(Runnable record) {
            try {
                record.run();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }

        void rethrow() {
            if (first != null) {
                throw first;
            }
        }
    }
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditReceipt;
import io.cpni.audit.RecordedObligation;
import io.cpni.audit.RecordedStatement;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final ReliedOn reliedOn;
    private final Map<Key, OpenAccess> open = new LinkedHashMap<>();
    private final Map<Owed, RecordedObligation.State> owed = new HashMap<>();
    private @Nullable String correlation;

    /** An obligation that was seen to in this transaction; statements of another shape owe it no second time. */
    private record Owed(AccessContext context, String relation, Obligation.Kind duty) {}

    /** What one record is for. Plans are compared by identity: one is the same as long as the engine returns the same object. */
    private record Key(
            AccessContext context,
            Operation operation,
            AccessPlan plan,
            Set<Obligation.Kind> duties,
            Reliance reliance,
            boolean namesCustomers,
            boolean onBrokenGlass) {

        Key onWholeGlass() {
            return new Key(context, operation, plan, duties, reliance, namesCustomers, false);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is the point
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && plan == that.plan
                    && operation == that.operation
                    && namesCustomers == that.namesCustomers
                    && onBrokenGlass == that.onBrokenGlass
                    && duties.equals(that.duties)
                    && reliance.equals(that.reliance)
                    && context.equals(that.context);
        }

        /** Leaves the context out, which is long and hardly ever tells two records of one transaction apart. */
        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(plan) + (namesCustomers ? 1 : 0);
        }
    }

    TransactionAudit(SqlGate gate, ReliedOn reliedOn) {
        this.gate = gate;
        this.reliedOn = reliedOn;
    }

    /**
     * Hands over the intents that this transaction does not have yet, and returns where to count, table by table. No row
     * may be released before {@link #release}.
     *
     * @param values the caller's values, as literals; asked for where a table's rows do not tell whose they are
     */
    List<OpenAccess> intend(
            AccessContext context, PreparedAccess access, Instant instant, Supplier<List<String>> values)
            throws SQLException {
        Optional<RecordedStatement> statement =
                access.hidesCustomers() ? Optional.of(statement(access, values.get())) : Optional.empty();
        List<OpenAccess> accesses = new ArrayList<>(access.tables().size());
        for (TableAccess table : access.tables()) {
            Key key = key(context, table, instant);
            OpenAccess known = open.get(key);
            Optional<RecordedStatement> ofTable = statement.filter(any -> !table.namesCustomers());
            if (known == null) {
                AuditEntry intent = intent(context, access, table, instant, key.onBrokenGlass())
                        .statements(ofTable.stream().toList())
                        .build();
                known = new OpenAccess(table, context, intent, gate.auditLog().submit(intent));
                open.put(key, known);
            } else {
                ofTable.ifPresent(known::ran);
            }
            accesses.add(known);
        }
        return accesses;
    }

    /**
     * Returns what the record of a table is for. Whether the glass is open is asked anew for each statement until it is: what
     * is opened in the midst of a transaction lets its later statements see more, and their record must say so.
     */
    private Key key(AccessContext context, TableAccess table, Instant instant) throws SQLException {
        Key broken = new Key(
                context,
                table.operation(),
                table.foremost(),
                table.duties(),
                table.reliance(),
                table.namesCustomers(),
                true);
        boolean isBroken = open.containsKey(broken) || reliedOn.isGlassOpen(table.reliance(), context, instant);
        return isBroken ? broken : broken.onWholeGlass();
    }

    private static RecordedStatement statement(PreparedAccess access, List<String> values) {
        return new RecordedStatement(
                access.tables().get(0).fingerprint(), access.statement().text(), values);
    }

    private AuditEntry.Builder intent(
            AccessContext context, PreparedAccess access, TableAccess table, Instant instant, boolean onBrokenGlass)
            throws SQLException {
        List<RecordedObligation> obligations = fulfil(context, access, table, instant);
        return table.intent(context, instant)
                .recordedObligations(obligations)
                .evidence(reliedOn.evidence(table.reliance(), context, instant))
                .breakGlass(onBrokenGlass)
                .correlation(correlation())
                .trace(gate.trace())
                .node(gate.node());
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
                        Duration.between(access.began(), gate.clock().ofOutcome()));
    }

    /** Has an access's obligations fulfilled that were not in this transaction, and returns what became of them all. */
    private List<RecordedObligation> fulfil(
            AccessContext context, PreparedAccess access, TableAccess table, Instant instant) {
        if (table.observed()) {
            Optional<Obligation.Kind> unhandled = gate.unhandledWhereObserved(table, context);
            if (unhandled.isPresent()) {
                return List.of(RecordedObligation.failed(unhandled.get().name()));
            }
        }
        if (!table.duties().isEmpty()) {
            Set<Obligation.Kind> due = EnumSet.copyOf(table.duties());
            due.removeIf(duty -> owed.containsKey(new Owed(context, table.relation(), duty)));
            List<RecordedObligation> before = states(context, table, false);
            Optional<ObligationHandlers.Unfulfilled> failed =
                    gate.fulfil(access, table.plan().table(), due, before, context, instant);
            failed.ifPresent(unfulfilled -> due.retainAll(unfulfilled.done()));
            due.forEach(duty -> owed.put(new Owed(context, table.relation(), duty), RecordedObligation.State.DONE));
            failed.ifPresent(unfulfilled ->
                    owed.put(new Owed(context, table.relation(), unfulfilled.kind()), RecordedObligation.State.FAILED));
        }
        return states(context, table, true);
    }

    /** Returns what became of obligations; of those that were not tried, nothing. */
    private List<RecordedObligation> states(AccessContext context, TableAccess table, boolean withMasks) {
        List<RecordedObligation> states = new ArrayList<>(table.obligations().size());
        for (Obligation.Kind kind : table.obligations()) {
            RecordedObligation.State state = kind == Obligation.Kind.MASK
                    ? withMasks ? RecordedObligation.State.DONE : null
                    : owed.get(new Owed(context, table.relation(), kind));
            if (state != null) {
                states.add(new RecordedObligation(kind.name(), state));
            }
        }
        return states;
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
        owed.clear();
        correlation = null;
    }

    private void recordOutcomes(List<OpenAccess> all) {
        // What was never recorded was never released, so there is nothing to close.
        release(all);
        Instant at = gate.clock().ofOutcome();
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

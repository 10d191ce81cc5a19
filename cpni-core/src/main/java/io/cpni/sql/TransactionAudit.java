package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.label.DataCategory;
import io.cpni.label.DeclaredName;
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
 * <p>Statements that name their customers are recorded apart from those that cannot, such as counts, so that the one
 * kind does not blur the other. Not safe for several threads, like the connection it belongs to.
 */
final class TransactionAudit {

    private final SqlGate gate;
    private final Map<Key, OpenAccess> open = new LinkedHashMap<>();
    private final Set<Fulfilled> fulfilled = new HashSet<>();
    private String correlation = UUID.randomUUID().toString();

    private record Key(
            AccessContext context,
            Operation operation,
            IdentityOf<AccessPlan> plan,
            Set<Obligation.Kind> duties,
            boolean namesCustomers) {}

    /** An obligation that was fulfilled in this transaction; statements of another shape owe it no second time. */
    private record Fulfilled(AccessContext context, String relation, Obligation.Kind duty) {}

    /** Compares by identity: a plan is the same as long as the engine returns the same object. */
    private record IdentityOf<T>(T value) {
        @Override
        @SuppressWarnings("ReferenceEquality") // identity is the point
        public boolean equals(@Nullable Object other) {
            return other instanceof IdentityOf<?> that && that.value == value;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(value);
        }
    }

    TransactionAudit(SqlGate gate) {
        this.gate = gate;
    }

    /**
     * Makes the intents durable that this transaction does not have yet, and returns where to count, table by table.
     */
    List<OpenAccess> intend(AccessContext context, PreparedAccess access, Instant instant) {
        List<OpenAccess> accesses = new ArrayList<>();
        for (TablePlan plan : access.plans()) {
            boolean namesCustomers = access.rewritten().hiddenKeys().contains(plan.table());
            Key key = new Key(
                    context,
                    plan.table().foremostOperation(),
                    new IdentityOf<>(plan.foremost()),
                    plan.duties(),
                    namesCustomers);
            OpenAccess known = open.get(key);
            if (known == null) {
                fulfil(context, access, plan, instant);
                AuditEntry intent = intent(context, plan, access.statement(), instant);
                known = new OpenAccess(intent, gate.auditLog().append(intent));
                open.put(key, known);
                gate.listener()
                        .decided(
                                Optional.of(context),
                                plan.table().foremostOperation(),
                                plan.table().labels().table(),
                                plan.foremost().permittedBy().get(0),
                                true,
                                Duration.between(instant, gate.clock().instant()));
            }
            accesses.add(known);
        }
        return accesses;
    }

    private void fulfil(AccessContext context, PreparedAccess access, TablePlan plan, Instant instant) {
        String relation = plan.table().labels().table();
        Set<Obligation.Kind> owed = plan.duties();
        owed.removeIf(duty -> fulfilled.contains(new Fulfilled(context, relation, duty)));
        gate.fulfil(access, plan, owed, context, instant);
        owed.forEach(duty -> fulfilled.add(new Fulfilled(context, relation, duty)));
    }

    private AuditEntry intent(AccessContext context, TablePlan plan, AnalyzedStatement statement, Instant instant) {
        List<String> shown = new ArrayList<>();
        List<String> masked = new ArrayList<>();
        Set<DataCategory> categories = EnumSet.copyOf(plan.table().labels().categories());
        plan.table().labels().columns().forEach(column -> {
            if (!column.categories().isEmpty()) {
                categories.addAll(column.categories());
                (plan.access(column) instanceof ColumnAccess.Show ? shown : masked)
                        .add(DeclaredName.of(column.name()).text());
            }
        });
        List<Reason> reasons = plan.foremost().permittedBy();
        return AuditEntry.access(instant)
                .context(context)
                .operation(plan.table().foremostOperation())
                .relation(plan.table().labels().table())
                .categories(categories)
                .shownColumns(shown)
                .maskedColumns(masked)
                .rules(reasons.stream().map(SqlGate::rule).toList())
                .obligations(obligations(plan, !masked.isEmpty()))
                .statementFingerprint(Fingerprint.of(statement.text()))
                .correlation(correlation)
                .node(gate.node())
                .build();
    }

    private static List<String> obligations(TablePlan plan, boolean masks) {
        Set<Obligation.Kind> kinds = EnumSet.noneOf(Obligation.Kind.class);
        kinds.addAll(plan.duties());
        if (masks) {
            kinds.add(Obligation.Kind.MASK);
        }
        return kinds.stream().map(Enum::name).toList();
    }

    /** Records the outcomes of all open accesses. Those that cannot be recorded stay open, for the next attempt. */
    void close() {
        while (!open.isEmpty()) {
            Map.Entry<Key, OpenAccess> first = open.entrySet().iterator().next();
            gate.auditLog().append(first.getValue().outcome(gate.clock().instant()));
            open.remove(first.getKey());
        }
        fulfilled.clear();
        correlation = UUID.randomUUID().toString();
    }
}

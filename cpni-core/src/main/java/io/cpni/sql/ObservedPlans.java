package io.cpni.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cpni.accessor.AccessContext;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.decision.Enforcement;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.label.ColumnLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens plans where decisions are only observed: every row, every column, so that statements run as they did before there was
 * a gate, with their customers counted. What is opened stays known, and is recorded as an observed denial.
 */
final class ObservedPlans {

    private final Enforcement enforcement;

    /** By identity, as the engine returns the same plan while it holds, and so does this. */
    private final Cache<AccessPlan, AccessPlan> opened =
            Caffeine.newBuilder().weakKeys().build();

    /** The obligations of the plans that were opened; not the plans, which would be kept for ever with what they became. */
    private final Cache<AccessPlan, Set<Obligation.Kind>> known =
            Caffeine.newBuilder().weakKeys().build();

    ObservedPlans(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    /** Tells whether nothing at all is enforced. */
    boolean isEverything() {
        return enforcement.observesEverything();
    }

    boolean isObserved(AccessContext context, GuardedTable table) {
        return enforcement.isObserved(
                Optional.of(context.purpose()), table.labels().table());
    }

    /** Tells whether a statement passes as it stands where no context is bound: only if nothing in it is enforced. */
    boolean isWithoutContext(AnalyzedStatement statement) {
        return statement.renamings().isEmpty()
                && statement.tables().stream()
                        .allMatch(table -> enforcement.isObserved(
                                Optional.empty(), table.labels().table()));
    }

    /** Returns a plan that releases everything; the plan itself where it does so already and owes nothing. */
    AccessPlan opened(AccessPlan plan, boolean owes) {
        return !owes && isOpen(plan) ? plan : opened.get(plan, this::open);
    }

    private AccessPlan open(AccessPlan plan) {
        Map<String, ColumnAccess> columns = new HashMap<>();
        for (ColumnLabel column : plan.table().columns()) {
            columns.put(column.name(), new ColumnAccess.Show());
        }
        List<Reason> reasons =
                plan.denial().map(denial -> List.of(denial.reason())).orElse(plan.permittedBy());
        AccessPlan all = new AccessPlan(plan.table(), Condition.always(), columns, reasons, Set.of(), Optional.empty());
        known.put(all, plan.duties());
        return all;
    }

    private static boolean isOpen(AccessPlan plan) {
        return plan.rows() instanceof Condition.Always
                && plan.columns().values().stream().allMatch(ColumnAccess.Show.class::isInstance);
    }

    /** Returns the obligations that an opened plan had; none where a plan stands as it is. */
    Set<Obligation.Kind> dutiesBefore(AccessPlan opened) {
        Set<Obligation.Kind> duties = known.getIfPresent(opened);
        return duties == null ? Set.of() : duties;
    }

    /** Tells whether something that is done with a table would have been denied, hidden or masked. */
    boolean isOpened(TablePlan table) {
        return table.plans().values().stream().anyMatch(plan -> known.getIfPresent(plan) != null);
    }
}

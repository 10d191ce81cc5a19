package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.decision.Obligation;
import io.cpni.label.ColumnLabel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The plans for one mention of a table: one for each thing that the statement does with its rows, all of which must
 * permit.
 *
 * @param smallestGroup the number of customers that each group of rows must have, where rows may be seen in groups only
 */
record TablePlan(GuardedTable table, Map<Operation, AccessPlan> plans, OptionalInt smallestGroup) {

    TablePlan {
        plans = new EnumMap<>(plans);
    }

    /** Returns the condition on rows that exist. */
    Condition rows() {
        List<Condition> conditions = new ArrayList<>();
        plans.forEach((operation, plan) -> {
            if (operation != Operation.INSERT) {
                conditions.add(plan.rows());
            }
        });
        return Condition.all(conditions);
    }

    /** Returns the condition that new rows, and rows that get a new key, must meet. */
    Condition newRows() {
        return Condition.all(plans.values().stream().map(AccessPlan::rows).toList());
    }

    ColumnAccess access(ColumnLabel label) {
        ColumnAccess access = new ColumnAccess.Show();
        for (AccessPlan plan : plans.values()) {
            ColumnAccess ofPlan = plan.columns().getOrDefault(label.name(), new ColumnAccess.Masked(label.mask()));
            if (ofPlan instanceof ColumnAccess.Masked) {
                return ofPlan;
            }
            if (ofPlan instanceof ColumnAccess.ShowWhere where) {
                access = access instanceof ColumnAccess.ShowWhere before
                        ? new ColumnAccess.ShowWhere(
                                Condition.all(List.of(before.condition(), where.condition())), where.style())
                        : where;
            }
        }
        return access;
    }

    /** Returns what must be done beside masking. */
    Set<Obligation.Kind> duties() {
        Set<Obligation.Kind> duties = EnumSet.noneOf(Obligation.Kind.class);
        plans.values().forEach(plan -> duties.addAll(plan.duties()));
        return duties;
    }

    /** Returns the plan of what the statement does foremost with the table. */
    AccessPlan foremost() {
        return Objects.requireNonNull(plans.get(table.foremostOperation()), "a plan for each operation");
    }
}

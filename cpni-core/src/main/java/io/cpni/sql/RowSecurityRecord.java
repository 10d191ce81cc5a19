package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.TraceSource;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Obligation;
import io.cpni.decision.Reason;
import io.cpni.label.ColumnLabel;
import io.cpni.label.DataCategory;
import io.cpni.label.DeclaredName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the audit log is told of a transaction that was let through the wall without the gate. Which statements it will
 * say nobody knows, so all that its use shows counts as asked for, and the customers are unnamed.
 *
 * @param relation the views, and the use they are seen under
 * @param use the name of the use
 * @param categories the kinds of data in the tables that the use shows rows of
 * @param shown the columns shown in all rows, with their tables
 * @param masked the others
 * @param rules the rules that permit
 */
record RowSecurityRecord(
        String relation,
        String use,
        Set<DataCategory> categories,
        List<String> shown,
        List<String> masked,
        List<Reason> rules) {

    static RowSecurityRecord of(String views, RowSecurityUse use, List<Map<Operation, AccessPlan>> planned) {
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        List<String> shown = new ArrayList<>();
        List<String> masked = new ArrayList<>();
        Set<Reason> rules = new LinkedHashSet<>();
        for (Map<Operation, AccessPlan> plans : planned) {
            AccessPlan plan = plans.get(Operation.READ);
            if (plan != null) {
                categories.addAll(plan.table().categories());
                rules.addAll(plan.permittedBy());
                for (ColumnLabel column : plan.table().columns()) {
                    if (!column.categories().isEmpty()) {
                        categories.addAll(column.categories());
                        (plan.columns().get(column.name()) instanceof ColumnAccess.Show ? shown : masked)
                                .add(plan.table().table() + "."
                                        + DeclaredName.of(column.name()).text());
                    }
                }
            }
        }
        return new RowSecurityRecord(
                views + " as " + use.name(), use.name(), categories, shown, masked, List.copyOf(rules));
    }

    /** Returns the record of a transaction that is about to see the views. */
    AuditEntry intent(AccessContext context, Instant instant, String correlation, TraceSource trace, String node) {
        return AuditEntry.access(instant)
                .context(context)
                .operation(Operation.READ)
                .relation(relation)
                .categories(categories)
                .shownColumns(shown)
                .maskedColumns(masked)
                .rules(rules.stream().map(SqlGate::rule).toList())
                .obligations(masked.isEmpty() ? List.of() : List.of(Obligation.Kind.MASK.name()))
                .correlation(correlation)
                .trace(trace)
                .node(node)
                .build();
    }
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalScopes;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Obligation;
import io.cpni.label.ColumnLabel;
import io.cpni.label.DataCategory;
import io.cpni.label.DeclaredName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a statement does with one mention of a table, as the audit log is told: settled when the statement is rewritten, so
 * that an execution adds who and when.
 *
 * @param plan the plans for what is done with the table
 * @param foremost that of what is done foremost
 * @param namesCustomers whether the rows tell whose they are
 * @param operation what is done foremost
 * @param duties what must be done beside masking
 * @param categories the kinds of data
 * @param shown names of the columns that are shown in all rows
 * @param masked names of the others
 * @param rules the rules that permit
 * @param obligations the obligations
 * @param reliance the facts of customers that it relies on
 * @param fingerprint names the statement without its literals
 * @param observed whether it would have been denied, or not in full, but denials are only observed
 */
record TableAccess(
        TablePlan plan,
        AccessPlan foremost,
        boolean namesCustomers,
        Operation operation,
        Set<Obligation.Kind> duties,
        Set<DataCategory> categories,
        List<String> shown,
        List<String> masked,
        List<AppliedRule> rules,
        List<Obligation.Kind> obligations,
        Reliance reliance,
        String fingerprint,
        boolean observed) {

    static TableAccess of(
            TablePlan plan, RewrittenStatement rewritten, ApprovalScopes scopes, String fingerprint, boolean observed) {
        List<String> shown = new ArrayList<>();
        List<String> masked = new ArrayList<>();
        Set<DataCategory> categories = EnumSet.copyOf(plan.table().labels().categories());
        for (ColumnLabel column : plan.table().labels().columns()) {
            if (!column.categories().isEmpty()) {
                categories.addAll(column.categories());
                (plan.access(column) instanceof ColumnAccess.Show ? shown : masked)
                        .add(DeclaredName.of(column.name()).text());
            }
        }
        return new TableAccess(
                plan,
                plan.foremost(),
                rewritten.hiddenKeys().contains(plan.table()),
                plan.table().foremostOperation(),
                Set.copyOf(plan.duties()),
                Set.copyOf(categories),
                List.copyOf(shown),
                List.copyOf(masked),
                plan.foremost().permittedBy().stream().map(SqlGate::rule).toList(),
                obligations(plan, !masked.isEmpty()),
                Reliance.of(plan, scopes),
                fingerprint,
                observed);
    }

    private static List<Obligation.Kind> obligations(TablePlan plan, boolean masks) {
        Set<Obligation.Kind> kinds = EnumSet.noneOf(Obligation.Kind.class);
        kinds.addAll(plan.duties());
        if (masks) {
            kinds.add(Obligation.Kind.MASK);
        }
        return List.copyOf(kinds);
    }

    /** Tells whether no row is changed. */
    boolean isReading() {
        return operation == Operation.READ;
    }

    String relation() {
        return plan.table().labels().table();
    }

    /** Begins the record of an access that is about to be released. */
    AuditEntry.Builder intent(AccessContext context, Instant instant) {
        return (observed ? AuditEntry.observedDenial(instant) : AuditEntry.access(instant))
                .context(context)
                .operation(operation)
                .relation(relation())
                .categories(categories)
                .shownColumns(shown)
                .maskedColumns(masked)
                .rules(rules)
                .statementFingerprint(fingerprint);
    }
}

package io.cpni.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds which conditions must hold before an expression that can fail may be evaluated. */
final class GuardFinder {

    private final Findings findings;
    private final ExpressionJudge judge;

    GuardFinder(Findings findings, ExpressionJudge judge) {
        this.findings = findings;
        this.judge = judge;
    }

    /**
     * Takes note of a WHERE or ON.
     *
     * @param conditionsOf the tables whose conditions go there
     * @param existing what stands there
     * @param addAt where to add a WHERE if there is none
     * @param inside the relations that are joined there
     */
    void site(
            List<GuardedTable> conditionsOf,
            Optional<Expression> existing,
            int addAt,
            NameScope scope,
            List<NameScope.Binding> inside) {
        List<AnalyzedStatement.Conjunct> conjuncts = existing.map(condition -> conjuncts(condition).stream()
                        .map(conjunct -> new AnalyzedStatement.Conjunct(
                                conjunct.span(),
                                judge.conditionCanFail(conjunct, scope)
                                        ? guardsOf(conjunct, scope, inside, "a condition")
                                        : List.of()))
                        .toList())
                .orElse(List.of());
        boolean guarded =
                conjuncts.stream().anyMatch(conjunct -> !conjunct.guardedBy().isEmpty());
        if (!conditionsOf.isEmpty() || guarded) {
            findings.sites.add(new AnalyzedStatement.Site(
                    List.copyOf(conditionsOf), conjuncts, existing.map(Expression::span), addAt));
        }
    }

    private static List<Expression> conjuncts(Expression expression) {
        if (expression instanceof Expression.Logical logical && logical.operator() == Expression.Logical.Operator.AND) {
            List<Expression> found = new ArrayList<>();
            logical.parts().forEach(part -> found.addAll(conjuncts(part)));
            return found;
        }
        return List.of(expression);
    }

    /** Takes note of a select item of an inner query, which a database may evaluate before the conditions around it. */
    void item(Expression expression, NameScope scope, List<NameScope.Binding> inside, boolean grouped) {
        if (!judge.canFail(expression, scope, grouped) || (grouped && isOfGroups(expression))) {
            return;
        }
        List<AnalyzedStatement.Guard> guardedBy =
                guardsOf(expression, scope, inside, "a select list of an inner query");
        if (guardedBy.isEmpty()) {
            return;
        }
        if (grouped) {
            throw new CpniStatementRefusedException("a calculation on the columns of " + names(guardedBy)
                    + " in a grouped inner query could tell about hidden rows; calculate inside the aggregate,"
                    + " or in the"
                    + " outermost select list");
        }
        findings.itemGuards.add(new AnalyzedStatement.ItemGuard(expression.span(), guardedBy));
    }

    void refuseIfItCanFail(Expression expression, NameScope scope, List<NameScope.Binding> inside, String where) {
        if (!judge.canFail(expression, scope, true) || isOfGroups(expression)) {
            return;
        }
        List<AnalyzedStatement.Guard> guardedBy = guardsOf(expression, scope, inside, where);
        if (!guardedBy.isEmpty()) {
            throw new CpniStatementRefusedException("a calculation or conversion in " + where
                    + " could tell about hidden rows of " + names(guardedBy) + "; move it into the WHERE clause");
        }
    }

    /**
     * Tells whether the expression is made of aggregates alone. No database can evaluate it before the rows are
     * grouped, as it could one with a column of the groups.
     */
    private static boolean isOfGroups(Expression expression) {
        if (expression instanceof Expression.Call call && call.function().kind() == SqlFunction.Kind.AGGREGATE) {
            return !call.windowed();
        }
        return !(expression instanceof Expression.Column)
                && expression.queries().isEmpty()
                && expression.parts().stream().allMatch(GuardFinder::isOfGroups);
    }

    private List<AnalyzedStatement.Guard> guardsOf(
            Expression expression, NameScope scope, List<NameScope.Binding> inside, String where) {
        // Tables of queries around are not needed: an expression around this query is guarded by them itself.
        Set<GuardedTable> guardedBy = new LinkedHashSet<>(Joins.tablesOf(inside));
        for (Expression.Column column : ExpressionJudge.columnsIn(expression)) {
            NameScope.Target target = scope.resolve(column);
            if (target instanceof NameScope.LabelledColumn labelled) {
                guardedBy.add(labelled.table());
            } else if (target instanceof NameScope.RowIdentifier row) {
                guardedBy.add(row.table());
            } else if (target instanceof NameScope.OtherColumn other && other.guarded()) {
                findings.refuseIfLabelled("a calculation or conversion in " + where
                        + " uses a column of an inner query on labelled rows, '"
                        + column.name().text() + "', and could tell about hidden ones; calculate inside that query");
            }
        }
        return guardedBy.stream().map(findings::guardBy).toList();
    }

    private static String names(List<AnalyzedStatement.Guard> guards) {
        return guards.stream()
                .map(guard -> "'" + guard.table().labels().table() + "'")
                .distinct()
                .collect(Collectors.joining(", "));
    }
}

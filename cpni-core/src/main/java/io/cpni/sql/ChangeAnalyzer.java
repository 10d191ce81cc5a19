package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.label.DeclaredName;
import io.cpni.sql.AnalyzedStatement.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves the names in statements that change rows.
 *
 * <p>Labelled values may be written only where labels at least as strict stand guard over them.
 */
final class ChangeAnalyzer {

    private final QueryAnalyzer queries;
    private final Findings findings;

    ChangeAnalyzer(QueryAnalyzer queries, Findings findings) {
        this.queries = queries;
        this.findings = findings;
    }

    Kind analyze(SqlStatement statement) {
        if (statement instanceof SqlStatement.Insert insert) {
            insert(insert);
            return Kind.INSERT;
        }
        if (statement instanceof SqlStatement.Update update) {
            update(update);
            return Kind.UPDATE;
        }
        if (statement instanceof SqlStatement.Delete delete) {
            delete(delete);
            return Kind.DELETE;
        }
        merge((SqlStatement.Merge) statement);
        return Kind.MERGE;
    }

    // INSERT

    private void insert(SqlStatement.Insert statement) {
        NameScope.Binding target = queries.relation(statement.target(), Set.of(Operation.INSERT), new NameScope(null));
        Query source = statement.source();
        if (target instanceof NameScope.TableBinding table) {
            insertedColumns(statement.columns(), table);
            findings.insert = Optional.of(
                    new AnalyzedStatement.InsertedRows(table.table(), insertedKeys(table.table(), statement)));
        }
        if (source.body() instanceof Query.Rows rows && source.with().isEmpty()) {
            NameScope values = new NameScope(null);
            rows.rows().forEach(row -> row.forEach(value -> written(value, values, target)));
        } else {
            Output output = queries.query(source, null, false);
            refuseCopies(output.sources(), target);
            if (output.guarded() && !(target instanceof NameScope.TableBinding)) {
                throw copies(findings.tables().get(0), target);
            }
        }
    }

    private static List<Optional<Expression>> insertedKeys(GuardedTable table, SqlStatement.Insert statement) {
        if (!(statement.source().body() instanceof Query.Rows rows)) {
            return List.of(Optional.empty());
        }
        return rows.rows().stream()
                .map(row -> keyValue(table, statement.columns(), row))
                .toList();
    }

    private void insertedColumns(List<Token> names, NameScope.TableBinding table) {
        NameScope scope = new NameScope(null);
        scope.bind(table);
        for (Token name : names) {
            Span span = new Span(name.start(), name.end());
            queries.mention(
                    new Expression.Column(Optional.empty(), name, span),
                    scope,
                    Optional.empty(),
                    QueryAnalyzer.Mention.CHANGE);
        }
    }

    private static Optional<Expression> keyValue(GuardedTable table, List<Token> names, List<Expression> row) {
        String key = DeclaredName.of(table.labels().customerKey().column()).folded();
        for (int i = 0; i < names.size() && i < row.size(); i++) {
            if (names.get(i).folded().equals(key)) {
                return Optional.of(row.get(i));
            }
        }
        return Optional.empty();
    }

    // UPDATE

    private void update(SqlStatement.Update statement) {
        NameScope scope = new NameScope(null);
        Joins joins = new Joins(queries, findings, scope);
        NameScope.Binding target =
                queries.relation(statement.target(), EnumSet.of(Operation.UPDATE, Operation.READ), scope);
        joins.add(target);
        statement.from().forEach(joins::add);
        assignments(statement.assignments(), scope, target);
        statement.where().ifPresent(where -> queries.expression(where, scope));
        queries.guards().site(joins.conditionsInWhere(), statement.where(), statement.fromEnd(), scope, joins.all());
    }

    /** Resolves SET. The names before the equals signs are the target's, whatever else is in scope. */
    private void assignments(List<SqlStatement.Assignment> assignments, NameScope scope, NameScope.Binding target) {
        NameScope ofTarget = new NameScope(null);
        ofTarget.bind(target);
        for (SqlStatement.Assignment assignment : assignments) {
            queries.mention(assignment.column(), ofTarget, Optional.empty(), QueryAnalyzer.Mention.CHANGE);
            written(assignment.value(), scope, target);
            keyChange(assignment, ofTarget);
        }
    }

    /** Remembers a new value for the start of the customer key: the changed row must meet the condition too. */
    private void keyChange(SqlStatement.Assignment assignment, NameScope scope) {
        if (scope.resolve(assignment.column()) instanceof NameScope.LabelledColumn labelled) {
            DeclaredName key =
                    DeclaredName.of(labelled.table().labels().customerKey().column());
            if (DeclaredName.of(labelled.label().name()).folded().equals(key.folded())) {
                findings.insert = Optional.of(
                        new AnalyzedStatement.InsertedRows(labelled.table(), List.of(Optional.of(assignment.value()))));
            }
        }
    }

    // DELETE

    private void delete(SqlStatement.Delete statement) {
        NameScope scope = new NameScope(null);
        Joins joins = new Joins(queries, findings, scope);
        joins.add(queries.relation(statement.target(), EnumSet.of(Operation.DELETE, Operation.READ), scope));
        statement.where().ifPresent(where -> queries.expression(where, scope));
        queries.guards().site(joins.conditionsInWhere(), statement.where(), statement.targetEnd(), scope, joins.all());
    }

    // MERGE

    /** Resolves MERGE. The target's condition goes into ON, so that a hidden row counts as no match. */
    private void merge(SqlStatement.Merge statement) {
        NameScope scope = new NameScope(null);
        Set<Operation> operations = EnumSet.of(Operation.READ);
        for (SqlStatement.MergeWhen when : statement.whens()) {
            operations.add(
                    switch (when.action()) {
                        case UPDATE -> Operation.UPDATE;
                        case DELETE -> Operation.DELETE;
                        case INSERT -> Operation.INSERT;
                    });
        }
        Joins joins = new Joins(queries, findings, scope);
        NameScope.Binding target = queries.relation(statement.target(), operations, scope);
        joins.add(target);
        joins.add(statement.source());
        List<GuardedTable> conditions = joins.conditionsInWhere();
        if (conditions.size() > Joins.tablesOf(List.of(target)).size()) {
            // A source row that ON does not let match would still be inserted; only queries carry their conditions.
            throw new CpniStatementRefusedException("MERGE using the labelled table '"
                    + conditions.get(conditions.size() - 1).labels().table() + "' itself; use a query in parentheses");
        }
        queries.expression(statement.on(), scope);
        queries.guards()
                .site(
                        conditions,
                        Optional.of(statement.on()),
                        statement.on().span().end(),
                        scope,
                        joins.all());
        statement.whens().forEach(when -> mergeWhen(when, scope, target));
    }

    private void mergeWhen(SqlStatement.MergeWhen when, NameScope scope, NameScope.Binding target) {
        when.condition().ifPresent(condition -> queries.expression(condition, scope));
        assignments(when.assignments(), scope, target);
        when.insertValues().forEach(value -> written(value, scope, target));
        if (!when.matched() && target instanceof NameScope.TableBinding table) {
            insertedColumns(when.insertColumns(), table);
            findings.insert = Optional.of(new AnalyzedStatement.InsertedRows(
                    table.table(), List.of(keyValue(table.table(), when.insertColumns(), when.insertValues()))));
        }
    }

    // What is written where

    private void written(Expression value, NameScope scope, NameScope.Binding target) {
        int before = findings.tables().size();
        queries.expression(value, scope);
        refuseCopies(queries.judge().sources(value, scope), target);
        if (findings.tables().size() > before && !(target instanceof NameScope.TableBinding)) {
            throw copies(findings.tables().get(before), target);
        }
    }

    private static void refuseCopies(Set<GuardedTable> sources, NameScope.Binding target) {
        Set<GuardedTable> others = new HashSet<>(sources);
        if (target instanceof NameScope.TableBinding table) {
            others.removeIf(source -> table.table()
                    .labels()
                    .categories()
                    .containsAll(source.labels().categories()));
        }
        if (!others.isEmpty()) {
            throw copies(others.iterator().next(), target);
        }
    }

    private static CpniStatementRefusedException copies(GuardedTable source, NameScope.Binding target) {
        return new CpniStatementRefusedException("the statement copies data of '"
                + source.labels().table() + "' into '" + target.name().text()
                + "', which does not have its labels; label the target at least as strictly");
    }
}

package io.cpni.sql;

import io.cpni.accessor.Operation;
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
    private final NewKeys newKeys;

    ChangeAnalyzer(QueryAnalyzer queries, Findings findings) {
        this.queries = queries;
        this.findings = findings;
        this.newKeys = new NewKeys(findings, queries.judge().dialect());
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
        NameScope.Binding target = queries.relation(statement.target(), operations(statement), new NameScope(null));
        Query source = statement.source();
        NameScope read = new NameScope(null);
        if (target instanceof NameScope.TableBinding table) {
            insertedColumns(statement.columns(), table);
        }
        if (source.body() instanceof Query.Rows rows && source.with().isEmpty()) {
            NameScope values = new NameScope(null);
            rows.rows().forEach(row -> row.forEach(value -> written(value, values, target)));
            if (target instanceof NameScope.TableBinding table) {
                rows.rows().forEach(row -> newKeys.inserted(table.table(), statement.columns(), row, values));
            }
        } else {
            insertedQuery(statement, target, read);
        }
        statement.conflict().ifPresent(conflict -> conflict(conflict, target, sources(source, read)));
        statement.returning().ifPresent(returning -> {
            NameScope scope = new NameScope(null);
            Joins joins = new Joins(queries, findings, scope);
            joins.add(target);
            if (target instanceof NameScope.TableBinding table) {
                returning
                        .unnamedAt()
                        .ifPresent(at -> findings.renamings.add(new AnalyzedStatement.Renaming(
                                new Span(at, at), " " + table.table().reference())));
            }
            // Where the row that was there takes another customer, whose it was is not known.
            boolean moves = statement
                    .conflict()
                    .flatMap(SqlStatement.Conflict::update)
                    .filter(update -> changesKey(update.assignments(), target))
                    .isPresent();
            returning(returning, scope, joins, !moves);
        });
    }

    private static Set<Operation> operations(SqlStatement.Insert statement) {
        Set<Operation> operations = EnumSet.of(Operation.INSERT);
        if (statement.returning().isPresent()) {
            operations.add(Operation.READ);
        }
        if (statement.conflict().flatMap(SqlStatement.Conflict::update).isPresent()) {
            operations.addAll(EnumSet.of(Operation.READ, Operation.UPDATE));
        }
        return operations;
    }

    private void insertedQuery(SqlStatement.Insert statement, NameScope.Binding target, NameScope scope) {
        Output output = queries.query(statement.source(), scope);
        refuseCopies(output.sources(), target);
        if (output.guarded() && !(target instanceof NameScope.TableBinding)) {
            throw copies(findings.tables().get(0), target);
        }
        if (target instanceof NameScope.TableBinding table) {
            newKeys.inserted(table.table(), statement.columns(), statement.source(), scope);
        }
    }

    /**
     * Returns the relations whose columns MariaDB lets ON DUPLICATE KEY UPDATE name: those that the inserted rows are read
     * from, if each row of theirs gives one that is inserted.
     */
    private List<NameScope.Binding> sources(Query source, NameScope read) {
        return queries.judge().dialect() == SqlDialect.MARIADB
                        && source.body() instanceof Query.Block block
                        && !block.distinct()
                        && !QueryAnalyzer.isGrouped(block)
                ? read.bindings()
                : List.of();
    }

    /**
     * Resolves ON CONFLICT and ON DUPLICATE KEY UPDATE. A row that is there already is changed only where it meets the
     * condition, which the server asks before it evaluates what is set: on PostgreSQL in WHERE, on MariaDB, which has none
     * there, with the first value that is set.
     */
    private void conflict(SqlStatement.Conflict conflict, NameScope.Binding target, List<NameScope.Binding> sources) {
        NameScope scope = new NameScope(null);
        scope.bind(target);
        sources.forEach(scope::bind);
        for (Token name : conflict.columns()) {
            Span span = new Span(name.start(), name.end());
            queries.expression(new Expression.Column(Optional.empty(), name, span), scope);
        }
        Token newRow = NewKeys.newRow(queries.judge().dialect());
        // What the row that was to be inserted would show counts as what the table shows.
        NameScope.Binding inserted = target instanceof NameScope.TableBinding table
                ? new NameScope.TableBinding(table.table(), newRow)
                : new NameScope.OutputBinding(newRow, ((NameScope.OutputBinding) target).output());
        if (queries.judge().dialect() == SqlDialect.MARIADB) {
            scope.bindOnlyQualified(inserted);
            duplicateKey(conflict, scope, target);
            return;
        }
        conflict.update().ifPresent(update -> {
            scope.bind(inserted);
            assignments(update.assignments(), scope, target);
            update.where().ifPresent(where -> queries.expression(where, scope));
            queries.guards()
                    .site(Joins.tablesOf(List.of(target)), update.where(), update.end(), scope, List.of(target));
        });
    }

    private void duplicateKey(SqlStatement.Conflict conflict, NameScope scope, NameScope.Binding target) {
        conflict.update().ifPresent(update -> assignments(update.assignments(), scope, target));
        if (target instanceof NameScope.TableBinding table) {
            findings.rowInTheWay = Optional.of(new AnalyzedStatement.RowInTheWay(
                    table.table(),
                    conflict.update().map(update -> update.assignments().get(0).value())));
        }
    }

    // RETURNING

    private void returning(SqlStatement.Returning returning, NameScope scope, Joins joins, boolean namesCustomers) {
        queries.returned(returning.items(), scope);
        findings.returning = Optional.of(returning.span());
        if (namesCustomers) {
            findings.keySite = Optional.of(new AnalyzedStatement.KeySite(
                    returning.span().end(),
                    joins.tables(),
                    findings.nullSupplied(),
                    SelectList.none(),
                    Optional.empty()));
        }
    }

    private static boolean changesKey(List<SqlStatement.Assignment> assignments, NameScope.Binding target) {
        return target instanceof NameScope.TableBinding table
                && assignments.stream()
                        .anyMatch(assignment -> NewKeys.isKey(
                                table.table(), assignment.column().name().folded()));
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
        statement
                .returning()
                .ifPresent(
                        returning -> returning(returning, scope, joins, !changesKey(statement.assignments(), target)));
    }

    /** Resolves SET. The names before the equals signs are the target's, whatever else is in scope. */
    private void assignments(List<SqlStatement.Assignment> assignments, NameScope scope, NameScope.Binding target) {
        NameScope ofTarget = new NameScope(null);
        ofTarget.bind(target);
        Set<String> assigned = new HashSet<>();
        for (SqlStatement.Assignment assignment : assignments) {
            if (!assigned.add(assignment.column().name().folded())) {
                throw new CpniStatementRefusedException("the column '"
                        + assignment.column().name().text() + "' is given two values; some databases take the last");
            }
            queries.mention(assignment.column(), ofTarget, Optional.empty(), QueryAnalyzer.Mention.CHANGE);
            written(assignment.value(), scope, target);
            newKeys.assigned(assignment, ofTarget, scope);
        }
    }

    // DELETE

    private void delete(SqlStatement.Delete statement) {
        NameScope scope = new NameScope(null);
        Joins joins = new Joins(queries, findings, scope);
        joins.add(queries.relation(statement.target(), EnumSet.of(Operation.DELETE, Operation.READ), scope));
        statement.using().forEach(joins::add);
        statement.where().ifPresent(where -> queries.expression(where, scope));
        queries.guards().site(joins.conditionsInWhere(), statement.where(), statement.usingEnd(), scope, joins.all());
        statement.returning().ifPresent(returning -> returning(returning, scope, joins, true));
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
            newKeys.inserted(table.table(), when.insertColumns(), when.insertValues(), scope);
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

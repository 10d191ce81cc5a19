package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.label.DeclaredName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the names in queries and expressions. */
final class QueryAnalyzer {

    /** Begins the names under which the server sees common tables; statements cannot use such names. */
    private static final String COMMON_TABLE = "cpni_w";

    private static final Token OUTPUT = new Token(Token.Kind.WORD, " output", 0, 0);

    private final Relations relations;
    private final Findings findings;
    private final ExpressionJudge judge;
    private final GuardFinder guards;
    private int commonTables;

    QueryAnalyzer(Relations relations, Findings findings, ExpressionJudge judge) {
        this.relations = relations;
        this.findings = findings;
        this.judge = judge;
        this.guards = new GuardFinder(findings, judge);
    }

    GuardFinder guards() {
        return guards;
    }

    ExpressionJudge judge() {
        return judge;
    }

    // Queries

    Output query(Query query, @Nullable NameScope outer, boolean top) {
        return queryIn(query, new NameScope(outer), top);
    }

    /** Resolves a query in a scope of its own, which then knows the query's relations. */
    Output query(Query query, NameScope own) {
        return queryIn(query, own, false);
    }

    /** Resolves the outermost query in a scope of its own. */
    void top(Query query, NameScope own) {
        queryIn(query, own, true);
    }

    private Output queryIn(Query query, NameScope scope, boolean top) {
        boolean before = findings.beginQuery();
        int derivedBefore = findings.derivedTables.size();
        for (Query.CommonTable common : query.with()) {
            commonTable(common, query.recursive(), scope);
        }
        Output output = body(query.body(), query, scope, top);
        if (query.locks() && findings.derivedTables.size() > derivedBefore) {
            // What is read through a query of the gate's own would be locked on some databases, and on others not.
            throw new CpniStatementRefusedException("rows of a FULL, NATURAL or USING join of labelled tables are not"
                    + " locked; join by ON, or lock the tables one by one");
        }
        findings.endQuery(query, output, before);
        return output;
    }

    /**
     * Resolves a common table. The server sees it under a name of ours, because databases differ in whether a common
     * table or a table of the same name is read.
     */
    private void commonTable(Query.CommonTable common, boolean recursive, NameScope scope) {
        Token name = common.name();
        if (relations.isAny(name)) {
            throw new CpniStatementRefusedException("the common table '" + name.text()
                    + "' has the name of a table; some databases would read the table, so rename it");
        }
        String written = COMMON_TABLE + commonTables++;
        findings.renamings.add(new AnalyzedStatement.Renaming(new Span(name.start(), name.end()), written));
        if (recursive) {
            // It may name itself; what it then reads is what its own body has let through.
            scope.addCommonTable(new NameScope.CommonTable(
                    name, written, new Output(List.of(), false, true).renamed(common.columns())));
        }
        Output output = query(common.query(), scope, false).renamed(common.columns());
        scope.addCommonTable(new NameScope.CommonTable(name, written, output));
    }

    private Output body(Query.Body body, Query query, NameScope scope, boolean top) {
        if (body instanceof Query.Block block) {
            return block(block, query, scope, top);
        }
        Output output;
        if (body instanceof Query.Combination combination) {
            Query bare = query.bare();
            output = body(combination.left(), bare, new NameScope(scope), false)
                    .combined(body(combination.right(), bare, new NameScope(scope), false));
        } else if (body instanceof Query.Nested nested) {
            output = query(nested.query(), scope, false);
        } else {
            ((Query.Rows) body).rows().forEach(row -> row.forEach(value -> expression(value, scope)));
            output = new Output(List.of(), false, false);
        }
        NameScope ordering = new NameScope(scope);
        ordering.bind(new NameScope.OutputBinding(OUTPUT, output));
        query.orderBy().forEach(item -> expression(item, ordering));
        query.limits().forEach(limit -> expression(limit, ordering));
        return output;
    }

    private Output block(Query.Block block, Query query, NameScope scope, boolean top) {
        Joins joins = new Joins(this, findings, scope);
        block.from().forEach(joins::add);
        block.where().ifPresent(where -> expression(where, scope));
        guards.site(joins.conditionsInWhere(), block.where(), block.fromEnd(), scope, joins.all());
        boolean grouped = isGrouped(block);
        Output output = items(block, scope, joins, top, grouped);
        for (Expression item : block.groupBy()) {
            if (isOutput(item, output) && !isColumn(item, scope)) {
                // With an unmapped column of that name, databases would group by the column.
                throw new CpniStatementRefusedException("GROUP BY names the alias '"
                        + ((Expression.Column) item).name().text() + "'; repeat the expression");
            }
            expression(item, scope, Mention.GROUPING);
            if (!top) {
                guards.refuseIfItCanFail(item, scope, joins.all(), "GROUP BY of an inner query");
            }
        }
        block.having().ifPresent(having -> {
            expression(having, scope);
            guards.refuseIfItCanFail(having, scope, joins.all(), "HAVING, outside of an aggregate,");
        });
        for (Expression window : block.windows()) {
            expression(window, scope);
            if (!top) {
                guards.refuseIfItCanFail(window, scope, joins.all(), "WINDOW of an inner query");
            }
        }
        block.distinctOn().stream()
                .filter(item -> !isOutput(item, output))
                .forEach(item -> expression(item, scope, Mention.GROUPING));
        query.orderBy().stream()
                .filter(item -> !isOutput(item, output))
                .forEach(item -> expression(item, scope, block.distinct() ? Mention.GROUPING : Mention.PLAIN));
        query.limits().forEach(limit -> expression(limit, scope));
        findings.sortsByWhatCanFail |= SortKeys.of(block, query, item -> isOutput(item, output)).stream()
                .anyMatch(key -> judge.canFail(key, scope, true));
        if (top && !block.distinct() && !grouped && query.with().isEmpty()) {
            findings.keySite = Optional.of(new AnalyzedStatement.KeySite(
                    block.itemsEnd(),
                    joins.tables(),
                    findings.nullSupplied(),
                    SelectList.of(block, query),
                    joinPlace(block, query)));
        }
        return output;
    }

    /** A join reaches what stands before it up to a comma, and rows on its outer side cannot be locked. */
    private static Optional<Integer> joinPlace(Query.Block block, Query query) {
        return block.from().size() == 1 && !query.locks() ? Optional.of(block.fromEnd()) : Optional.empty();
    }

    /** Tells whether ORDER BY means a column of the output; both databases look there first. */
    private static boolean isOutput(Expression item, Output output) {
        if (!(item instanceof Expression.Column column) || column.qualifier().isPresent()) {
            return false;
        }
        return output.columns().stream()
                .filter(known -> known.folded().equals(column.name().folded()))
                .anyMatch(known -> known.name().isEmpty() || known.name().get().isSameName(column.name()));
    }

    private static boolean isColumn(Expression item, NameScope scope) {
        return scope.bindings().stream()
                .anyMatch(binding ->
                        NameScope.in(binding, ((Expression.Column) item).name()).isPresent());
    }

    static boolean isGrouped(Query.Block block) {
        return !block.groupBy().isEmpty()
                || block.having().isPresent()
                || block.items().stream()
                        .anyMatch(item -> item instanceof Query.Value value && hasAggregate(value.expression()));
    }

    private static boolean hasAggregate(Expression expression) {
        if (expression instanceof Expression.Call call
                && call.function().kind() == SqlFunction.Kind.AGGREGATE
                && !call.windowed()) {
            return true;
        }
        return expression.parts().stream().anyMatch(QueryAnalyzer::hasAggregate);
    }

    private Output items(Query.Block block, NameScope scope, Joins joins, boolean top, boolean grouped) {
        List<Output.Column> columns = new ArrayList<>();
        boolean complete = true;
        for (Query.Item item : block.items()) {
            if (item instanceof Query.Star star) {
                complete &= star(star, scope, columns);
                continue;
            }
            Query.Value value = (Query.Value) item;
            Expression expression = value.expression();
            Optional<Token> own =
                    expression instanceof Expression.Column column ? Optional.of(column.name()) : Optional.empty();
            if (own.isPresent() && value.alias().isEmpty()) {
                mention((Expression.Column) expression, scope, own.map(this::written), Mention.PLAIN);
            } else {
                expression(expression, scope);
            }
            if (!top) {
                guards.item(expression, scope, joins.all(), grouped);
            }
            Optional<Token> name = value.alias().or(() -> own);
            columns.add(new Output.Column(
                    name,
                    name.map(Token::folded).orElse(" " + columns.size()),
                    judge.family(expression, scope),
                    judge.sources(expression, scope)));
        }
        return new Output(columns, complete, joins.guarded());
    }

    /** Resolves what a change returns of its rows, all of which have met the conditions, so that nothing needs a guard. */
    void returned(List<Query.Item> items, NameScope scope) {
        for (Query.Item item : items) {
            if (item instanceof Query.Star star) {
                star(star, scope, new ArrayList<>());
            } else if (item instanceof Query.Value value
                    && value.alias().isEmpty()
                    && value.expression() instanceof Expression.Column column) {
                mention(column, scope, Optional.of(written(column.name())), Mention.PLAIN);
            } else {
                expression(((Query.Value) item).expression(), scope);
            }
        }
    }

    /** Adds the columns that a star stands for, and tells whether these are all. */
    private boolean star(Query.Star star, NameScope scope, List<Output.Column> columns) {
        List<NameScope.Binding> covered =
                star.qualifier().map(name -> List.of(scope.binding(name))).orElse(scope.bindings());
        List<AnalyzedStatement.StarPart> parts = new ArrayList<>();
        List<Output.Column> shown = new ArrayList<>();
        boolean complete = true;
        for (NameScope.Binding binding : covered) {
            Optional<GuardedTable> labelled = Optional.empty();
            if (binding instanceof NameScope.TableBinding table) {
                labelled = Optional.of(table.table());
                table.table()
                        .labels()
                        .columns()
                        .forEach(column -> shown.add(new Output.Column(
                                Optional.empty(),
                                DeclaredName.of(column.name()).folded(),
                                column.family(),
                                Set.of(table.table()))));
            } else {
                Output output = ((NameScope.OutputBinding) binding).output();
                shown.addAll(output.columns());
                complete &= output.complete();
            }
            parts.add(new AnalyzedStatement.StarPart(labelled, written(binding.name())));
        }
        boolean merges = star.qualifier().isEmpty() && !scope.mergedColumns().isEmpty();
        if (parts.stream().anyMatch(part -> part.table().isPresent())) {
            if (merges) {
                throw new CpniStatementRefusedException(
                        "'*' stands beside a NATURAL or USING join and another labelled table; name the columns");
            }
            findings.stars.add(new AnalyzedStatement.StarUse(star.span(), parts));
        }
        if (merges) {
            showMergedColumnsOnce(scope, shown);
        }
        columns.addAll(shown);
        // Which column stands where after a merge is left to the server.
        return complete && !merges;
    }

    private static void showMergedColumnsOnce(NameScope scope, List<Output.Column> shown) {
        for (NameScope.MergedColumn merged : scope.mergedColumns()) {
            shown.removeIf(column -> column.folded().equals(merged.name().folded()));
            NameScope.OtherColumn column = merged.column();
            shown.add(new Output.Column(Optional.empty(), merged.name().folded(), column.family(), column.sources()));
        }
    }

    // Relations

    NameScope.Binding relation(FromItem.Named named, Set<Operation> operations, NameScope scope) {
        Token reference = named.reference();
        Optional<NameScope.CommonTable> common =
                named.schema().isEmpty() ? scope.commonTable(named.name()) : Optional.empty();
        if (common.isPresent()) {
            String written = common.get().written() + (named.alias().isEmpty() ? " " + written(named.name()) : "");
            findings.renamings.add(new AnalyzedStatement.Renaming(named.span(), written));
            return new NameScope.OutputBinding(reference, common.get().output());
        }
        NameScope.Binding binding = binding(relations.find(named), reference, operations);
        if (named.alias().isEmpty()) {
            named.schema().ifPresent(schema -> scope.isIn(binding, schema));
        }
        return binding;
    }

    private NameScope.Binding binding(RelationCatalog.Relation relation, Token reference, Set<Operation> operations) {
        if (relation instanceof RelationCatalog.Labelled labelled) {
            return new NameScope.TableBinding(
                    findings.table(labelled.labels(), written(reference), operations), reference);
        }
        List<Output.Column> columns = new ArrayList<>();
        ((RelationCatalog.Plain) relation)
                .columns()
                .forEach((name, family) -> columns.add(new Output.Column(Optional.empty(), name, family, Set.of())));
        return new NameScope.OutputBinding(reference, new Output(columns, false, false));
    }

    private String written(Token name) {
        return name.written(judge.dialect());
    }

    // Expressions

    /** How a column is mentioned. */
    enum Mention {
        PLAIN,
        /** Its value is set. */
        CHANGE,
        /** The server must recognise it as equal to another mention. */
        GROUPING
    }

    void expression(Expression expression, NameScope scope) {
        expression(expression, scope, Mention.PLAIN);
    }

    private void expression(Expression expression, NameScope scope, Mention how) {
        walk(expression, scope, how);
        if (judge.canFail(expression, scope, false)) {
            findings.queryCanFail();
        }
    }

    private void walk(Expression expression, NameScope scope, Mention how) {
        if (expression instanceof Expression.Column column) {
            mention(column, scope, Optional.empty(), how);
        }
        expression.parts().forEach(part -> walk(part, scope, how));
        expression.queries().forEach(query -> query(query, scope, false));
        judge.expectFamilies(expression, scope);
    }

    void mention(Expression.Column column, NameScope scope, Optional<String> outputName, Mention how) {
        if (scope.resolve(column) instanceof NameScope.LabelledColumn labelled) {
            findings.columns.add(new AnalyzedStatement.ColumnUse(
                    labelled.table(),
                    labelled.label(),
                    column.span(),
                    new Span(column.name().start(), column.name().end()),
                    outputName,
                    how == Mention.CHANGE,
                    how == Mention.GROUPING));
        }
    }
}

package io.cpni.sql;

import io.cpni.label.ColumnLabel;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Judges whether a query tells of groups only and of no single customer (222(h)(2)): what a query under the purpose
 * AGGREGATE must do.
 *
 * <p>What it tells are counts, sums, averages and deviations of whole columns, and what it groups by. A sum of an
 * expression could pick one customer out of a large group, and a minimum is somebody's; neither is told. Identifiers and
 * customer keys are for joining and counting, not for choosing rows by. That each group is large enough the database
 * checks, by a HAVING that the gate adds.
 */
final class AggregateForm {

    private static final Set<String> TELLING =
            Set.of("count", "sum", "avg", "stddev_pop", "stddev_samp", "var_pop", "var_samp");

    private static final Pattern GROUPING_SETS = Pattern.compile("\\b(rollup|cube|sets)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WITHOUT_ARGUMENT = Pattern.compile("\\w+\\s*\\(\\s*\\*\\s*\\)");
    private static final Pattern BEFORE_ARGUMENT =
            Pattern.compile("\\w+\\s*\\(\\s*((distinct|all)\\s+)?", Pattern.CASE_INSENSITIVE);

    private final Query query;
    private final Query.Block block;
    private final NameScope scope;
    private final String text;
    private final int mentions;

    private AggregateForm(Query query, Query.Block block, NameScope scope, String text, int mentions) {
        this.mentions = mentions;
        this.query = query;
        this.block = block;
        this.scope = scope;
        this.text = text;
    }

    /**
     * Reads how a query groups.
     *
     * @param scope the names that the query's outermost block knows
     * @param text the statement
     * @param mentions how many mentions of labelled tables there are in the statement
     */
    static AnalyzedStatement.Grouping grouping(Query query, NameScope scope, String text, int mentions) {
        if (!(query.body() instanceof Query.Block block)) {
            return new AnalyzedStatement.Grouping(Optional.of("sets are combined"), 0, Optional.empty(), List.of());
        }
        AggregateForm form = new AggregateForm(query, block, scope, text, mentions);
        Optional<String> more = form.findings().findFirst();
        return new AnalyzedStatement.Grouping(
                more,
                block.groupEnd(),
                block.having().map(Expression::span),
                more.isPresent() ? List.of() : form.arguments());
    }

    private Stream<String> findings() {
        return Stream.of(
                        when(!query.with().isEmpty(), "there is a common table"),
                        when(hasInnerQuery(), "there is an inner query"),
                        unless(
                                query.limits().stream().allMatch(AggregateForm::isGiven),
                                "LIMIT or OFFSET is calculated"),
                        when(
                                GROUPING_SETS.matcher(groupingText()).find(),
                                "it is grouped by several sets, which tell of" + " a small group by what is missing"),
                        when(query.locks(), "rows are locked"),
                        when(block.distinct() || !block.distinctOn().isEmpty(), "there is DISTINCT"),
                        when(!block.windows().isEmpty(), "there is a window"),
                        when(!QueryAnalyzer.isGrouped(block), "nothing is grouped"),
                        unless(
                                block.from().size() == 1 && isPlain(block.from().get(0)) && namesTablesOnce(),
                                "FROM holds more than labelled tables, each once, joined by an identifier or customer"
                                        + " key that equals a column"),
                        unless(
                                block.where().stream().allMatch(this::chooses),
                                "WHERE holds a query, or chooses by an" + " identifier or customer key"),
                        unless(
                                block.groupBy().stream().allMatch(this::groups),
                                "it is grouped by an identifier, a" + " customer key or a query"),
                        unless(
                                block.items().stream().allMatch(this::isTold),
                                "the select list holds something else"
                                        + " than groups, counts, sums, averages and deviations of columns"),
                        unless(
                                block.having().stream().allMatch(this::isJudged),
                                "HAVING judges something else than"
                                        + " groups, counts, sums, averages and deviations of columns"),
                        unless(
                                query.orderBy().stream().allMatch(this::orders),
                                "it is ordered by something else than" + " what it tells"))
                .flatMap(Optional::stream);
    }

    private static Optional<String> when(boolean holds, String what) {
        return holds ? Optional.of(what) : Optional.empty();
    }

    private static Optional<String> unless(boolean holds, String what) {
        return when(!holds, what);
    }

    /** Rows must not be multiplied: how often a row counts would be a weight, by which a sum tells of one customer. */
    private boolean isPlain(FromItem item) {
        if (item instanceof FromItem.Join join) {
            return join.kind() != FromItem.Join.Kind.FULL
                    && join.merging().isEmpty()
                    && isPlain(join.left())
                    && isPlain(join.right())
                    && join.on().filter(this::joinsByIdentifier).isPresent();
        }
        return item instanceof FromItem.Named;
    }

    private boolean joinsByIdentifier(Expression on) {
        if (on instanceof Expression.Logical logical) {
            return (logical.operator() == Expression.Logical.Operator.AND
                            || logical.operator() == Expression.Logical.Operator.PARENTHESES)
                    && on.parts().stream().allMatch(this::joinsByIdentifier);
        }
        return on instanceof Expression.Comparison
                && on.queries().isEmpty()
                && on.parts().size() == 2
                && on.parts().stream().allMatch(Expression.Column.class::isInstance)
                && on.parts().stream().anyMatch(this::isIdentifier)
                && text.substring(
                                on.parts().get(0).span().end(),
                                on.parts().get(1).span().start())
                        .strip()
                        .equals("=");
    }

    /** A relation without labels could hold weights of the asker's own; a table joined with itself gives powers. */
    private boolean namesTablesOnce() {
        Set<String> names = new HashSet<>();
        return scope.bindings().stream()
                .allMatch(binding -> binding instanceof NameScope.TableBinding table
                        && names.add(table.table().labels().table().toLowerCase(Locale.ROOT)));
    }

    /** Tells whether a labelled table is mentioned outside of FROM, in whatever clause. */
    private boolean hasInnerQuery() {
        return mentions > scope.bindings().size();
    }

    private static boolean isGiven(Expression limit) {
        return limit instanceof Expression.Literal || limit instanceof Expression.Parameter;
    }

    private String groupingText() {
        int start = block.where().map(where -> where.span().end()).orElse(block.fromEnd());
        return text.substring(start, block.groupEnd());
    }

    private boolean chooses(Expression where) {
        return where.queries().isEmpty()
                && !isIdentifier(where)
                && where.parts().stream().allMatch(this::chooses);
    }

    private boolean groups(Expression item) {
        return chooses(item) && !hasParameter(item);
    }

    private static boolean hasParameter(Expression expression) {
        return expression instanceof Expression.Parameter
                || expression.parts().stream().anyMatch(AggregateForm::hasParameter);
    }

    private boolean isTold(Query.Item item) {
        return item instanceof Query.Value value && isTold(value.expression());
    }

    private boolean isTold(Expression expression) {
        return expression instanceof Expression.Literal
                || isOfGroup(expression)
                || (expression instanceof Expression.Call call && isTelling(call));
    }

    private boolean isOfGroup(Expression expression) {
        String written = expression.span().in(text);
        return block.groupBy().stream().anyMatch(item -> item.span().in(text).equals(written));
    }

    private boolean isTelling(Expression.Call call) {
        boolean ofColumn =
                call.parts().size() <= 1 && call.parts().stream().allMatch(Expression.Column.class::isInstance);
        boolean counts = call.function().name().equals("count");
        return TELLING.contains(call.function().name())
                && !call.windowed()
                && ofColumn
                && hasNothingBeside(call)
                && (counts || call.parts().stream().noneMatch(this::isIdentifier));
    }

    /** Tells whether a call has no clause beside its argument: a FILTER would choose within the group. */
    private boolean hasNothingBeside(Expression.Call call) {
        Span span = call.span();
        if (call.parts().isEmpty()) {
            return WITHOUT_ARGUMENT.matcher(span.in(text)).matches();
        }
        Span argument = call.parts().get(0).span();
        return BEFORE_ARGUMENT
                        .matcher(text.substring(span.start(), argument.start()))
                        .matches()
                && text.substring(argument.end(), span.end()).strip().equals(")");
    }

    private boolean isJudged(Expression having) {
        if (having instanceof Expression.Comparison || having instanceof Expression.Logical) {
            return having.queries().isEmpty() && having.parts().stream().allMatch(this::isJudged);
        }
        return having instanceof Expression.Parameter || isTold(having);
    }

    private boolean orders(Expression item) {
        return isTold(item) || (item instanceof Expression.Column column && isAlias(column));
    }

    private boolean isAlias(Expression.Column column) {
        return column.qualifier().isEmpty()
                && block.items().stream()
                        .filter(Query.Value.class::isInstance)
                        .map(Query.Value.class::cast)
                        .flatMap(value -> value.alias().stream())
                        .anyMatch(alias -> alias.isSameName(column.name()));
    }

    /** Tells whether a mention is of a column that stands for one row or one customer. */
    private boolean isIdentifier(Expression expression) {
        if (!(expression instanceof Expression.Column column)) {
            return false;
        }
        NameScope.Target target = scope.resolve(column);
        if (target instanceof NameScope.LabelledColumn labelled) {
            ColumnLabel label = labelled.label();
            return label.structural()
                    || labelled.table()
                            .labels()
                            .column(labelled.table().labels().customerKey().column())
                            .filter(label::equals)
                            .isPresent();
        }
        return target instanceof NameScope.RowIdentifier;
    }

    /** Returns the columns that are summed up or counted. */
    private List<AnalyzedStatement.Argument> arguments() {
        Stream<Expression> values = block.items().stream()
                .filter(Query.Value.class::isInstance)
                .map(item -> ((Query.Value) item).expression());
        return Stream.of(values, block.having().stream(), query.orderBy().stream())
                .flatMap(expressions -> expressions)
                .flatMap(AggregateForm::calls)
                .flatMap(call -> call.parts().stream())
                .map(column -> new AnalyzedStatement.Argument(table((Expression.Column) column), column.span()))
                .toList();
    }

    private static Stream<Expression.Call> calls(Expression expression) {
        return expression instanceof Expression.Call call
                        && TELLING.contains(call.function().name())
                ? Stream.of(call)
                : expression.parts().stream().flatMap(AggregateForm::calls);
    }

    private Optional<GuardedTable> table(Expression.Column column) {
        return scope.resolve(column) instanceof NameScope.LabelledColumn labelled
                ? Optional.of(labelled.table())
                : Optional.empty();
    }
}

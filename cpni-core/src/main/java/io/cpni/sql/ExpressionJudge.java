package io.cpni.sql;

import io.cpni.label.ValueFamily;
import io.cpni.sql.Expression.Logical.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges values: of what family they are, which tables they come from, and whether evaluating them could fail on some
 * stored value.
 *
 * <p>A comparison of values of one family never fails. Across families a database may convert the stored value, which
 * fails or not depending on what it is.
 */
final class ExpressionJudge {

    private final SqlDialect dialect;
    private final Findings findings;

    /** Values that are brought to one type before they are compared or chosen from. */
    private record Group(List<Expression> values, List<ValueFamily> ofQueries) {}

    ExpressionJudge(SqlDialect dialect, Findings findings) {
        this.dialect = dialect;
        this.findings = findings;
    }

    SqlDialect dialect() {
        return dialect;
    }

    // Failing

    /** Tells whether a condition could fail, or would have to be converted to a truth value first. */
    boolean conditionCanFail(Expression condition, NameScope scope) {
        return family(condition, scope) != ValueFamily.BOOLEAN || canFail(condition, scope, false);
    }

    /**
     * Tells whether evaluating the expression could fail on some stored value.
     *
     * @param aggregatesAreSafe whether what stands inside an aggregate is evaluated only on rows that were let through
     */
    boolean canFail(Expression expression, NameScope scope, boolean aggregatesAreSafe) {
        if (expression instanceof Expression.Fallible) {
            return true;
        }
        if (expression instanceof Expression.Call call) {
            if (aggregatesAreSafe && call.function().kind() == SqlFunction.Kind.AGGREGATE) {
                return false;
            }
            if (!call.function().total()) {
                return true;
            }
        }
        if (expression instanceof Expression.Like like && patternCanFail(like, scope)) {
            return true;
        }
        if (expression instanceof Expression.AnyOf && dialect != SqlDialect.POSTGRESQL) {
            // H2 gives the array a type only when it runs the statement, and may then convert the other side.
            return true;
        }
        if (conditionsIn(expression).stream().anyMatch(part -> family(part, scope) != ValueFamily.BOOLEAN)) {
            return true;
        }
        if (groups(expression).stream().anyMatch(group -> !isUniform(group, scope))) {
            return true;
        }
        return expression.queries().stream().anyMatch(findings::canFail)
                || expression.parts().stream().anyMatch(part -> canFail(part, scope, aggregatesAreSafe));
    }

    private boolean patternCanFail(Expression.Like like, NameScope scope) {
        Expression value = like.parts().get(0);
        Expression pattern = like.parts().get(1);
        if (family(value, scope) != ValueFamily.TEXT) {
            return true;
        }
        return switch (like.escape()) {
            case NONE -> false;
            case STANDARD -> !(pattern instanceof Expression.Literal);
            case GIVEN -> true;
        };
    }

    /** Returns the direct parts that must be truth values. */
    private static List<Expression> conditionsIn(Expression expression) {
        if (!(expression instanceof Expression.Logical logical)) {
            return List.of();
        }
        return switch (logical.operator()) {
            case AND, OR, NOT, TRUTH -> logical.parts();
            case CASE -> everySecond(logical.parts(), 0, logical.parts().size() / 2);
            case TEST, PARENTHESES, ROW -> List.of();
        };
    }

    private static List<Expression> everySecond(List<Expression> parts, int from, int count) {
        List<Expression> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(parts.get(from + 2 * i));
        }
        return found;
    }

    // Values that meet

    private List<Group> groups(Expression expression) {
        if (expression instanceof Expression.Comparison comparison) {
            return compared(comparison);
        }
        if (expression instanceof Expression.Like like) {
            return List.of(new Group(like.parts().subList(0, 2), List.of()));
        }
        if (expression instanceof Expression.AnyOf any) {
            return List.of(new Group(any.parts(), List.of()));
        }
        if (expression instanceof Expression.Call call && call.function().choosesAmongArguments()) {
            return List.of(new Group(call.parts(), List.of()));
        }
        if (expression instanceof Expression.Logical logical && logical.operator() == Operator.CASE) {
            return List.of(new Group(results(logical), List.of()));
        }
        return List.of();
    }

    private static List<Expression> results(Expression.Logical caseWhen) {
        List<Expression> parts = caseWhen.parts();
        List<Expression> results = everySecond(parts, 1, parts.size() / 2);
        if (parts.size() % 2 == 1) {
            results.add(parts.get(parts.size() - 1));
        }
        return results;
    }

    /** Returns what a comparison brings together: rows of equal length are compared column by column. */
    private List<Group> compared(Expression.Comparison comparison) {
        int width = width(comparison.parts().get(0));
        boolean rows = width > 1 && comparison.parts().stream().allMatch(part -> width(part) == width);
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < (rows ? width : 1); i++) {
            int column = i;
            groups.add(new Group(
                    rows
                            ? comparison.parts().stream()
                                    .map(part -> part.parts().get(column))
                                    .toList()
                            : comparison.parts(),
                    comparison.queries().stream()
                            .map(query -> findings.output(query).family(column))
                            .toList()));
        }
        return groups;
    }

    private static int width(Expression expression) {
        return expression instanceof Expression.Logical logical && logical.operator() == Operator.ROW
                ? logical.parts().size()
                : 1;
    }

    private boolean isUniform(Group group, NameScope scope) {
        List<ValueFamily> families = new ArrayList<>(group.ofQueries());
        for (Expression value : group.values()) {
            if (!(value instanceof Expression.Parameter) && !isNull(value)) {
                families.add(family(value, scope));
            }
        }
        return !families.contains(ValueFamily.OTHER)
                && families.stream().distinct().count() <= 1;
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Expression.Literal literal && literal.kind() == Expression.Literal.Kind.NULL;
    }

    /** Takes note of the families that parameters must have because they meet stored values. */
    void expectFamilies(Expression expression, NameScope scope) {
        for (Group group : groups(expression)) {
            if (!isUniform(group, scope) || group.values().stream().noneMatch(value -> isStored(value, scope))) {
                continue;
            }
            ValueFamily family = common(group.values(), scope);
            for (Expression value : group.values()) {
                if (value instanceof Expression.Parameter parameter) {
                    findings.families.put(parameter.index(), family);
                }
            }
        }
    }

    private static boolean isStored(Expression value, NameScope scope) {
        return columnsIn(value).stream()
                .map(scope::resolve)
                .anyMatch(target -> !(target instanceof NameScope.OtherColumn other) || other.guarded());
    }

    // Families

    ValueFamily family(Expression expression, NameScope scope) {
        if (expression instanceof Expression.Column column) {
            NameScope.Target target = scope.resolve(column);
            if (target instanceof NameScope.LabelledColumn labelled) {
                return labelled.label().family();
            }
            return target instanceof NameScope.OtherColumn other ? other.family() : ValueFamily.NUMBER;
        }
        if (expression instanceof Expression.Literal literal) {
            return switch (literal.kind()) {
                case TEXT -> ValueFamily.TEXT;
                case NUMBER -> ValueFamily.NUMBER;
                case TEMPORAL -> ValueFamily.TEMPORAL;
                case BOOLEAN -> ValueFamily.BOOLEAN;
                case NULL -> ValueFamily.OTHER;
            };
        }
        if (expression instanceof Expression.Call call) {
            return call.function().family() == ValueFamily.OTHER
                    ? common(call.function().choosesAmongArguments() ? call.parts() : first(call.parts()), scope)
                    : call.function().family();
        }
        if (expression instanceof Expression.Fallible fallible) {
            return fallible.cause() == Expression.Fallible.Cause.CALCULATION && fallible.family() == ValueFamily.OTHER
                    ? common(fallible.parts(), scope)
                    : fallible.family();
        }
        if (expression instanceof Expression.Logical logical) {
            return switch (logical.operator()) {
                case PARENTHESES -> family(logical.parts().get(0), scope);
                case CASE -> common(results(logical), scope);
                case ROW -> ValueFamily.OTHER;
                case AND, OR, NOT, TRUTH, TEST -> ValueFamily.BOOLEAN;
            };
        }
        return expression instanceof Expression.Parameter ? ValueFamily.OTHER : ValueFamily.BOOLEAN;
    }

    private static List<Expression> first(List<Expression> parts) {
        return parts.subList(0, Math.min(1, parts.size()));
    }

    /** Returns the family that all values have, parameters and nulls left out; OTHER if they differ. */
    private ValueFamily common(List<Expression> values, NameScope scope) {
        Set<ValueFamily> families = new HashSet<>();
        for (Expression value : values) {
            if (!(value instanceof Expression.Parameter) && !isNull(value)) {
                families.add(family(value, scope));
            }
        }
        return families.size() == 1 ? families.iterator().next() : ValueFamily.OTHER;
    }

    // Where values come from

    /** Returns the labelled tables whose values the expression shows. */
    Set<GuardedTable> sources(Expression expression, NameScope scope) {
        Set<GuardedTable> sources = new HashSet<>();
        for (Expression.Column column : columnsIn(expression)) {
            NameScope.Target target = scope.resolve(column);
            if (target instanceof NameScope.LabelledColumn labelled) {
                sources.add(labelled.table());
            } else if (target instanceof NameScope.OtherColumn other) {
                sources.addAll(other.sources());
            }
        }
        queriesIn(expression)
                .forEach(query -> sources.addAll(findings.output(query).sources()));
        return sources;
    }

    /** Returns the columns mentioned directly; those inside subqueries belong to the subqueries' own scopes. */
    static List<Expression.Column> columnsIn(Expression expression) {
        List<Expression.Column> found = new ArrayList<>();
        if (expression instanceof Expression.Column column) {
            found.add(column);
        }
        expression.parts().forEach(part -> found.addAll(columnsIn(part)));
        return found;
    }

    /** Returns the queries inside the expression, those inside these left out. */
    static List<Query> queriesIn(Expression expression) {
        List<Query> found = new ArrayList<>(expression.queries());
        expression.parts().forEach(part -> found.addAll(queriesIn(part)));
        return found;
    }
}

package io.cpni.sql;

import io.cpni.label.ValueFamily;
import io.cpni.sql.Expression.Fallible.Cause;
import io.cpni.sql.Expression.Logical.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads expressions, by precedence: OR, AND, NOT, predicates, addition and concatenation, multiplication, sign. */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "<=>");

    /** Values written as a bare keyword. */
    private static final Set<String> CURRENT_TIME =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    /** Words that stand for something else where a column could stand. */
    private static final Set<String> NOT_COLUMNS = Set.of(
            "user",
            "current_user",
            "session_user",
            "system_user",
            "current_role",
            "current_catalog",
            "current_schema",
            "current_path",
            "rownum",
            "sysdate",
            "systimestamp",
            "today",
            "tableoid",
            "xmin",
            "xmax",
            "cmin",
            "cmax");

    private static final int LONGEST_PADDING = 10_000;

    private static final Set<String> TYPE_LITERALS = Set.of("date", "time", "timestamp", "interval");

    private static final Set<String> FIELDS = Set.of(
            "year",
            "quarter",
            "month",
            "week",
            "day",
            "hour",
            "minute",
            "second",
            "microsecond",
            "epoch",
            "dow",
            "doy",
            "day_of_week",
            "day_of_year",
            "iso_week");

    private final TokenCursor cursor;
    private final SqlParser queries;

    /** Whether VALUES(column) is a column of the row that was to be inserted: in ON DUPLICATE KEY UPDATE. */
    private boolean knowsNewRow;

    ExpressionParser(TokenCursor cursor, SqlParser queries) {
        this.cursor = cursor;
        this.queries = queries;
    }

    /** Reads something in which {@code VALUES(column)} stands for a column of the row that was to be inserted. */
    <T> T knowingNewRow(Supplier<T> read) {
        return read(true, read);
    }

    /** Reads a query, where {@code VALUES} begins rows of its own. */
    <T> T withoutNewRow(Supplier<T> read) {
        return read(false, read);
    }

    private <T> T read(boolean knowing, Supplier<T> read) {
        boolean before = knowsNewRow;
        knowsNewRow = knowing;
        T value = read.get();
        knowsNewRow = before;
        return value;
    }

    List<Expression> list() {
        List<Expression> list = new ArrayList<>();
        do {
            list.add(expression());
        } while (cursor.takeSymbol(","));
        return list;
    }

    List<Expression> orderItems() {
        List<Expression> items = new ArrayList<>();
        do {
            items.add(expression());
            if (!cursor.take("asc")) {
                cursor.take("desc");
            }
            if (cursor.take("nulls") && !cursor.take("first")) {
                cursor.expect("last");
            }
        } while (cursor.takeSymbol(","));
        return items;
    }

    Expression.Column column() {
        Span start = cursor.span();
        Token name = cursor.identifier();
        if (name.kind() == Token.Kind.WORD && NOT_COLUMNS.contains(name.folded()) && !cursor.atSymbol(".")) {
            throw cursor.refused("'" + name.text() + "', which is no column, is not in the gate's language");
        }
        if (cursor.takeSymbol(".")) {
            Token column = cursor.identifier();
            if (cursor.takeSymbol(".")) {
                Token last = cursor.identifier();
                if (cursor.atSymbol(".")) {
                    throw cursor.refused("catalogs are not in the gate's language; name the column by its alias");
                }
                return new Expression.Column(
                        Optional.of(name), Optional.of(column), last, start.to(cursor.previousSpan()));
            }
            return new Expression.Column(Optional.of(name), column, start.to(cursor.previousSpan()));
        }
        return new Expression.Column(Optional.empty(), name, start);
    }

    /** Takes {@code VALUES(column)}. */
    private Expression.Column ofNewRow() {
        Span start = cursor.span();
        refuseLooseCall();
        cursor.next();
        cursor.expectSymbol("(");
        Token name = cursor.identifier();
        cursor.expectSymbol(")");
        return new Expression.Column(Optional.of(NewKeys.NEW_ROW), name, start.to(cursor.previousSpan()));
    }

    Expression expression() {
        List<Expression> parts = new ArrayList<>(List.of(and()));
        while (cursor.take("or")) {
            parts.add(and());
        }
        return logical(Operator.OR, parts);
    }

    private Expression and() {
        List<Expression> parts = new ArrayList<>(List.of(not()));
        while (cursor.take("and")) {
            parts.add(not());
        }
        return logical(Operator.AND, parts);
    }

    private Expression not() {
        Span start = cursor.span();
        if (cursor.take("not")) {
            Expression inner = not();
            return new Expression.Logical(Operator.NOT, List.of(inner), List.of(), start.to(inner.span()));
        }
        return predicate();
    }

    private static Expression logical(Operator operator, List<Expression> parts) {
        Expression first = parts.get(0);
        return parts.size() == 1
                ? first
                : new Expression.Logical(
                        operator,
                        parts,
                        List.of(),
                        first.span().to(parts.get(parts.size() - 1).span()));
    }

    private Expression predicate() {
        Expression left = additive();
        while (true) {
            if (cursor.current().kind() == Token.Kind.SYMBOL
                    && COMPARISONS.contains(cursor.current().text())) {
                cursor.next();
                left = comparison(left);
            } else if (cursor.take("is")) {
                left = test(left);
            } else if (cursor.at("not")
                    && (cursor.peek(1).isWord("in")
                            || cursor.peek(1).isWord("between")
                            || cursor.peek(1).isWord("like")
                            || cursor.peek(1).isWord("ilike"))) {
                cursor.next();
                left = membership(left);
            } else if (cursor.at("in") || cursor.at("between") || cursor.at("like") || cursor.at("ilike")) {
                left = membership(left);
            } else {
                return left;
            }
        }
    }

    private Expression comparison(Expression left) {
        if (cursor.take("any") || cursor.take("all") || cursor.take("some")) {
            return quantified(left);
        }
        Expression right = additive();
        return new Expression.Comparison(
                List.of(left, right), List.of(), left.span().to(right.span()));
    }

    private Expression quantified(Expression left) {
        cursor.expectSymbol("(");
        if (cursor.current().kind() == Token.Kind.PARAMETER) {
            Span span = cursor.span();
            cursor.next();
            Expression.Parameter array = new Expression.Parameter(cursor.nextParameter(), span);
            cursor.expectSymbol(")");
            return new Expression.AnyOf(left, array, left.span().to(cursor.previousSpan()));
        }
        Query query = queries.query();
        cursor.expectSymbol(")");
        return new Expression.Comparison(
                List.of(left), List.of(query), left.span().to(cursor.previousSpan()));
    }

    private Expression test(Expression left) {
        cursor.take("not");
        if (cursor.take("distinct")) {
            cursor.expect("from");
            Expression right = additive();
            return new Expression.Comparison(
                    List.of(left, right), List.of(), left.span().to(right.span()));
        }
        Operator operator = Operator.TRUTH;
        if (cursor.take("null")) {
            operator = Operator.TEST;
        } else if (!cursor.take("true") && !cursor.take("false")) {
            cursor.expect("unknown");
        }
        return new Expression.Logical(
                operator, List.of(left), List.of(), left.span().to(cursor.previousSpan()));
    }

    private Expression membership(Expression left) {
        if (cursor.take("between")) {
            cursor.take("symmetric");
            Expression low = additive();
            cursor.expect("and");
            Expression high = additive();
            return new Expression.Comparison(
                    List.of(left, low, high), List.of(), left.span().to(high.span()));
        }
        if (cursor.take("in")) {
            cursor.expectSymbol("(");
            List<Expression> parts = new ArrayList<>(List.of(left));
            List<Query> inner = new ArrayList<>();
            if (cursor.at("select") || cursor.at("with") || cursor.at("values")) {
                inner.add(queries.query());
            } else {
                parts.addAll(list());
            }
            cursor.expectSymbol(")");
            return new Expression.Comparison(parts, inner, left.span().to(cursor.previousSpan()));
        }
        return like(left);
    }

    private Expression like(Expression value) {
        cursor.next();
        List<Expression> parts = new ArrayList<>(List.of(value, additive()));
        Expression.Like.Escape escape = Expression.Like.Escape.STANDARD;
        if (cursor.take("escape")) {
            boolean none = cursor.current().kind() == Token.Kind.STRING
                    && cursor.current().text().equals("''");
            escape = none ? Expression.Like.Escape.NONE : Expression.Like.Escape.GIVEN;
            parts.add(additive());
        }
        return new Expression.Like(parts, escape, value.span().to(cursor.previousSpan()));
    }

    Expression additive() {
        Expression left = multiplicative();
        while (cursor.atSymbol("+") || cursor.atSymbol("-") || cursor.atSymbol("||")) {
            ValueFamily family = cursor.next().isSymbol("||") ? ValueFamily.TEXT : ValueFamily.OTHER;
            left = fallible(Cause.CALCULATION, family, left, multiplicative());
        }
        return left;
    }

    private Expression multiplicative() {
        Expression left = unary();
        while (cursor.atSymbol("*") || cursor.atSymbol("/") || cursor.atSymbol("%")) {
            cursor.next();
            left = fallible(Cause.CALCULATION, ValueFamily.NUMBER, left, unary());
        }
        return left;
    }

    private static Expression fallible(Cause cause, ValueFamily family, Expression left, Expression right) {
        return new Expression.Fallible(
                cause, family, List.of(left, right), List.of(), left.span().to(right.span()));
    }

    private Expression unary() {
        Span start = cursor.span();
        if (cursor.takeSymbol("-") || cursor.takeSymbol("+")) {
            Expression inner = unary();
            if (inner instanceof Expression.Literal literal && literal.kind() == Expression.Literal.Kind.NUMBER) {
                return new Expression.Literal(Expression.Literal.Kind.NUMBER, start.to(inner.span()));
            }
            return new Expression.Fallible(
                    Cause.CALCULATION, ValueFamily.NUMBER, List.of(inner), List.of(), start.to(inner.span()));
        }
        return casts(primary());
    }

    private Expression casts(Expression operand) {
        Expression result = operand;
        while (true) {
            if (cursor.takeSymbol("::")) {
                ValueFamily family = type();
                result = new Expression.Fallible(
                        Cause.CAST,
                        family,
                        List.of(result),
                        List.of(),
                        result.span().to(cursor.previousSpan()));
            } else if (cursor.at("collate")) {
                cursor.next();
                Collations.take(cursor);
                result = new Expression.Logical(
                        Operator.PARENTHESES,
                        List.of(result),
                        List.of(),
                        result.span().to(cursor.previousSpan()));
            } else if (cursor.at("at") && cursor.peek(1).isWord("time")) {
                cursor.next();
                cursor.next();
                cursor.expect("zone");
                result = fallible(Cause.TIME_ZONE, ValueFamily.TEMPORAL, result, primary());
            } else {
                return result;
            }
        }
    }

    private Expression primary() {
        Token token = cursor.current();
        Span start = cursor.span();
        switch (token.kind()) {
            case PARAMETER -> {
                cursor.next();
                return new Expression.Parameter(cursor.nextParameter(), start);
            }
            case NUMBER -> {
                cursor.next();
                return new Expression.Literal(Expression.Literal.Kind.NUMBER, start);
            }
            case STRING -> {
                cursor.next();
                return new Expression.Literal(Expression.Literal.Kind.TEXT, start);
            }
            case SYMBOL -> {
                if (token.isSymbol("(")) {
                    return parenthesized();
                }
                throw cursor.refused("the gate expects a value here");
            }
            case QUOTED -> {
                return column();
            }
            case WORD -> {
                return word(token, start);
            }
            case END -> throw cursor.refused("the gate expects a value here");
        }
        throw cursor.refused("the gate expects a value here");
    }

    private Expression parenthesized() {
        Span start = cursor.span();
        cursor.expectSymbol("(");
        if (cursor.at("select") || cursor.at("with") || cursor.at("values")) {
            Query query = queries.query();
            cursor.expectSymbol(")");
            return new Expression.Fallible(
                    Cause.SUBQUERY, ValueFamily.OTHER, List.of(), List.of(query), start.to(cursor.previousSpan()));
        }
        List<Expression> parts = list();
        cursor.expectSymbol(")");
        return new Expression.Logical(
                parts.size() == 1 ? Operator.PARENTHESES : Operator.ROW,
                parts,
                List.of(),
                start.to(cursor.previousSpan()));
    }

    private Expression word(Token token, Span start) {
        String word = token.folded();
        if (CURRENT_TIME.contains(word)) {
            cursor.next();
            lengths();
            return new Expression.Literal(Expression.Literal.Kind.TEMPORAL, start.to(cursor.previousSpan()));
        }
        if (knowsNewRow
                && (word.equals("values") || word.equals("value"))
                && cursor.peek(1).isSymbol("(")) {
            return ofNewRow();
        }
        switch (word) {
            // DEFAULT is for databases to judge: they take it only where a column's value is given.
            case "null", "default" -> {
                cursor.next();
                return new Expression.Literal(Expression.Literal.Kind.NULL, start);
            }
            case "true", "false" -> {
                cursor.next();
                return new Expression.Literal(Expression.Literal.Kind.BOOLEAN, start);
            }
            case "exists" -> {
                cursor.next();
                cursor.expectSymbol("(");
                Query query = queries.query();
                cursor.expectSymbol(")");
                return new Expression.Logical(
                        Operator.TEST, List.of(), List.of(query), start.to(cursor.previousSpan()));
            }
            case "case" -> {
                return caseExpression(start);
            }
            case "cast" -> {
                refuseLooseCall();
                cursor.next();
                cursor.expectSymbol("(");
                Expression operand = expression();
                cursor.expect("as");
                ValueFamily family = type();
                cursor.expectSymbol(")");
                return new Expression.Fallible(
                        Cause.CAST, family, List.of(operand), List.of(), start.to(cursor.previousSpan()));
            }
            case "next" -> {
                cursor.next();
                cursor.expect("value");
                cursor.expect("for");
                sequence();
                return new Expression.Fallible(
                        Cause.SEQUENCE, ValueFamily.NUMBER, List.of(), List.of(), start.to(cursor.previousSpan()));
            }
            default -> {
                if (TYPE_LITERALS.contains(word) && typeLiteral()) {
                    return new Expression.Literal(Expression.Literal.Kind.TEMPORAL, start.to(cursor.previousSpan()));
                }
                return cursor.peek(1).isSymbol("(") ? call(token, start) : column();
            }
        }
    }

    /**
     * Takes {@code DATE '…'}, {@code TIMESTAMP WITH TIME ZONE '…'} or {@code INTERVAL '…' DAY}, if that is what
     * follows.
     */
    private boolean typeLiteral() {
        int ahead = 1;
        if (cursor.peek(1).isWord("with")
                && cursor.peek(2).isWord("time")
                && cursor.peek(3).isWord("zone")) {
            ahead = 4;
        }
        if (cursor.peek(ahead).kind() != Token.Kind.STRING) {
            return false;
        }
        boolean interval = cursor.at("interval");
        for (int i = 0; i <= ahead; i++) {
            cursor.next();
        }
        if (interval && FIELDS.contains(cursor.current().folded())) {
            cursor.next();
        }
        return true;
    }

    private Expression caseExpression(Span start) {
        cursor.expect("case");
        List<Expression> parts = new ArrayList<>();
        boolean simple = !cursor.at("when");
        if (simple) {
            parts.add(expression());
        }
        cursor.expect("when");
        do {
            parts.add(expression());
            cursor.expect("then");
            parts.add(expression());
        } while (cursor.take("when"));
        if (cursor.take("else")) {
            parts.add(expression());
        }
        cursor.expect("end");
        Span span = start.to(cursor.previousSpan());
        // The short form compares its operand with every branch, which may have to convert it.
        return simple
                ? new Expression.Fallible(Cause.SHORT_CASE, ValueFamily.OTHER, parts, List.of(), span)
                : new Expression.Logical(Operator.CASE, parts, List.of(), span);
    }

    private Expression call(Token name, Span start) {
        SqlFunction function = SqlFunction.find(cursor.dialect(), name.folded())
                .orElseThrow(() -> cursor.refused("this function is not on the gate's list for " + cursor.dialect()));
        refuseLooseCall();
        cursor.next();
        cursor.expectSymbol("(");
        if (function.name().equals("nextval") && cursor.dialect() == SqlDialect.MARIADB) {
            return nextValue(start);
        }
        if (function.name().equals("current_setting") && !atLockTimeout()) {
            throw cursor.refused("no setting but lock_timeout is shown");
        }
        List<Expression> parts = new ArrayList<>();
        boolean sorts = !cursor.atSymbol(")") && arguments(function, parts);
        cursor.expectSymbol(")");
        if (function.pads()) {
            refuseLongPadding(parts);
        }
        sorts |= cursor.at("within");
        boolean windowed = modifiers(function, parts);
        return new Expression.Call(function, parts, windowed, sorts || windowed, start.to(cursor.previousSpan()));
    }

    /** Refuses to have the server make long texts from short ones: each row would need so much of its memory. */
    private void refuseLongPadding(List<Expression> parts) {
        boolean bounded = parts.size() > 1
                && parts.get(1) instanceof Expression.Literal length
                && length.kind() == Expression.Literal.Kind.NUMBER
                && isAtMost(LONGEST_PADDING, cursor.text(length.span()));
        if (!bounded) {
            throw cursor.refused("LPAD and RPAD are given their length as a whole number, at most " + LONGEST_PADDING);
        }
    }

    private static boolean isAtMost(int most, String number) {
        return number.length() <= 9 && number.chars().allMatch(Character::isDigit) && Integer.parseInt(number) <= most;
    }

    /** Refuses a blank before the parenthesis: MariaDB may then call a stored function of the same name. */
    private void refuseLooseCall() {
        if (cursor.dialect() == SqlDialect.MARIADB
                && cursor.current().end() != cursor.peek(1).start()) {
            throw cursor.refused("on MariaDB a function's parenthesis follows its name without a blank");
        }
    }

    /** Takes the name of a sequence, in whatever schema: it holds nobody's data. */
    private void sequence() {
        cursor.identifier();
        if (cursor.takeSymbol(".")) {
            cursor.identifier();
        }
    }

    private Expression nextValue(Span start) {
        sequence();
        cursor.expectSymbol(")");
        return new Expression.Fallible(
                Cause.SEQUENCE, ValueFamily.NUMBER, List.of(), List.of(), start.to(cursor.previousSpan()));
    }

    private boolean atLockTimeout() {
        return cursor.current().text().equals("'lock_timeout'")
                && (cursor.peek(1).isSymbol(",") || cursor.peek(1).isSymbol(")"));
    }

    /** Takes the arguments of a function and tells whether it takes them in an order, or each once. */
    private boolean arguments(SqlFunction function, List<Expression> parts) {
        if (function.name().equals("count") && cursor.takeSymbol("*")) {
            return false;
        }
        if (function.name().equals("extract")
                || function.name().equals("datediff")
                || function.name().equals("dateadd")
                || function.name().startsWith("timestamp")) {
            if (!FIELDS.contains(cursor.current().folded())) {
                throw cursor.refused("the gate expects a field such as YEAR here");
            }
            cursor.next();
            if (!cursor.take("from")) {
                cursor.expectSymbol(",");
            }
        }
        if (function.name().equals("trim")) {
            if (!cursor.take("both") && !cursor.take("leading")) {
                cursor.take("trailing");
            }
            cursor.take("from");
        }
        boolean sorts = function.kind() == SqlFunction.Kind.AGGREGATE && cursor.take("distinct");
        if (function.kind() == SqlFunction.Kind.AGGREGATE && !sorts) {
            cursor.take("all");
        }
        do {
            // POSITION(x IN y) reads as one membership test, which is as good for judging it.
            parts.add(function.name().equals("position") ? additive() : expression());
        } while (cursor.takeSymbol(",")
                || cursor.take("from")
                || cursor.take("for")
                || (function.name().equals("position") && cursor.take("in")));
        if (function.kind() == SqlFunction.Kind.AGGREGATE && cursor.take("order")) {
            cursor.expect("by");
            parts.addAll(orderItems());
            sorts = true;
        }
        if (function.name().equals("group_concat") && cursor.take("separator")) {
            parts.add(primary());
        }
        return sorts;
    }

    private boolean modifiers(SqlFunction function, List<Expression> parts) {
        if (function.kind() == SqlFunction.Kind.SCALAR) {
            return false;
        }
        if (cursor.take("within")) {
            cursor.expect("group");
            cursor.expectSymbol("(");
            cursor.expect("order");
            cursor.expect("by");
            parts.addAll(orderItems());
            cursor.expectSymbol(")");
        }
        if (cursor.take("filter")) {
            cursor.expectSymbol("(");
            cursor.expect("where");
            parts.add(expression());
            cursor.expectSymbol(")");
        }
        if (!cursor.take("over")) {
            if (function.kind() == SqlFunction.Kind.WINDOW) {
                throw cursor.refused("this function needs OVER");
            }
            return false;
        }
        if (cursor.atSymbol("(")) {
            window(parts);
        } else {
            cursor.identifier();
        }
        return true;
    }

    /** Takes the named windows of a query and returns what they are made of. */
    List<Expression> windows() {
        List<Expression> parts = new ArrayList<>();
        do {
            cursor.identifier();
            cursor.expect("as");
            window(parts);
        } while (cursor.takeSymbol(","));
        return parts;
    }

    private void window(List<Expression> parts) {
        cursor.expectSymbol("(");
        if (cursor.take("partition")) {
            cursor.expect("by");
            parts.addAll(list());
        }
        if (cursor.take("order")) {
            cursor.expect("by");
            parts.addAll(orderItems());
        }
        if (cursor.take("rows") || cursor.take("range")) {
            frame();
        }
        cursor.expectSymbol(")");
    }

    private void frame() {
        if (cursor.take("between")) {
            bound();
            cursor.expect("and");
        }
        bound();
    }

    private void bound() {
        if (cursor.take("current")) {
            cursor.expect("row");
            return;
        }
        if (!cursor.take("unbounded")) {
            if (cursor.current().kind() != Token.Kind.NUMBER) {
                throw cursor.refused("a frame is bounded by a number here");
            }
            cursor.next();
        }
        if (!cursor.take("preceding")) {
            cursor.expect("following");
        }
    }

    /** Takes a type name: words, with an optional length and precision. */
    private ValueFamily type() {
        Token name = cursor.current();
        if (name.kind() != Token.Kind.WORD) {
            throw cursor.refused("the gate expects a type here");
        }
        cursor.next();
        while (cursor.at("precision") || cursor.at("varying") || cursor.at("large") || cursor.at("object")) {
            cursor.next();
        }
        lengths();
        if ((cursor.at("with") || cursor.at("without")) && cursor.peek(1).isWord("time")) {
            cursor.next();
            cursor.next();
            cursor.expect("zone");
        }
        return family(name);
    }

    /** Takes the length and precision of a type, if there are any. */
    private void lengths() {
        if (!cursor.takeSymbol("(")) {
            return;
        }
        do {
            if (cursor.current().kind() != Token.Kind.NUMBER) {
                throw cursor.refused("a type's length is a number");
            }
            cursor.next();
        } while (cursor.takeSymbol(","));
        cursor.expectSymbol(")");
    }

    private ValueFamily family(Token type) {
        return switch (type.folded()) {
            case "varchar", "char", "character", "text", "clob" -> ValueFamily.TEXT;
            case "int",
                    "integer",
                    "bigint",
                    "smallint",
                    "tinyint",
                    "numeric",
                    "decimal",
                    "double",
                    "real",
                    "float",
                    "int2",
                    "int4",
                    "int8",
                    "float4",
                    "float8" -> ValueFamily.NUMBER;
            case "signed", "unsigned" -> ofMariaDb(ValueFamily.NUMBER);
            case "datetime" -> ofMariaDb(ValueFamily.TEMPORAL);
            case "date", "time", "timestamp", "timestamptz", "interval" -> ValueFamily.TEMPORAL;
            case "boolean", "bool" -> ValueFamily.BOOLEAN;
            case "uuid" -> ValueFamily.UUID;
            case "varbinary", "binary", "bytea", "blob" -> ValueFamily.BINARY;
            case "json", "jsonb" -> ValueFamily.OTHER;
            default -> throw cursor.refused("this type is not on the gate's list");
        };
    }

    private ValueFamily ofMariaDb(ValueFamily family) {
        if (cursor.dialect() != SqlDialect.MARIADB) {
            throw cursor.refused("this type is MariaDB's");
        }
        return family;
    }
}

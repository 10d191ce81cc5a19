package io.cpni.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads what may follow the rows of an INSERT, and what changes may return: behind them, or on H2 in a query around an
 * INSERT.
 */
final class ChangeParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final SqlParser statements;

    ChangeParser(TokenCursor cursor, ExpressionParser expressions, SqlParser statements) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** Takes {@code ON CONFLICT …} or MariaDB's {@code ON DUPLICATE KEY UPDATE …}, if it follows. */
    Optional<SqlStatement.Conflict> conflict(FromItem.Named target) {
        if (!cursor.at("on")) {
            return Optional.empty();
        }
        return switch (cursor.dialect()) {
            case H2 ->
                throw cursor.refused(
                        "ON CONFLICT is not in the gate's language for H2; use MERGE, as Hibernate's upsert does");
            case POSTGRESQL -> Optional.of(onConflict());
            case MARIADB -> Optional.of(onDuplicateKey(target));
        };
    }

    private SqlStatement.Conflict onConflict() {
        cursor.next();
        cursor.expect("conflict");
        if (cursor.at("on")) {
            throw cursor.refused("ON CONSTRAINT does not say which columns it looks at; name these in parentheses");
        }
        List<Token> columns = cursor.atSymbol("(") ? statements.identifierList() : List.of();
        if (cursor.at("where")) {
            throw cursor.refused("ON CONFLICT names columns alone");
        }
        cursor.expect("do");
        if (cursor.take("nothing")) {
            return new SqlStatement.Conflict(columns, Optional.empty());
        }
        cursor.expect("update");
        cursor.expect("set");
        List<SqlStatement.Assignment> assignments = statements.assignments();
        int end = cursor.previousSpan().end();
        Optional<Expression> where = cursor.take("where") ? Optional.of(expressions.expression()) : Optional.empty();
        return new SqlStatement.Conflict(
                columns, Optional.of(new SqlStatement.ConflictUpdate(assignments, end, where)));
    }

    private SqlStatement.Conflict onDuplicateKey(FromItem.Named target) {
        cursor.next();
        if (!cursor.take("duplicate")) {
            throw cursor.refused("MariaDB has no ON CONFLICT; write ON DUPLICATE KEY UPDATE");
        }
        cursor.expect("key");
        cursor.expect("update");
        List<SqlStatement.Assignment> assignments = expressions.knowingNewRow(statements::assignments);
        int end = cursor.previousSpan().end();
        if (!cursor.at("returning") && assignments.stream().allMatch(set -> isLeftAsItIs(set, target))) {
            return new SqlStatement.Conflict(
                    assignments.stream().map(set -> set.column().name()).toList(), Optional.empty());
        }
        return new SqlStatement.Conflict(
                List.of(), Optional.of(new SqlStatement.ConflictUpdate(assignments, end, Optional.empty())));
    }

    /** Tells whether a column is set to itself, which is how MariaDB says that nothing is to be done. */
    private static boolean isLeftAsItIs(SqlStatement.Assignment set, FromItem.Named target) {
        return set.value() instanceof Expression.Column value
                && value.name().isSameName(set.column().name())
                && value.qualifier().map(target.name()::isSameName).orElse(true);
    }

    /** Takes {@code (a, b) = (x, y)} or {@code (a, b) = (SELECT …)}. */
    List<SqlStatement.Assignment> rowAssignment() {
        List<Expression.Column> columns = new ArrayList<>();
        cursor.expectSymbol("(");
        do {
            columns.add(expressions.column());
        } while (cursor.takeSymbol(","));
        cursor.expectSymbol(")");
        cursor.expectSymbol("=");
        if (!cursor.atSymbol("(")) {
            throw cursor.refused("several columns are set to values, or to a query, in parentheses");
        }
        Expression value = expressions.additive();
        if (value instanceof Expression.Logical row && row.parts().size() == columns.size()) {
            List<SqlStatement.Assignment> assignments = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                assignments.add(
                        new SqlStatement.Assignment(columns.get(i), row.parts().get(i)));
            }
            return assignments;
        }
        if (value instanceof Expression.Fallible query && query.cause() == Expression.Fallible.Cause.SUBQUERY) {
            return ofQuery(columns, query);
        }
        throw cursor.refused("as many values are set as columns are named");
    }

    /** Gives the query to the first column, so that it is looked at once. */
    private static List<SqlStatement.Assignment> ofQuery(List<Expression.Column> columns, Expression.Fallible query) {
        List<SqlStatement.Assignment> assignments = new ArrayList<>();
        for (Expression.Column column : columns) {
            assignments.add(new SqlStatement.Assignment(
                    column,
                    assignments.isEmpty()
                            ? query
                            : new Expression.Literal(Expression.Literal.Kind.NULL, query.span())));
        }
        return assignments;
    }

    /** Takes {@code RETURNING …}, if it follows. */
    Optional<SqlStatement.Returning> returning() {
        if (!cursor.at("returning")) {
            return Optional.empty();
        }
        if (cursor.dialect() == SqlDialect.H2) {
            throw cursor.refused(
                    "RETURNING is not in the gate's language for H2; select from FINAL TABLE (INSERT …), ask for generated"
                            + " keys, or query");
        }
        Span start = cursor.span();
        cursor.next();
        if (cursor.at("with")) {
            throw cursor.refused("the old and the new row are not in the gate's language; RETURNING names columns");
        }
        List<Query.Item> items = items();
        return Optional.of(new SqlStatement.Returning(items, start.to(cursor.previousSpan()), OptionalInt.empty()));
    }

    private List<Query.Item> items() {
        List<Query.Item> items = new ArrayList<>();
        do {
            items.add(statements.item());
        } while (cursor.takeSymbol(","));
        return items;
    }

    // H2's data change delta tables

    /** Tells whether what begins here is {@code SELECT … FROM FINAL TABLE (…)} or its like, on H2. */
    boolean atDeltaTable() {
        if (cursor.dialect() != SqlDialect.H2 || !cursor.at("select")) {
            return false;
        }
        int depth = 0;
        for (int i = 1; cursor.peek(i).kind() != Token.Kind.END; i++) {
            Token token = cursor.peek(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0 && token.isWord("from")) {
                return isDeltaTable(cursor.peek(i + 1), cursor.peek(i + 2));
            }
        }
        return false;
    }

    /** Tells whether two words begin a relation of the rows that a change made, or made away with. */
    static boolean isDeltaTable(Token first, Token second) {
        return (first.isWord("final") || first.isWord("new") || first.isWord("old")) && second.isWord("table");
    }

    /** Takes {@code SELECT columns FROM FINAL TABLE (INSERT …)}: the insert, and what it returns. */
    SqlStatement.Insert finalTable() {
        cursor.expect("select");
        Span start = cursor.span();
        List<Query.Item> items = items();
        Span span = start.to(cursor.previousSpan());
        cursor.expect("from");
        if (!cursor.take("final")) {
            throw cursor.refused("of rows that change the gate shows what became of them, by FINAL TABLE");
        }
        cursor.expect("table");
        cursor.expectSymbol("(");
        if (!cursor.take("insert")) {
            throw cursor.refused("FINAL TABLE holds an INSERT; write a change and a query instead");
        }
        SqlStatement.Insert insert = statements.insert();
        cursor.expectSymbol(")");
        int end = cursor.previousSpan().end();
        Optional<Token> alias = statements.alias();
        return new SqlStatement.Insert(
                new FromItem.Named(insert.target().schema(), insert.target().name(), alias),
                insert.columns(),
                insert.source(),
                insert.conflict(),
                Optional.of(new SqlStatement.Returning(
                        items, span, alias.isPresent() ? OptionalInt.empty() : OptionalInt.of(end))));
    }
}

package io.cpni.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what may follow the rows of an INSERT, and what changes may return. */
final class ChangeParser {

    private final TokenCursor cursor;
    private final ExpressionParser expressions;
    private final SqlParser statements;

    ChangeParser(TokenCursor cursor, ExpressionParser expressions, SqlParser statements) {
        this.cursor = cursor;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** Takes {@code ON CONFLICT …}, if it follows. */
    Optional<SqlStatement.Conflict> conflict() {
        if (!cursor.at("on")) {
            return Optional.empty();
        }
        if (cursor.dialect() != SqlDialect.POSTGRESQL) {
            throw cursor.refused("ON CONFLICT is not in the gate's language for " + cursor.dialect()
                    + "; use MERGE, as Hibernate's upsert does");
        }
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
            return Optional.of(new SqlStatement.Conflict(columns, Optional.empty()));
        }
        cursor.expect("update");
        cursor.expect("set");
        List<SqlStatement.Assignment> assignments = statements.assignments();
        int end = cursor.previousSpan().end();
        Optional<Expression> where = cursor.take("where") ? Optional.of(expressions.expression()) : Optional.empty();
        return Optional.of(new SqlStatement.Conflict(
                columns, Optional.of(new SqlStatement.ConflictUpdate(assignments, end, where))));
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
        if (cursor.dialect() != SqlDialect.POSTGRESQL) {
            throw cursor.refused("RETURNING is not in the gate's language for " + cursor.dialect()
                    + "; ask for generated keys, or query");
        }
        Span start = cursor.span();
        cursor.next();
        if (cursor.at("with")) {
            throw cursor.refused("the old and the new row are not in the gate's language; RETURNING names columns");
        }
        List<Query.Item> items = new ArrayList<>();
        do {
            items.add(statements.item());
        } while (cursor.takeSymbol(","));
        return Optional.of(new SqlStatement.Returning(items, start.to(cursor.previousSpan())));
    }
}

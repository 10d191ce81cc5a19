package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.util.List;
import java.util.Optional;

/** A value or predicate. Only as much structure is kept as the gate needs to judge it. */
sealed interface Expression {

    Span span();

    /** Returns the expressions directly inside this one, those of subqueries left out. */
    default List<Expression> parts() {
        return List.of();
    }

    /** Returns the queries directly inside this one. */
    default List<Query> queries() {
        return List.of();
    }

    /** A column, qualified by a relation's alias or name or not, that name perhaps by its schema. */
    record Column(Optional<Token> schema, Optional<Token> qualifier, Token name, Span span) implements Expression {

        Column(Optional<Token> qualifier, Token name, Span span) {
            this(Optional.empty(), qualifier, name, span);
        }
    }

    /** A constant. */
    record Literal(Kind kind, Span span) implements Expression {
        enum Kind {
            TEXT,
            NUMBER,
            TEMPORAL,
            BOOLEAN,
            NULL
        }
    }

    /** A parameter marker; the index counts from 0. */
    record Parameter(int index, Span span) implements Expression {}

    /** A comparison of values: it fails only if one of its parts does, or if the parts have to be converted. */
    record Comparison(List<Expression> parts, List<Query> queries, Span span) implements Expression {}

    /** AND, OR, NOT, IS NULL, EXISTS, CASE and the like: fails only if a part does, or has to be converted. */
    record Logical(Operator operator, List<Expression> parts, List<Query> queries, Span span) implements Expression {
        enum Operator {
            AND,
            OR,
            NOT,
            /** IS TRUE, IS FALSE, IS UNKNOWN. */
            TRUTH,
            /** IS NULL, EXISTS. */
            TEST,
            PARENTHESES,
            /** WHEN and THEN in turn, then ELSE if there is one. */
            CASE,
            ROW
        }
    }

    /**
     * LIKE or ILIKE.
     *
     * @param parts the value, the pattern and, if given, the escape character
     * @param escape which characters of the pattern could be an escape
     */
    record Like(List<Expression> parts, Escape escape, Span span) implements Expression {
        enum Escape {
            /** {@code ESCAPE ''}: none is, so no pattern can be a wrong one. */
            NONE,
            /** No ESCAPE clause: the backslash, which no string literal of the gate's language can hold. */
            STANDARD,
            /** Another one. */
            GIVEN
        }
    }

    /** {@code = ANY (?)}: a comparison with the elements of an array that the caller binds. */
    record AnyOf(Expression left, Parameter array, Span span) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, array);
        }
    }

    /** A value that cannot be computed from every stored value. */
    record Fallible(Fallible.Cause cause, ValueFamily family, List<Expression> parts, List<Query> queries, Span span)
            implements Expression {
        enum Cause {
            /** Arithmetic and concatenation; of the family of its parts where it names none. */
            CALCULATION,
            CAST,
            TIME_ZONE,
            /** A query in parentheses that must not give two rows. */
            SUBQUERY,
            /** CASE with an operand, which is compared with every branch. */
            SHORT_CASE,
            SEQUENCE
        }
    }

    /**
     * A call of a function on the dialect's list.
     *
     * @param sorts whether it takes its rows in an order, or each value once
     */
    record Call(SqlFunction function, List<Expression> parts, boolean windowed, boolean sorts, Span span)
            implements Expression {}
}

package io.cpni.sql;

import java.util.List;
import java.util.Optional;

/** A query: a body with its common table expressions, order and limits. */
record Query(
        List<CommonTable> with,
        boolean recursive,
        Body body,
        List<Expression> orderBy,
        List<Expression> limits,
        boolean locks,
        Span span) {

    /** Returns this query without what surrounds its body. */
    Query bare() {
        return new Query(List.of(), false, body, List.of(), List.of(), locks, span);
    }

    /** A named query in a WITH clause. */
    record CommonTable(Token name, List<Token> columns, Query query) {}

    /** What a query is made of. */
    sealed interface Body {}

    /**
     * SELECT … FROM … WHERE …
     *
     * @param distinct whether of equal rows one is shown
     * @param distinctOn what makes rows equal; empty for all that is selected
     * @param groupBy what is grouped by, in whatever sets
     * @param groupEnd where a HAVING clause can be added
     * @param windows what named windows are made of
     */
    record Block(
            boolean distinct,
            List<Expression> distinctOn,
            List<Item> items,
            int itemsEnd,
            List<FromItem> from,
            int fromEnd,
            Optional<Expression> where,
            List<Expression> groupBy,
            int groupEnd,
            Optional<Expression> having,
            List<Expression> windows)
            implements Body {}

    /** UNION, EXCEPT or INTERSECT. */
    record Combination(Body left, Body right) implements Body {}

    /** A query in parentheses. */
    record Nested(Query query) implements Body {}

    /** VALUES rows. */
    record Rows(List<List<Expression>> rows) implements Body {}

    /** One item of a select list. */
    sealed interface Item {}

    /** A value with or without a name. */
    record Value(Expression expression, Optional<Token> alias) implements Item {}

    /** {@code *} or {@code alias.*}. */
    record Star(Optional<Token> qualifier, Span span) implements Item {}
}

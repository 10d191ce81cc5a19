package io.cpni.sql;

import java.util.stream.Stream;

/** Visits every expression of a query, those of its inner queries too. */
final class QueryWalk {

    private QueryWalk() {}

    static Stream<Expression> expressions(Query query) {
        return Stream.of(
                        query.with().stream().flatMap(common -> expressions(common.query())),
                        body(query.body()),
                        query.orderBy().stream().flatMap(QueryWalk::expressions),
                        query.limits().stream().flatMap(QueryWalk::expressions))
                .flatMap(stream -> stream);
    }

    private static Stream<Expression> body(Query.Body body) {
        if (body instanceof Query.Block block) {
            return Stream.of(
                            block.items().stream()
                                    .filter(Query.Value.class::isInstance)
                                    .flatMap(item -> expressions(((Query.Value) item).expression())),
                            block.from().stream().flatMap(QueryWalk::from),
                            block.where().stream().flatMap(QueryWalk::expressions),
                            block.groupBy().stream().flatMap(QueryWalk::expressions),
                            block.having().stream().flatMap(QueryWalk::expressions))
                    .flatMap(stream -> stream);
        }
        if (body instanceof Query.Combination combination) {
            return Stream.concat(body(combination.left()), body(combination.right()));
        }
        if (body instanceof Query.Nested nested) {
            return expressions(nested.query());
        }
        return ((Query.Rows) body).rows().stream().flatMap(row -> row.stream().flatMap(QueryWalk::expressions));
    }

    private static Stream<Expression> from(FromItem item) {
        if (item instanceof FromItem.Derived derived) {
            return expressions(derived.query());
        }
        if (item instanceof FromItem.Join join) {
            return Stream.of(
                            from(join.left()),
                            from(join.right()),
                            join.on().stream().flatMap(QueryWalk::expressions))
                    .flatMap(stream -> stream);
        }
        return Stream.empty();
    }

    private static Stream<Expression> expressions(Expression expression) {
        return Stream.of(
                        Stream.of(expression),
                        expression.parts().stream().flatMap(QueryWalk::expressions),
                        expression.queries().stream().flatMap(QueryWalk::expressions))
                .flatMap(stream -> stream);
    }
}

package io.cpni.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Collects by what a query orders its rows, groups them or tells them apart. PostgreSQL and MariaDB may work that out for
 * the rows of one table, and sort them, before they look whether the rows' conditions hold.
 */
final class SortKeys {

    private SortKeys() {}

    /**
     * Returns them, and more than them where a name or a number stands for something in the select list.
     *
     * @param output tells whether something stands for a column of the result
     */
    static List<Expression> of(Query.Block block, Query query, Predicate<Expression> output) {
        List<Expression> keys = Stream.of(block.groupBy(), block.distinctOn(), block.windows(), query.orderBy())
                .flatMap(List::stream)
                .toList();
        List<Expression> shown = block.items().stream()
                .filter(Query.Value.class::isInstance)
                .map(item -> ((Query.Value) item).expression())
                .toList();
        List<Expression> all = new ArrayList<>(keys);
        if (block.distinct() || keys.stream().anyMatch(key -> key instanceof Expression.Literal || output.test(key))) {
            all.addAll(shown);
        }
        Stream.of(shown.stream(), block.having().stream(), query.orderBy().stream())
                .flatMap(expressions -> expressions)
                .forEach(expression -> addSorted(expression, all));
        return all;
    }

    /** Adds what windows, and aggregates that take their rows in an order or each value once, are made of. */
    private static void addSorted(Expression expression, List<Expression> keys) {
        if (expression instanceof Expression.Call call && call.sorts()) {
            keys.addAll(call.parts());
        }
        expression.parts().forEach(part -> addSorted(part, keys));
    }
}

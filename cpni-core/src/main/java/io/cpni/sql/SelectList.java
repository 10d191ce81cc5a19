package io.cpni.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The select list of a plain top-level query, and what its ORDER BY could mean of it.
 *
 * @param items the items in order
 * @param orderedNames the unqualified names in ORDER BY, for comparing without regard to case
 * @param orderedByPosition whether ORDER BY may name items by their position
 */
record SelectList(List<Item> items, Set<String> orderedNames, boolean orderedByPosition) {

    /**
     * An item.
     *
     * @param span where its value stands, without an alias
     * @param name the name that it gets in the result, for comparing without regard to case; empty for a {@code *} and where
     *     the database names it
     * @param star whether it stands for several columns
     */
    record Item(Span span, Optional<String> name, boolean star) {}

    static SelectList of(Query.Block block, Query query) {
        Set<String> names = new HashSet<>();
        boolean byPosition = false;
        for (Expression ordering : query.orderBy()) {
            List<Expression.Column> columns = ExpressionJudge.columnsIn(ordering);
            columns.stream()
                    .filter(column -> column.qualifier().isEmpty())
                    .forEach(column -> names.add(column.name().folded()));
            byPosition |= columns.isEmpty();
        }
        return new SelectList(block.items().stream().map(SelectList::item).toList(), Set.copyOf(names), byPosition);
    }

    /** Returns the list of what is no query: no column of it has a place. */
    static SelectList none() {
        return new SelectList(List.of(), Set.of(), false);
    }

    private static Item item(Query.Item item) {
        if (item instanceof Query.Star star) {
            return new Item(star.span(), Optional.empty(), true);
        }
        Query.Value value = (Query.Value) item;
        Optional<Token> own =
                value.expression() instanceof Expression.Column column ? Optional.of(column.name()) : Optional.empty();
        return new Item(value.expression().span(), value.alias().or(() -> own).map(Token::folded), false);
    }

    /** Tells whether ORDER BY could order by a column of the list that goes by one of these names. */
    boolean mayBeOrderedBy(String name, Optional<String> alias) {
        return orderedByPosition
                || orderedNames.contains(name)
                || alias.filter(orderedNames::contains).isPresent();
    }

    /** Returns the place of the item whose value stands there; empty if none does. */
    Optional<Integer> placeOf(Span span) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).span().equals(span)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}

package io.cpni.sql;

import java.util.List;
import java.util.Optional;

/** Something to select from. */
sealed interface FromItem {

    /** A named relation, with its schema or without. */
    record Named(Optional<Token> schema, Token name, Optional<Token> alias) implements FromItem {

        /** Returns where its name stands, with the schema. */
        Span span() {
            return new Span(schema.orElse(name).start(), name.end());
        }

        /** Returns the name by which columns refer to it. */
        Token reference() {
            return alias.orElse(name);
        }
    }

    /** A query in parentheses. */
    record Derived(Query query, boolean lateral, Token alias, List<Token> columns) implements FromItem {}

    /** A join, by a condition, by columns of both sides that it shows as one, or by neither. */
    record Join(FromItem left, Kind kind, FromItem right, Optional<Expression> on, Optional<Merging> merging)
            implements FromItem {
        enum Kind {
            INNER,
            LEFT,
            RIGHT,
            FULL,
            CROSS
        }

        /** Tells whether no clause of the statement could hold the conditions of the tables that are joined. */
        boolean needsDerivedTables() {
            return kind == Kind.FULL || merging.isPresent();
        }
    }

    /** NATURAL, which takes all columns that both sides have, or USING with the names of some. */
    record Merging(boolean natural, List<Token> columns) {}
}

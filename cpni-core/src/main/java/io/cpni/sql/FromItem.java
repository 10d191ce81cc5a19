package io.cpni.sql;

import java.util.List;
import java.util.Optional;

/** Something to select from. */
sealed interface FromItem {

    /** A named relation. */
    record Named(Token name, Optional<Token> alias) implements FromItem {

        /** Returns the name by which columns refer to it. */
        Token reference() {
            return alias.orElse(name);
        }
    }

    /** A query in parentheses. */
    record Derived(Query query, boolean lateral, Token alias, List<Token> columns) implements FromItem {}

    /** A join. */
    record Join(FromItem left, Kind kind, FromItem right, Optional<Expression> on) implements FromItem {
        enum Kind {
            INNER,
            LEFT,
            RIGHT,
            CROSS
        }
    }
}

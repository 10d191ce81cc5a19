package io.cpni.sql;

import java.util.ArrayList;
import java.util.List;

/** Text of a statement with the parameters in it, in order. */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<BoundValue> parameters = new ArrayList<>();

    SqlText add(String part) {
        text.append(part);
        return this;
    }

    SqlText add(SqlText part) {
        text.append(part.text);
        parameters.addAll(part.parameters);
        return this;
    }

    /** Adds a part, joined to what is there by AND. */
    SqlText addAnd(SqlText part) {
        return add(isEmpty() ? "" : " and ").add(part);
    }

    /** Adds a blank if what follows would otherwise run into the last word: callers may write {@code where(a = 1)}. */
    SqlText apartFrom(String next) {
        if (!text.isEmpty() && !next.isEmpty() && isOfWord(text.charAt(text.length() - 1))) {
            char first = next.charAt(0);
            text.append(isOfWord(first) || first == '"' ? " " : "");
        }
        return this;
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    SqlText bind(BoundValue value) {
        text.append('?');
        parameters.add(value);
        return this;
    }

    /** Adds a piece of the caller's text, whose parameter markers have to be noted by the caller of this method. */
    SqlText addCallers(String part, List<BoundValue> markers) {
        text.append(part);
        parameters.addAll(markers);
        return this;
    }

    String text() {
        return text.toString();
    }

    List<BoundValue> parameters() {
        return List.copyOf(parameters);
    }

    static SqlText of(String part) {
        return new SqlText().add(part);
    }
}

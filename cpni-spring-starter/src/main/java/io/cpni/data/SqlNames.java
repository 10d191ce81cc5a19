package io.cpni.data;

import java.util.Locale;

/** Takes the names in Hibernate's mapping apart: {@code "billing"."Call"} is the table {@code Call}. */
final class SqlNames {

    private SqlNames() {}

    /** Tells whether a table expression is a subquery, as for {@code @Subselect} and table-per-class roots. */
    static boolean isQuery(String tableExpression) {
        return tableExpression.startsWith("(");
    }

    /** Returns the bare name of a table: without catalog, schema and quotes. */
    static String table(String expression) {
        return unquote(last(expression));
    }

    /** Returns a column's name without quotes. */
    static String column(String expression) {
        return unquote(expression);
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String last(String expression) {
        int start = 0;
        char closing = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (closing != 0) {
                closing = c == closing ? 0 : closing;
            } else if (c == '.') {
                start = i + 1;
            } else if (c == '"' || c == '`') {
                closing = c;
            } else if (c == '[') {
                closing = ']';
            }
        }
        return expression.substring(start);
    }

    private static boolean isQuoted(String name) {
        return name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0;
    }

    private static String unquote(String name) {
        return isQuoted(name) ? name.substring(1, name.length() - 1) : name;
    }
}

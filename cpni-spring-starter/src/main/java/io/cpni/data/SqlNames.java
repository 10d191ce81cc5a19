package io.cpni.data;

import io.cpni.label.DeclaredName;

/** Takes the names in Hibernate's mapping apart: {@code "billing"."Call"} is the table {@code "Call"}. */
final class SqlNames {

    private SqlNames() {}

    /** Tells whether a table expression is a subquery, as for {@code @Subselect} and table-per-class roots. */
    static boolean isQuery(String tableExpression) {
        return tableExpression.startsWith("(");
    }

    /** Returns the name of a table without catalog and schema, as labels declare it. */
    static String table(String expression) {
        return declared(last(expression));
    }

    /** Returns the name of a column, as labels declare it. */
    static String column(String expression) {
        return declared(expression);
    }

    /** Returns a declared name for comparing without regard to case or quotes. */
    static String fold(String name) {
        return DeclaredName.of(name).folded();
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

    /** A name that is quoted in whatever way is meant exactly; labels say so by double quotes. */
    private static String declared(String name) {
        return isQuoted(name) ? new DeclaredName(name.substring(1, name.length() - 1), true).quoted() : name;
    }
}

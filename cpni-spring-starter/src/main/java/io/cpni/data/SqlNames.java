package io.cpni.data;

import io.cpni.label.DeclaredName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the names in Hibernate's mapping, in whatever quotes: {@code `billing`.`Call`} is {@code "billing"."Call"}. */
final class SqlNames {

    private SqlNames() {}

    /** Tells whether a table expression is a subquery, as for {@code @Subselect} and table-per-class roots. */
    static boolean isQuery(String tableExpression) {
        return tableExpression.startsWith("(");
    }

    /**
     * Returns the name of a table, as labels declare it: with its schema, or on MariaDB its database, if the mapping gives
     * one.
     *
     * @throws CpniLabelException if the mapping names a catalog and a schema
     */
    static String table(String expression) {
        List<String> parts = parts(expression);
        if (parts.size() > 2) {
            throw new CpniLabelException(
                    "Table " + expression + " is mapped with a catalog and a schema",
                    "Leave the catalog out; a data source has one");
        }
        return parts.stream().map(SqlNames::declared).collect(Collectors.joining("."));
    }

    /** Returns the last part of a table's name in lower case and without quotes. */
    static String bare(String expression) {
        List<String> parts = parts(expression);
        String last = parts.get(parts.size() - 1);
        return (isQuoted(last) ? last.substring(1, last.length() - 1) : last).toLowerCase(Locale.ROOT);
    }

    /** Returns the name of a column, as labels declare it. */
    static String column(String expression) {
        return declared(expression);
    }

    /** Returns a declared name for comparing without regard to case or quotes. */
    static String fold(String name) {
        return DeclaredName.of(name).folded();
    }

    /** Divides at the dots outside of quotes. */
    private static List<String> parts(String expression) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        char closing = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (closing != 0) {
                closing = c == closing ? 0 : closing;
            } else if (c == '.') {
                parts.add(expression.substring(start, i));
                start = i + 1;
            } else if (c == '"' || c == '`') {
                closing = c;
            } else if (c == '[') {
                closing = ']';
            }
        }
        parts.add(expression.substring(start));
        return parts;
    }

    private static boolean isQuoted(String name) {
        return name.length() > 1 && "\"`[".indexOf(name.charAt(0)) >= 0;
    }

    /** A name that is quoted in whatever way is meant exactly; labels say so by double quotes. */
    private static String declared(String name) {
        return isQuoted(name) ? new DeclaredName(name.substring(1, name.length() - 1), true).quoted() : name;
    }
}

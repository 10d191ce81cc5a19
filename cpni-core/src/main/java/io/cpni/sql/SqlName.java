package io.cpni.sql;

import java.util.Set;
import java.util.regex.Pattern;

/** Writes the names of tables and columns as labels and paths give them. */
final class SqlName {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Keywords that H2 takes for a name only in quotes; PostgreSQL takes them as they are behind a qualifier. */
    private static final Set<String> KEYWORDS = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "authorization",
            "between",
            "both",
            "case",
            "cast",
            "check",
            "constraint",
            "cross",
            "day",
            "default",
            "distinct",
            "else",
            "end",
            "except",
            "exists",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "full",
            "group",
            "groups",
            "having",
            "hour",
            "if",
            "in",
            "inner",
            "intersect",
            "interval",
            "is",
            "join",
            "key",
            "leading",
            "left",
            "like",
            "limit",
            "localtime",
            "localtimestamp",
            "minus",
            "minute",
            "month",
            "natural",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "over",
            "partition",
            "primary",
            "qualify",
            "range",
            "regexp",
            "right",
            "row",
            "rownum",
            "rows",
            "second",
            "select",
            "set",
            "some",
            "table",
            "to",
            "top",
            "trailing",
            "true",
            "union",
            "unique",
            "unknown",
            "user",
            "using",
            "value",
            "values",
            "when",
            "where",
            "window",
            "with",
            "year");

    private SqlName() {}

    /** Returns the name bare if it is plain, so that the database folds it as it did at creation; else in quotes. */
    static String written(String name) {
        boolean bare = PLAIN.matcher(name).matches() && !KEYWORDS.contains(RelationCatalog.fold(name));
        return bare ? name : '"' + name + '"';
    }
}

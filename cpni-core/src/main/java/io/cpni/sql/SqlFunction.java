package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function that the gate lets pass. Every other function is refused, because it could read what the gate does not
 * see.
 *
 * @param name the name in lower case
 * @param kind what it does with rows
 * @param total whether it succeeds on every value, so that evaluating it on a hidden row tells nothing
 * @param family what it returns
 */
record SqlFunction(String name, Kind kind, boolean total, ValueFamily family) {

    enum Kind {
        /** One value for one row. */
        SCALAR,
        /** One value for a group of rows; also usable as window function. */
        AGGREGATE,
        /** Only usable as window function. */
        WINDOW
    }

    private static final Map<SqlDialect, Map<String, SqlFunction>> BY_DIALECT = Map.of(
            SqlDialect.H2, h2(),
            SqlDialect.POSTGRESQL, postgresql(),
            SqlDialect.MARIADB, mariaDb());

    static Optional<SqlFunction> find(SqlDialect dialect, String name) {
        return Optional.ofNullable(BY_DIALECT.get(dialect)).map(m -> m.get(name.toLowerCase(Locale.ROOT)));
    }

    static Set<String> names(SqlDialect dialect) {
        return BY_DIALECT.getOrDefault(dialect, Map.of()).keySet();
    }

    /** Tells whether the result is one of the arguments, which are therefore brought to one type. */
    boolean choosesAmongArguments() {
        return switch (name) {
            case "coalesce", "nullif", "greatest", "least" -> true;
            default -> false;
        };
    }

    /** Tells whether the result is as long as the second argument says. */
    boolean pads() {
        return name.equals("lpad") || name.equals("rpad");
    }

    private static Map<String, SqlFunction> common() {
        Map<String, SqlFunction> functions = new HashMap<>();
        add(
                functions,
                Kind.AGGREGATE,
                false,
                ValueFamily.NUMBER,
                "count",
                "sum",
                "avg",
                "stddev_pop",
                "stddev_samp",
                "var_pop",
                "var_samp");
        add(functions, Kind.AGGREGATE, false, ValueFamily.OTHER, "min", "max", "any_value");
        add(functions, Kind.AGGREGATE, false, ValueFamily.BOOLEAN, "every", "bool_and", "bool_or");
        add(
                functions,
                Kind.WINDOW,
                false,
                ValueFamily.NUMBER,
                "row_number",
                "rank",
                "dense_rank",
                "percent_rank",
                "cume_dist",
                "ntile");
        add(functions, Kind.WINDOW, false, ValueFamily.OTHER, "lag", "lead", "first_value", "last_value", "nth_value");
        add(functions, Kind.SCALAR, true, ValueFamily.TEXT, "lower", "upper");
        add(
                functions,
                Kind.SCALAR,
                true,
                ValueFamily.NUMBER,
                "length",
                "char_length",
                "character_length",
                "octet_length");
        add(functions, Kind.SCALAR, true, ValueFamily.OTHER, "coalesce", "nullif");
        add(
                functions,
                Kind.SCALAR,
                false,
                ValueFamily.TEXT,
                "trim",
                "ltrim",
                "rtrim",
                "concat",
                "replace",
                "substring",
                "substr",
                "left",
                "right",
                "lpad",
                "rpad");
        add(
                functions,
                Kind.SCALAR,
                false,
                ValueFamily.NUMBER,
                "position",
                "abs",
                "round",
                "floor",
                "ceiling",
                "ceil",
                "mod",
                "power",
                "sqrt",
                "sign",
                "extract");
        add(functions, Kind.SCALAR, false, ValueFamily.OTHER, "greatest", "least");
        add(functions, Kind.SCALAR, false, ValueFamily.TEMPORAL, "date_trunc");
        return functions;
    }

    private static Map<String, SqlFunction> h2() {
        Map<String, SqlFunction> functions = common();
        add(functions, Kind.AGGREGATE, false, ValueFamily.TEXT, "listagg");
        add(functions, Kind.SCALAR, false, ValueFamily.TEXT, "formatdatetime", "locate");
        add(functions, Kind.SCALAR, false, ValueFamily.TEMPORAL, "dateadd");
        add(functions, Kind.SCALAR, false, ValueFamily.NUMBER, "datediff", "year", "month");
        add(functions, Kind.SCALAR, false, ValueFamily.BOOLEAN, "array_contains");
        add(functions, Kind.SCALAR, false, ValueFamily.UUID, "random_uuid");
        return Map.copyOf(functions);
    }

    private static Map<String, SqlFunction> postgresql() {
        Map<String, SqlFunction> functions = common();
        add(functions, Kind.AGGREGATE, false, ValueFamily.TEXT, "string_agg");
        // By its version Hibernate tells PostgreSQL from databases that only speak its protocol.
        add(functions, Kind.SCALAR, false, ValueFamily.TEXT, "to_char", "version", "current_setting");
        add(functions, Kind.SCALAR, false, ValueFamily.NUMBER, "nextval");
        add(functions, Kind.SCALAR, false, ValueFamily.TEMPORAL, "now");
        add(functions, Kind.SCALAR, false, ValueFamily.UUID, "gen_random_uuid");
        return Map.copyOf(functions);
    }

    /**
     * Returns MariaDB's functions. Each is one of the server's own: a name that it does not know would be looked for
     * among stored functions.
     */
    private static Map<String, SqlFunction> mariaDb() {
        Map<String, SqlFunction> functions = common();
        functions.keySet().removeAll(List.of("any_value", "every", "bool_and", "bool_or", "date_trunc"));
        add(functions, Kind.AGGREGATE, false, ValueFamily.TEXT, "group_concat");
        add(functions, Kind.SCALAR, false, ValueFamily.TEXT, "date_format");
        add(functions, Kind.SCALAR, false, ValueFamily.TEMPORAL, "now", "timestampadd");
        add(functions, Kind.SCALAR, false, ValueFamily.NUMBER, "locate", "nextval", "timestampdiff", "year", "month");
        // In it Hibernate wraps what it writes into a column of JSON.
        add(functions, Kind.SCALAR, false, ValueFamily.OTHER, "json_extract");
        return Map.copyOf(functions);
    }

    private static void add(
            Map<String, SqlFunction> functions, Kind kind, boolean total, ValueFamily family, String... names) {
        for (String name : List.of(names)) {
            functions.put(name, new SqlFunction(name, kind, total, family));
        }
    }
}

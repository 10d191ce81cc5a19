package io.cpni.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in the words of one database what generated queries mean in all of them. */
final class QueryWords {

    private final SqlDialect dialect;

    QueryWords(SqlDialect dialect) {
        this.dialect = dialect;
    }

    private boolean mariaDb() {
        return dialect == SqlDialect.MARIADB;
    }

    /** Writes a select list; MariaDB names no columns after a query in FROM, so each is named in its place. */
    String list(List<String> items) {
        return mariaDb()
                ? IntStream.range(0, items.size())
                        .mapToObj(i -> items.get(i) + " as v" + i)
                        .collect(Collectors.joining(", "))
                : String.join(", ", items);
    }

    /** Writes a query in FROM whose columns are called {@code v0}, {@code v1} and so on. */
    String derived(String query, String alias, int columns) {
        String names = IntStream.range(0, columns).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        return "(" + query + ") " + alias + (mariaDb() ? "" : "(" + names + ")");
    }

    /** Writes three rows of a number {@code n} and a text {@code t}. */
    String values(String alias) {
        return mariaDb()
                ? "(select 7 as n, 'Ada' as t union all select 60, '7' union all select null, null) " + alias
                : "(values (7, 'Ada'), (60, '7'), (null, null)) " + alias + "(n, t)";
    }

    String distinct(String one, String other) {
        return mariaDb() ? "not " + one + " <=> " + other : one + " is distinct from " + other;
    }

    String notDistinct(String one, String other) {
        return one + (mariaDb() ? " <=> " : " is not distinct from ") + other;
    }

    /** Returns what compares with a pattern. */
    List<String> likes() {
        return mariaDb() ? List.of(" like ", " not like ") : List.of(" like ", " not like ", " ilike ");
    }

    /**
     * Writes by what rows are ordered, absent values at a fixed end.
     *
     * @param direction of those that are there: {@code desc}, {@code asc} or nothing, after a blank
     */
    String order(String item, String direction, boolean nullsFirst) {
        return mariaDb()
                ? item + " is null" + (nullsFirst ? " desc" : "") + ", " + item + direction
                : item + direction + " nulls " + (nullsFirst ? "first" : "last");
    }

    /** Writes an aggregate of the rows for which a condition holds. */
    String filtered(String function, String distinct, String argument, String condition) {
        if (!mariaDb()) {
            return function + "(" + distinct + argument + ") filter (where " + condition + ")";
        }
        String counted = argument.equals("*") ? "1" : argument;
        return function + "(" + distinct + "case when " + condition + " then " + counted + " end)";
    }

    /** Writes how long the list of all texts is, in the order of the keys. */
    String lengthOfList(String text, String keys) {
        return switch (dialect) {
            case H2 -> "length(listagg(" + text + ", ',') within group (order by " + keys + "))";
            case POSTGRESQL -> "length(string_agg(" + text + ", ',' order by " + keys + "))";
            case MARIADB -> "length(group_concat(" + text + " order by " + keys + " separator ','))";
        };
    }

    String joined(String one, String two) {
        return mariaDb() ? "concat(" + one + ", '-', " + two + ")" : one + " || '-' || " + two;
    }

    String asText(String number) {
        return "cast(" + number + " as " + (mariaDb() ? "char" : "varchar") + ")";
    }

    /** Writes moments as the columns hold them. */
    List<String> moments() {
        return mariaDb()
                ? List.of("timestamp '2026-11-01 06:30:00'", "timestamp '1970-01-01 00:00:00'")
                : List.of(
                        "timestamp with time zone '2026-11-01 01:30:00-05'",
                        "timestamp with time zone '1970-01-01 00:00:00+00'");
    }

    /**
     * Writes numbers made of a call that cannot be made of the secret ones of {@link HostileRecords}, of no second and
     * with a note of their own. MariaDB divides by zero without an error, and takes any text for a number.
     */
    List<String> failures(String call) {
        return mariaDb()
                ? List.of(
                        "cast(" + call + ".duration_s as unsigned) - 1",
                        "9223372036854775807 + (case when " + call + ".note = 'secret' then 1 else 0 end)",
                        "9223372036854775807 * (case when " + call + ".duration_s = 0 then 2 else 1 end)",
                        "cast(" + call + ".note as int)",
                        "1000 / " + call + ".duration_s",
                        "extract(year from " + call + ".started_at)")
                : List.of(
                        "cast(" + call + ".note as int)",
                        "1000 / " + call + ".duration_s",
                        call + ".id % " + call + ".duration_s",
                        "mod(" + call + ".id, " + call + ".duration_s)",
                        call + ".cost / " + call + ".duration_s",
                        "extract(year from " + call + ".started_at)",
                        "1 / (case when " + call + ".note = 'secret' then 0 else 1 end)",
                        "cast(substring(" + call + ".note, 1, 3) as int)");
    }

    /** Returns how tables are joined by the columns whose names they share. */
    List<String> joinsByName() {
        return dialect == SqlDialect.POSTGRESQL
                ? List.of("natural join", "natural left join", "natural right join", "natural full join")
                : List.of("natural join");
    }

    /** Returns how tables are joined by columns that are named. */
    List<String> joinsByUsing() {
        return dialect == SqlDialect.POSTGRESQL
                ? List.of("join", "left join", "right join", "full join")
                : List.of("join", "left join", "right join");
    }

    /** Tells whether the database joins so that rows of both sides can be without a partner. */
    boolean joinsInFull() {
        return dialect == SqlDialect.POSTGRESQL;
    }

    /** Tells whether a query in FROM can look at what stands before it. */
    boolean looksAside() {
        return dialect == SqlDialect.POSTGRESQL;
    }

    /** Tells whether the database groups by several sets at once, and shows the first row for each value. */
    boolean groupsBySets() {
        return dialect == SqlDialect.POSTGRESQL;
    }
}

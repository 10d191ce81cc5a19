package io.cpni.sql;

import io.cpni.label.ValueFamily;
import io.cpni.sql.Outcome.Form;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes queries in the gate's language, out of every construct it has, nested in one another.
 *
 * <p>A query says one thing whatever the database does first: whatever cuts a result off is ordered by all that is shown,
 * windows are ordered by keys, and no sum is of floating point. What can fail, fails on the secret values of
 * {@link HostileRecords} alone.
 */
final class GeneratedQueries {

    private static final char MARK = '\u0001';

    /**
     * One of them.
     *
     * @param form its text and parameters
     * @param ordered whether it orders all that it shows
     * @param constructs what it is made of
     */
    record Generated(Form form, boolean ordered, Map<String, Integer> constructs) {}

    private record Column(String name, ValueFamily family) {}

    /**
     * Something that columns can be of.
     *
     * @param alias by which they are named
     * @param columns what it has
     * @param key its unique column, of a stored table
     * @param lateral whether it looks at what stands before it
     */
    private record Source(
            String alias,
            String written,
            List<Column> columns,
            @Nullable String key,
            boolean lateral) {

        Source(String alias, String written, List<Column> columns, @Nullable String key) {
            this(alias, written, columns, key, false);
        }

        boolean stored() {
            return key != null;
        }

        boolean labelled() {
            return stored() && !columns.get(0).name().equals("prefix");
        }
    }

    private record Select(String text, List<ValueFamily> families) {}

    private static final ValueFamily T = ValueFamily.TEXT;
    private static final ValueFamily N = ValueFamily.NUMBER;
    private static final ValueFamily D = ValueFamily.TEMPORAL;
    private static final ValueFamily B = ValueFamily.BOOLEAN;
    private static final ValueFamily U = ValueFamily.UUID;

    private static final Map<String, List<Column>> TABLES = tables();
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "7",
            "Ada",
            "Ada ",
            "ada",
            "***",
            "secret",
            "xxxxxxx",
            "+12125xxxxxxx",
            "+12125550123",
            "911",
            "O''Brien",
            "%",
            "unlimited",
            "zz--",
            "/*x*/");
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "4", "7", "40", "60", "70", "120", "-99999999.99", "99999999.99", "1e3", "9000");
    private static final List<String> PATTERNS = List.of("'+1212%'", "'%a'", "'_da'", "'sec%'", "'%'", "''", "'Ada_'");
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", ">", "<=", ">=", "!=");

    private final Choices choices;
    private final QueryWords words;
    private final List<Object> values = new ArrayList<>();
    private final Map<String, Integer> constructs = new TreeMap<>();
    private int names;

    private GeneratedQueries(Choices choices, SqlDialect dialect) {
        this.choices = choices;
        this.words = new QueryWords(dialect);
    }

    /** Returns so many different queries. */
    static Collection<Generated> of(long seed, int count, SqlDialect dialect) {
        Choices choices = Choices.of(seed);
        Map<String, Generated> queries = new LinkedHashMap<>();
        while (queries.size() < count) {
            Generated query = new GeneratedQueries(choices, dialect).statement();
            queries.put(query.form().sql(), query);
        }
        return queries.values();
    }

    /** Returns so many different changes of one table each, which return what became of its rows. */
    static Collection<Generated> changes(long seed, int count, SqlDialect dialect) {
        Choices choices = Choices.of(seed);
        Map<String, Generated> changes = new LinkedHashMap<>();
        while (changes.size() < count) {
            Generated change = new GeneratedQueries(choices, dialect).change();
            changes.put(change.form().sql(), change);
        }
        return changes.values();
    }

    private static Map<String, List<Column>> tables() {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        Records.LABELLED.forEach(table -> tables.put(
                table.table(),
                table.columns().stream()
                        .map(column -> new Column(column.name(), column.family()))
                        .toList()));
        tables.put("tariff", List.of(new Column("prefix", T), new Column("price", N)));
        return tables;
    }

    // Statements

    private Generated statement() {
        boolean ordered = false;
        String text;
        switch (choices.below(10)) {
            case 0, 1 -> text = commonTables();
            case 2 -> text = combination(2);
            case 3 -> {
                text = ordered();
                ordered = true;
            }
            default -> text = select(3, List.of(), null).text();
        }
        return new Generated(withParameters(text), ordered, constructs);
    }

    /** Writes a change of rows by what is in them, which does not say of a row that it is another customer's. */
    private Generated change() {
        Source table =
                stored(choices.oneOf("call_record", "call_record", "account", "customer", "subscription"), name("t"));
        // Who changes a row may not have looked at what is masked in it: most often that is the cell.
        Source looked = new Source(
                table.alias(),
                table.written(),
                table.columns().stream()
                        .filter(column -> !column.name().equals("cell") || choices.onceIn(8))
                        .toList(),
                table.key());
        List<Source> others = new ArrayList<>();
        if (choices.onceIn(4)) {
            others.add(stored(choices.oneOf("account", "customer", "tariff"), name("t")));
            note("a change with another table");
        }
        List<Source> looks = new ArrayList<>(others);
        looks.add(looked);
        List<String> conditions = new ArrayList<>();
        if (!choices.onceIn(4)) {
            conditions.add(predicate(looks, List.of(), 2));
        }
        if (!others.isEmpty()) {
            conditions.add(keys(others, List.of(looked)));
        }
        String where = conditions.isEmpty()
                ? ""
                : " where " + conditions.stream().map(c -> "(" + c + ")").collect(Collectors.joining(" and "));
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= choices.below(4); i++) {
            items.add(item(List.of(table), List.of(), any(List.of(table)), 2));
        }
        String other = others.stream().map(Source::written).collect(Collectors.joining());
        String text;
        if (choices.onceIn(2)) {
            note("DELETE");
            text = "delete from " + table.written() + (other.isEmpty() ? "" : " using " + other);
        } else {
            note("UPDATE");
            text = "update " + table.written() + " set " + assignment(looked)
                    + (other.isEmpty() ? "" : " from " + other);
        }
        return new Generated(
                withParameters(text + where + " returning " + String.join(", ", items)), false, constructs);
    }

    private String assignment(Source table) {
        List<Source> row = List.of(table);
        return switch (table.columns().get(table.columns().size() - 1).name()) {
            case "ref" ->
                choices.oneOf(
                        "duration_s = " + choices.oneOf("1", "7", table.alias() + ".duration_s + 1"),
                        "note = " + choices.oneOf("'7'", partial(row, T)),
                        "note = case when " + simple(row) + " then '7' else " + table.alias() + ".note end",
                        "answered = not " + table.alias() + ".answered, duration_s = 60");
            case "name" -> "name = " + item(row, List.of(), T, 1);
            case "nickname" -> "nickname = " + item(row, List.of(), T, 1);
            default -> "plan = " + item(row, List.of(), T, 1);
        };
    }

    private Form withParameters(String text) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == MARK) {
                parameters.add(values.get(text.charAt(++i)));
                sql.append('?');
            } else {
                sql.append(text.charAt(i));
            }
        }
        return new Form(sql.toString(), parameters);
    }

    private String commonTables() {
        note("WITH");
        List<Source> tables = new ArrayList<>();
        StringBuilder with = new StringBuilder();
        int count = 1 + choices.below(2);
        for (int i = 0; i < count; i++) {
            boolean recursive = i == 0 && choices.onceIn(6);
            String name = name("w");
            Select query = recursive ? recursion(name) : select(2, List.of(), null);
            List<Column> columns = columns(query.families());
            with.append(i == 0 ? (recursive ? "with recursive " : "with ") : ", ")
                    .append(name)
                    .append(" (")
                    .append(names(columns))
                    .append(") as (")
                    .append(query.text())
                    .append(")");
            tables.add(new Source(name, name, columns, null));
        }
        Source table = choices.oneOf(tables);
        String alias = name("x");
        List<Source> from =
                new ArrayList<>(List.of(new Source(alias, table.written() + " " + alias, table.columns(), null)));
        return with + " " + select(2, List.of(), from).text();
    }

    /** Writes what ends after the accounts, because all of them have a number. */
    private Select recursion(String name) {
        note("WITH RECURSIVE");
        return new Select(
                "select a.id from account a where " + predicate(List.of(stored("account", "a")), List.of(), 1)
                        + " union all select c.account_id from call_record c cross join " + name
                        + " r where r.v0 is null and " + partial(List.of(stored("call_record", "c")), N) + " > 0",
                List.of(N));
    }

    private String combination(int depth) {
        List<ValueFamily> families = choices.oneOf(List.of(List.of(N), List.of(T), List.of(T, N), List.of(N, D)));
        StringBuilder text = new StringBuilder(shaped(depth, families, List.of()));
        int parts = 1 + choices.below(2);
        for (int i = 0; i < parts; i++) {
            String operator = choices.oneOf("union", "union all", "except", "intersect");
            note(operator.toUpperCase(Locale.ROOT));
            text.append(" ").append(operator).append(" ").append(shaped(depth, families, List.of()));
        }
        return text.toString();
    }

    /** Writes a query that is ordered by all it shows, and cut off. */
    private String ordered() {
        List<Source> sources = sources(2, List.of());
        List<String> items = new ArrayList<>();
        for (int i = 0; i <= choices.below(3); i++) {
            items.add(choices.onceIn(4) ? partial(sources, N) : column(sources, any(sources)));
        }
        String order = items.stream()
                .map(item -> words.order(item, choices.oneOf("", " desc", " asc"), choices.onceIn(2)))
                .collect(Collectors.joining(", "));
        String page = choices.oneOf(
                "",
                " limit " + (1 + choices.below(5)),
                " offset " + choices.below(4) + " rows fetch first " + (1 + choices.below(4)) + " rows only",
                " fetch first " + (1 + choices.below(4)) + " rows with ties",
                " limit " + parameter((long) (1 + choices.below(5))) + " offset " + parameter(1L));
        note(page.isEmpty() ? "ORDER BY" : "a page");
        return "select " + words.list(items) + from(sources, List.of(), 2) + " order by " + order + page;
    }

    // Queries

    /** Writes a query whose columns are of the given families. */
    private String shaped(int depth, List<ValueFamily> families, List<Source> outer) {
        List<Source> sources = sources(depth, outer);
        if (families.size() == 1 && families.get(0) != B && families.get(0) != U && choices.onceIn(4)) {
            note("an aggregate inside");
            String of = families.get(0) == N
                    ? aggregate(sources)
                    : choices.oneOf("min(", "max(") + column(sources, families.get(0)) + ")";
            return "select " + words.list(List.of(of)) + from(sources, outer, depth);
        }
        return "select " + (choices.onceIn(5) ? "distinct " : "")
                + words.list(
                        families.stream().map(family -> column(sources, family)).toList())
                + from(sources, outer, depth);
    }

    private Select select(int depth, List<Source> outer, @Nullable List<Source> given) {
        List<Source> sources = given == null ? sources(depth, outer) : given;
        return switch (choices.below(6)) {
            case 0 -> grouped(sources, outer, depth);
            case 1 -> windowed(sources, outer, depth);
            case 2 -> distinct(sources, outer, depth);
            default -> plain(sources, outer, depth);
        };
    }

    private Select plain(List<Source> sources, List<Source> outer, int depth) {
        List<String> items = new ArrayList<>();
        List<ValueFamily> families = new ArrayList<>();
        for (int i = 0; i <= choices.below(4); i++) {
            ValueFamily family = any(sources);
            families.add(family);
            items.add(item(sources, outer, family, depth));
        }
        return new Select("select " + words.list(items) + from(sources, outer, depth), families);
    }

    private Select distinct(List<Source> sources, List<Source> outer, int depth) {
        note("DISTINCT");
        ValueFamily family = any(sources);
        List<String> items = List.of(column(sources, family), column(sources, N));
        if (words.groupsBySets() && choices.onceIn(3)) {
            note("DISTINCT ON");
            return new Select(
                    "select distinct on (" + items.get(0) + ") " + words.list(items) + from(sources, outer, depth)
                            + " order by " + words.order(items.get(0), choices.oneOf("", " desc"), choices.onceIn(2))
                            + ", " + words.order(items.get(1), choices.oneOf("", " desc"), choices.onceIn(2)),
                    List.of(family, N));
        }
        return new Select("select distinct " + words.list(items) + from(sources, outer, depth), List.of(family, N));
    }

    private Select grouped(List<Source> sources, List<Source> outer, int depth) {
        note("GROUP BY");
        if (words.groupsBySets() && choices.onceIn(3)) {
            return groupedBySets(sources, outer, depth);
        }
        ValueFamily family = choices.oneOf(T, N, D, T);
        String by = choices.onceIn(3) && hasStored(sources) ? partial(sources, family = N) : column(sources, family);
        if (choices.onceIn(6)) {
            by = "case when " + column(sources, T) + " is null then 1 else 2 end";
            family = N;
        }
        boolean all = choices.onceIn(5);
        String having = choices.onceIn(3)
                ? " having " + aggregate(sources) + " " + choices.oneOf(COMPARISONS) + " " + choices.oneOf(NUMBERS)
                : "";
        note(having.isEmpty() ? "no HAVING" : "HAVING");
        String ofSet = aggregate(sources);
        return all
                ? new Select("select " + words.list(List.of(ofSet)) + from(sources, outer, depth) + having, List.of(N))
                : new Select(
                        "select " + words.list(List.of(by, ofSet)) + from(sources, outer, depth) + " group by " + by
                                + having,
                        List.of(family, N));
    }

    private Select groupedBySets(List<Source> sources, List<Source> outer, int depth) {
        String kind = choices.oneOf("ROLLUP", "CUBE", "GROUPING SETS");
        note(kind);
        ValueFamily family = any(sources);
        String one = column(sources, family);
        String two = column(sources, N);
        String sets = kind.equals("GROUPING SETS")
                ? choices.oneOf(
                        "((" + one + ", " + two + "), " + one + ")", "(" + two + ", ())", "(" + one + ", " + two + ")")
                : "(" + one + ", " + two + ")";
        List<String> items = new ArrayList<>(List.of(two, aggregate(sources)));
        List<ValueFamily> families = new ArrayList<>(List.of(N, N));
        if (sets.contains(one)) {
            items.add(one);
            families.add(family);
        }
        return new Select(
                "select " + words.list(items) + from(sources, outer, depth) + " group by "
                        + kind.toLowerCase(Locale.ROOT) + " " + sets,
                families);
    }

    private Select windowed(List<Source> sources, List<Source> outer, int depth) {
        if (!sources.stream().allMatch(Source::stored)) {
            return plain(sources, outer, depth);
        }
        note("a window");
        String keys = sources.stream()
                .map(source -> words.order(source.alias() + "." + source.key(), "", false))
                .collect(Collectors.joining(", "));
        String first =
                choices.onceIn(2) ? "" : words.order(column(sources, T), choices.oneOf(" desc", ""), true) + ", ";
        String over = " over ("
                + (choices.onceIn(2) ? "partition by " + column(sources, choices.oneOf(T, N)) + " " : "")
                + "order by " + first + keys
                + choices.oneOf("", " rows between unbounded preceding and current row", " rows 1 preceding") + ")";
        String function = choices.oneOf(
                "row_number()",
                "sum(" + column(sources, N) + ")",
                "count(" + column(sources, any(sources)) + ")",
                "max(" + number(sources) + ")",
                "rank()",
                "dense_rank()");
        if (function.startsWith("r") || function.startsWith("d")) {
            over = over.replaceAll(" rows .*\\)", ")");
        }
        String key = sources.get(0).alias() + "." + sources.get(0).key();
        return new Select(
                "select " + words.list(List.of(key, function + over)) + from(sources, outer, depth), List.of(N, N));
    }

    private String aggregate(List<Source> sources) {
        if (choices.onceIn(8) && sources.stream().allMatch(Source::stored)) {
            note("a list");
            String keys = sources.stream().map(s -> s.alias() + "." + s.key()).collect(Collectors.joining(", "));
            return words.lengthOfList(column(sources, T), keys);
        }
        boolean distinct = choices.onceIn(6);
        String function = distinct ? "count" : choices.oneOf("count", "sum", "min", "max");
        String argument = switch (function) {
            case "count" ->
                distinct
                        ? column(sources, choices.oneOf(T, N))
                        : choices.onceIn(2) ? "*" : column(sources, any(sources));
            case "max" -> column(sources, N);
            default -> number(sources);
        };
        if (choices.onceIn(5)) {
            note("FILTER");
            return words.filtered(function, distinct ? "distinct " : "", argument, simple(sources));
        }
        return function + "(" + (distinct ? "distinct " : "") + argument + ")";
    }

    // FROM and WHERE

    private List<Source> sources(int depth, List<Source> outer) {
        List<Source> sources = new ArrayList<>();
        int count = choices.onceIn(8) && depth > 1 ? 3 : 1 + choices.below(2);
        for (int i = 0; i < count; i++) {
            boolean aside = i > 0 && depth > 0 && words.looksAside() && choices.onceIn(7);
            sources.add(aside ? aside(depth - 1, sources) : source(depth, outer));
        }
        return sources;
    }

    /** Makes a query that looks at what stands before it. */
    private Source aside(int depth, List<Source> before) {
        note("LATERAL");
        String alias = name("l");
        List<ValueFamily> families = List.of(T, N);
        return new Source(
                alias,
                "lateral " + words.derived(shaped(depth, families, List.copyOf(before)), alias, families.size()),
                columns(families),
                null,
                true);
    }

    private Source source(int depth, List<Source> outer) {
        if (depth > 1 && choices.onceIn(5)) {
            note("a query in FROM");
            if (choices.onceIn(4)) {
                return set();
            }
            Select query = select(depth - 1, List.of(), null);
            String alias = name("d");
            List<Column> columns = columns(query.families());
            return new Source(alias, words.derived(query.text(), alias, columns.size()), columns, null);
        }
        if (choices.onceIn(12)) {
            note("VALUES");
            String alias = name("v");
            return new Source(alias, words.values(alias), List.of(new Column("n", N), new Column("t", T)), null);
        }
        return stored(
                choices.oneOf("call_record", "call_record", "account", "customer", "subscription", "tariff"),
                name("t"));
    }

    private Source set() {
        note("a set operation in FROM");
        String alias = name("d");
        List<ValueFamily> families = List.of(T, N);
        String query = shaped(1, families, List.of())
                + choices.oneOf(" union all ", " union ", " except ")
                + shaped(1, families, List.of());
        return new Source(alias, words.derived(query, alias, families.size()), columns(families), null);
    }

    private static Source stored(String table, String alias) {
        List<Column> columns = TABLES.get(table);
        return new Source(alias, table + " " + alias, columns, columns.get(0).name());
    }

    private String from(List<Source> sources, List<Source> outer, int depth) {
        StringBuilder text = new StringBuilder(" from ").append(sources.get(0).written());
        List<Source> joined = new ArrayList<>(List.of(sources.get(0)));
        for (Source source : sources.subList(1, sources.size())) {
            joined.add(source);
            if (joined.size() == 2 && joined.stream().allMatch(Source::labelled) && choices.onceIn(4)) {
                text.append(byName(joined));
                continue;
            }
            String kind = kindOfJoin(sources, source);
            note("join " + kind);
            switch (kind) {
                case "cross" -> text.append(" cross join ").append(source.written());
                // A comma binds less than a join, so that what stands before it could not be named in an ON after it.
                case "," -> text.append(" join ").append(source.written()).append(" on 1 = 1");
                default ->
                    text.append(kind.equals("join") ? " join " : " " + kind + " join ")
                            .append(source.written())
                            .append(" on ")
                            .append(joinCondition(joined, source, kind));
            }
        }
        List<String> conditions = new ArrayList<>();
        if (!choices.onceIn(3)) {
            conditions.add(predicate(sources, outer, depth));
        }
        if (!outer.isEmpty()) {
            conditions.add(choices.onceIn(3) ? column(sources, T) + " = " + column(outer, T) : keys(sources, outer));
        }
        return conditions.isEmpty()
                ? text.toString()
                : text + " where " + conditions.stream().map(c -> "(" + c + ")").collect(Collectors.joining(" and "));
    }

    private String kindOfJoin(List<Source> sources, Source source) {
        String kind = choices.oneOf("cross", "join", "join", "left", "left", "right", ",", "full");
        boolean numbers = sources.stream().allMatch(one -> has(one, N));
        boolean impossible = (kind.equals("full") && (!words.joinsInFull() || !numbers))
                || (source.lateral() && List.of("right", "full").contains(kind));
        return impossible ? "left" : kind;
    }

    /** Joins two tables by columns that have one name. */
    private String byName(List<Source> two) {
        Source second = two.get(1);
        if (choices.onceIn(3)) {
            note("NATURAL");
            return " " + choices.oneOf(words.joinsByName()) + " " + second.written();
        }
        note("USING");
        List<String> shared = two.get(0).columns().stream()
                .map(Column::name)
                .filter(name -> has(second, name))
                .toList();
        return " " + choices.oneOf(words.joinsByUsing()) + " " + second.written() + " using ("
                + (choices.onceIn(3) ? String.join(", ", shared) : choices.oneOf(shared)) + ")";
    }

    private String joinCondition(List<Source> joined, Source source, String kind) {
        List<Source> before = joined.subList(0, joined.size() - 1);
        String equal = keys(before, List.of(source));
        if (kind.equals("full")) {
            // PostgreSQL joins so by an equation of two columns, and by nothing else.
            return column(before, N) + " = " + column(List.of(source), N);
        }
        if (choices.onceIn(2)) {
            return equal;
        }
        return equal + " and " + simple(choices.onceIn(2) ? List.of(source) : joined);
    }

    /** Equates the keys of two sources: those of one customer or account, if they have them. */
    private String keys(List<Source> some, List<Source> others) {
        List<String> equal = new ArrayList<>();
        for (Source one : some) {
            for (Source other : others) {
                for (String key : List.of("customer_id", "account_id")) {
                    if (has(one, key) && has(other, key)) {
                        equal.add(one.alias() + "." + key + " = " + other.alias() + "." + key);
                    } else if (has(one, key) && has(other, "id")) {
                        equal.add(one.alias() + "." + key + " = " + other.alias() + ".id");
                    } else if (has(one, "id") && has(other, key)) {
                        equal.add(one.alias() + ".id = " + other.alias() + "." + key);
                    }
                }
            }
        }
        return equal.isEmpty() || choices.onceIn(6)
                ? column(some, N) + choices.oneOf(" = ", " <= ") + column(others, N)
                : choices.oneOf(equal);
    }

    private static boolean has(Source source, ValueFamily family) {
        return source.columns().stream().anyMatch(column -> column.family() == family);
    }

    private static boolean has(Source source, String name) {
        return source.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private String predicate(List<Source> sources, List<Source> outer, int depth) {
        switch (choices.below(depth > 0 ? 12 : 6)) {
            case 0 -> {
                note("AND, OR, NOT");
                return choices.oneOf("", "not ") + "(" + predicate(sources, outer, depth - 1)
                        + choices.oneOf(" and ", " or ") + choices.oneOf("", "not ")
                        + predicate(sources, outer, depth - 1) + ")";
            }
            case 1, 2 -> {
                if (hasStored(sources)) {
                    note("a partial predicate");
                    return number(sources) + " " + choices.oneOf(COMPARISONS) + " " + choices.oneOf(NUMBERS);
                }
                return simple(sources);
            }
            case 3, 4, 5 -> {
                return simple(sources);
            }
            case 6 -> {
                note("EXISTS");
                List<Source> inner = sources(depth - 1, sources);
                return choices.oneOf("", "not ") + "exists (select 1" + from(inner, sources, depth - 1) + ")";
            }
            case 7 -> {
                note("IN with a query");
                ValueFamily family = choices.oneOf(N, T);
                return column(sources, family) + choices.oneOf("", " not") + " in ("
                        + shaped(depth - 1, List.of(family), List.of()) + ")";
            }
            case 8 -> {
                note("ANY, ALL");
                ValueFamily family = choices.oneOf(N, T);
                return column(sources, family) + " " + choices.oneOf("=", "<>", "<", ">=")
                        + choices.oneOf(" any", " all") + " (" + shaped(depth - 1, List.of(family), List.of()) + ")";
            }
            case 9 -> {
                note("a scalar query compared");
                List<Source> inner = sources(depth - 1, sources);
                return column(sources, N) + " " + choices.oneOf(COMPARISONS) + " (select " + aggregate(inner)
                        + from(inner, sources, depth - 1) + ")";
            }
            case 10 -> {
                note("tuples");
                return "(" + column(sources, N) + ", " + column(sources, T) + ") "
                        + choices.oneOf("in", "not in") + " ((" + value(N) + ", " + value(T) + "), (" + value(N) + ", "
                        + value(T) + "))";
            }
            default -> {
                note("CASE as predicate");
                return "case when " + simple(sources) + " then " + simple(sources) + " else " + simple(sources)
                        + " end";
            }
        }
    }

    /** Writes a predicate without queries, which cannot fail. */
    private String simple(List<Source> sources) {
        ValueFamily family = choices.oneOf(T, N, T, N, D);
        String column = column(sources, family);
        return switch (choices.below(7)) {
            case 0 -> column + choices.oneOf(" is null", " is not null");
            case 1 ->
                choices.onceIn(2)
                        ? words.distinct(column, column(sources, family))
                        : words.notDistinct(column, column(sources, family));
            case 2 -> column + choices.oneOf("", " not") + " in (" + value(family) + ", " + value(family) + ")";
            case 3 -> column + choices.oneOf("", " not") + " between " + value(family) + " and " + value(family);
            case 4 ->
                column(sources, T)
                        + choices.oneOf(words.likes())
                        + choices.oneOf(PATTERNS)
                        + choices.oneOf("", " escape ''");
            case 5 -> column + " " + choices.oneOf(COMPARISONS) + " " + column(sources, family);
            default -> column + " " + choices.oneOf(COMPARISONS) + " " + value(family);
        };
    }

    // Values

    private String item(List<Source> sources, List<Source> outer, ValueFamily family, int depth) {
        switch (choices.below(6)) {
            case 0 -> {
                return hasStored(sources) ? partial(sources, family) : column(sources, family);
            }
            case 1 -> {
                if (depth > 1 && (family == N || family == T)) {
                    note("a query as value");
                    List<Source> inner = sources(1, sources);
                    String of = family == N ? aggregate(inner) : "max(" + column(inner, T) + ")";
                    return "(select " + of + from(inner, sources, 1) + ")";
                }
                return column(sources, family);
            }
            case 2 -> {
                note("CASE");
                return "case when " + simple(sources) + " then " + column(sources, family) + " else "
                        + column(sources, family) + " end";
            }
            case 3 -> {
                if (!outer.isEmpty()) {
                    return column(outer, family);
                }
                return "coalesce(" + column(sources, family) + ", " + column(sources, family) + ")";
            }
            default -> {
                return column(sources, family);
            }
        }
    }

    /** Writes a number, or what gives one and can fail. */
    private String number(List<Source> sources) {
        return choices.onceIn(2) ? partial(sources, N) : column(sources, N);
    }

    /** Writes an expression that a database cannot always evaluate. */
    private String partial(List<Source> sources, ValueFamily family) {
        List<Source> calls = sources.stream()
                .filter(source -> source.columns().stream()
                        .anyMatch(column -> column.name().equals("duration_s")))
                .filter(Source::stored)
                .toList();
        String text = column(sources, T);
        note("can fail");
        if (family == T) {
            return choices.oneOf(
                    "substring(" + text + ", 1, 3)",
                    words.joined(text, column(sources, T)),
                    "upper(" + text + ")",
                    "trim(" + text + ")",
                    words.asText(column(sources, N)),
                    "replace(" + text + ", 'a', 'b')");
        }
        if (calls.isEmpty() || family != N) {
            return family == N
                    ? choices.oneOf(
                            "length(" + text + ")", column(sources, N) + " * 2", "abs(" + column(sources, N) + ")")
                    : column(sources, family);
        }
        return choices.oneOf(words.failures(choices.oneOf(calls).alias()));
    }

    private String column(List<Source> sources, ValueFamily family) {
        List<String> found = sources.stream()
                .flatMap(source -> source.columns().stream()
                        .filter(column -> column.family() == family)
                        .map(column -> source.alias() + "." + column.name()))
                .toList();
        return found.isEmpty() ? literal(family) : choices.oneOf(found);
    }

    private String value(ValueFamily family) {
        if (choices.onceIn(3)) {
            return switch (family) {
                case TEXT -> parameter(choices.oneOf(TEXTS).replace("''", "'"));
                case NUMBER -> parameter(choices.oneOf(List.of(4L, 7L, 60L, 120L, new BigDecimal("-99999999.99"))));
                case TEMPORAL ->
                    parameter(
                            OffsetDateTime.parse(choices.oneOf("2026-11-01T05:30:00Z", "1969-12-31T23:59:59.999999Z")));
                case BOOLEAN, UUID, BINARY, OTHER -> literal(family);
            };
        }
        return literal(family);
    }

    private String literal(ValueFamily family) {
        return switch (family) {
            case TEXT -> "'" + choices.oneOf(TEXTS) + "'";
            case NUMBER -> choices.oneOf(NUMBERS);
            case TEMPORAL -> choices.oneOf(words.moments());
            case BOOLEAN -> choices.oneOf("true", "false");
            case UUID -> "cast('00000000-0000-0007-0000-0000000000c8' as uuid)";
            case BINARY, OTHER -> "null";
        };
    }

    private String parameter(Object value) {
        values.add(value);
        note("a parameter");
        return MARK + String.valueOf((char) (values.size() - 1));
    }

    /** Returns the family of some column. */
    private ValueFamily any(List<Source> sources) {
        return choices.oneOf(choices.oneOf(sources).columns()).family();
    }

    private static boolean hasStored(List<Source> sources) {
        return sources.stream().allMatch(Source::stored);
    }

    private static List<Column> columns(List<ValueFamily> families) {
        return IntStream.range(0, families.size())
                .mapToObj(i -> new Column("v" + i, families.get(i)))
                .toList();
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String name(String prefix) {
        return prefix + names++;
    }

    private void note(String construct) {
        constructs.merge(construct, 1, Integer::sum);
    }
}

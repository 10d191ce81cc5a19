package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.DeclaredName;
import io.cpni.label.ValueFamily;
import io.cpni.sql.AnalyzedStatement.ColumnUse;
import io.cpni.sql.AnalyzedStatement.Guard;
import io.cpni.sql.AnalyzedStatement.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Splices conditions, masks and hidden keys into a statement. The caller's own words stay as they are, in their order.
 */
final class StatementRewriter {

    private final AnalyzedStatement statement;
    private final List<TablePlan> plans;
    private final ConditionWriter conditions;
    private final List<Edit> edits = new ArrayList<>();
    private final List<GuardedTable> hiddenKeys = new ArrayList<>();
    private boolean checksKeys;
    private final List<SqlText> hiddenFlags = new ArrayList<>();
    private final TokenSites tokens;
    private final boolean hasTokenKey;

    /**
     * A change of the text.
     *
     * @param start where it begins
     * @param end where the replaced text ends; equal to start for an insertion
     * @param rank what comes first at one place: whatever closes comes before whatever opens
     */
    private record Edit(int start, int end, int rank, SqlText with) {}

    private static final int CLOSE_GUARD = 1;
    private static final int CLOSE_SITE = 2;
    private static final int ADD_KEYS = 3;
    private static final int ADD_JOIN = 4;
    private static final int ADD_SITE = 5;
    private static final int ADD_GROUPS = 6;
    private static final int OPEN_SITE = 10;
    private static final int OPEN_GUARD = 11;
    private static final int REPLACE = 12;

    /** What takes locks, wherever it stands; where it is only said in a literal the condition is the same, but slower. */
    private static final Pattern LOCKING = Pattern.compile("for update|lock in share mode", Pattern.CASE_INSENSITIVE);

    private StatementRewriter(
            AnalyzedStatement statement, List<TablePlan> plans, ConditionWriter conditions, boolean hasTokenKey) {
        this.statement = statement;
        this.plans = plans;
        this.conditions = conditions;
        this.tokens = new TokenSites(statement);
        this.hasTokenKey = hasTokenKey;
    }

    static RewrittenStatement rewrite(
            AnalyzedStatement statement, List<TablePlan> plans, ConditionWriter conditions, boolean hasTokenKey) {
        return new StatementRewriter(statement, plans, conditions, hasTokenKey).run();
    }

    private RewrittenStatement run() {
        Optional<RewrittenStatement.NewKeyCheck> check = newKeyCheck();
        statement.renamings().forEach(name -> replace(name.span(), SqlText.of(name.with())));
        statement.sites().forEach(this::site);
        statement.itemGuards().forEach(guard -> guarded(guard.span(), guard.guardedBy(), ""));
        statement.columns().forEach(this::column);
        statement.stars().forEach(this::star);
        statement.derivedTables().forEach(this::derived);
        statement.keySite().ifPresent(this::keys);
        statement.grouping().ifPresent(this::groups);
        statement.rowInTheWay().ifPresent(this::rowInTheWay);
        SqlText text = apply();
        return new RewrittenStatement(
                text.text(),
                text.parameters(),
                statement.markers().size(),
                statement.families(),
                List.copyOf(hiddenKeys),
                tokens.found(),
                check,
                checksKeys);
    }

    private TablePlan plan(GuardedTable table) {
        return plans.get(table.index());
    }

    private void site(AnalyzedStatement.Site site) {
        site.existing().forEach(conjunct -> guarded(conjunct.span(), conjunct.guardedBy(), " else 1 = 0"));
        SqlText condition = new SqlText();
        for (GuardedTable table : site.tables()) {
            condition(table).ifPresent(rows -> condition.addAnd(rows));
        }
        if (condition.isEmpty()) {
            return;
        }
        if (site.span().isPresent()) {
            Span span = site.span().get();
            insert(span.start(), OPEN_SITE, condition.add(" and ("));
            insert(span.end(), CLOSE_SITE, SqlText.of(")"));
        } else {
            insert(site.addAt(), ADD_SITE, SqlText.of(" where ").add(condition));
        }
    }

    /** Lets an expression be evaluated only where the conditions hold. */
    private void guarded(Span span, List<Guard> guards, String otherwise) {
        SqlText condition = new SqlText();
        for (Guard guard : guards) {
            guardBy(guard).ifPresent(rows -> condition.addAnd(rows));
        }
        if (!condition.isEmpty()) {
            insert(
                    span.start(),
                    OPEN_GUARD,
                    SqlText.of("case when ").add(condition).add(" then ("));
            insert(span.end(), CLOSE_GUARD, SqlText.of(")" + otherwise + " end"));
        }
    }

    /**
     * Writes a table's condition as a guard. Behind an outer join, where a row may be missing, H2 evaluates what it
     * joined on before; PostgreSQL and MariaDB may move a predicate to the table, so there the guard lets missing rows
     * pass. To a statement a row without any value in the mapped columns is the same as a missing one.
     */
    private Optional<SqlText> guardBy(Guard guard) {
        if (!guard.nullSupplied()) {
            return condition(guard.table());
        }
        return switch (statement.dialect()) {
            case H2 -> Optional.empty();
            case POSTGRESQL ->
                condition(guard.table())
                        .map(rows -> SqlText.of("(")
                                .add(rows)
                                .add(" or (" + guard.table().reference() + ".*) is null)"));
            case MARIADB ->
                condition(guard.table())
                        .map(rows -> SqlText.of("(").add(rows).add(" or (" + allNull(guard.table()) + "))"));
        };
    }

    private String allNull(GuardedTable table) {
        return table.labels().columns().stream()
                .map(column -> table.reference() + "." + conditions.name(column.name()) + " is null")
                .collect(Collectors.joining(" and "));
    }

    /** Writes the condition on a table's rows; empty if all may be used. */
    private Optional<SqlText> condition(GuardedTable table) {
        Condition rows = plan(table).rows();
        return rows instanceof Condition.Always
                ? Optional.empty()
                : Optional.of(rowByRow(conditions.forRow(rows, table.labels(), table.reference())));
    }

    /**
     * Has a condition evaluated for each row as its table is read, where that matters; otherwise a database may join the
     * tables of the condition later. MariaDB would keep the locks of rows that find no partner. MariaDB and PostgreSQL may
     * sort a table's rows before, and so fail on what hidden ones are to be sorted by.
     */
    private SqlText rowByRow(SqlText condition) {
        return switch (statement.dialect()) {
            case H2 -> condition;
            case POSTGRESQL -> statement.sortsByWhatCanFail() ? asTest(condition) : condition;
            case MARIADB -> statement.sortsByWhatCanFail() || locks() ? asTest(condition) : condition;
        };
    }

    private boolean locks() {
        return statement.kind() != Kind.SELECT
                || LOCKING.matcher(statement.text()).find();
    }

    /** Neither database makes a join of what is tested so. */
    private static SqlText asTest(SqlText condition) {
        return SqlText.of("(").add(condition).add(") is true");
    }

    private void column(ColumnUse use) {
        if (use.change()) {
            refuseToMoveWhatIsShown(use.table(), use.label());
        }
        ColumnAccess access = plan(use.table()).access(use.label());
        if (access instanceof ColumnAccess.Show) {
            return;
        }
        refuseInChange(use.table(), use.label(), use.span());
        if (TokenSites.isToken(use.label(), access)) {
            tokens.add(use, access);
            token(use.table(), use.label(), access);
            return;
        }
        if (use.grouping() && access instanceof ColumnAccess.ShowWhere) {
            throw new CpniStatementRefusedException("the accessor sees the column '"
                    + use.label().name() + "' of '" + use.table().labels().table()
                    + "' in some rows only, so that it cannot be grouped by, or ordered by with DISTINCT");
        }
        SqlText shown = show(use.table(), use.label(), use.name().in(statement.text()), access);
        use.outputName().ifPresent(name -> shown.add(" as " + name));
        replace(use.span(), shown);
    }

    /**
     * Refuses to change, in rows that are there, what decides how they are shown, by somebody who sees some of their columns
     * in some rows only: the change would show a column that was masked.
     */
    private void refuseToMoveWhatIsShown(GuardedTable table, ColumnLabel label) {
        boolean decides = label.role() != ColumnRole.NONE
                || NewKeys.isKey(table, DeclaredName.of(label.name()).folded());
        if (decides && table.operations().contains(Operation.UPDATE) && showsSomeInSomeRowsOnly(table)) {
            throw new CpniStatementRefusedException("the column '" + label.name() + "' of '"
                    + table.labels().table()
                    + "' decides which columns are shown, and the accessor sees some of them in"
                    + " some rows only; leave it as it is");
        }
    }

    private boolean showsSomeInSomeRowsOnly(GuardedTable table) {
        return table.labels().columns().stream()
                .anyMatch(column -> plan(table).access(column) instanceof ColumnAccess.ShowWhere);
    }

    /** Refuses a masked column in a change; what the change returns stands outside of it, and may be shown masked. */
    private void refuseInChange(GuardedTable table, ColumnLabel label, Span span) {
        boolean returned = statement
                .returning()
                .filter(place -> place.start() <= span.start() && span.end() <= place.end())
                .isPresent();
        if (statement.kind() != Kind.SELECT && !returned) {
            throw new CpniStatementRefusedException("a statement that changes rows mentions the column '" + label.name()
                    + "' of '" + table.labels().table() + "', which the accessor sees masked; leave the column out");
        }
    }

    private SqlText show(GuardedTable table, ColumnLabel label, String name, ColumnAccess access) {
        String column = table.reference() + "." + name;
        if (access instanceof ColumnAccess.Masked masked) {
            return SqlText.of("(" + MaskWriter.masked(label, masked.style(), column, statement.dialect()) + ")");
        }
        if (access instanceof ColumnAccess.ShowWhere where) {
            return SqlText.of("(case when ")
                    .add(conditions.forRow(where.condition(), table.labels(), table.reference()))
                    .add(" then " + column + " else "
                            + MaskWriter.masked(label, where.style(), column, statement.dialect()) + " end)");
        }
        return SqlText.of(column);
    }

    /** Leaves a column as it is, for the result set to show tokens; the row itself says whether it is to. */
    private void token(GuardedTable table, ColumnLabel label, ColumnAccess access) {
        if (!hasTokenKey) {
            throw TokenSites.withoutKey(table, label);
        }
        if (access instanceof ColumnAccess.ShowWhere where) {
            hiddenFlags.add(SqlText.of("case when ")
                    .add(conditions.forRow(where.condition(), table.labels(), table.reference()))
                    .add(" then 1 else 0 end"));
        }
    }

    private void star(AnalyzedStatement.StarUse star) {
        SqlText expanded = new SqlText();
        String separator = "";
        int offset = 0;
        boolean placed = true;
        for (AnalyzedStatement.StarPart part : star.parts()) {
            if (part.table().isEmpty()) {
                expanded.add(separator + part.reference() + ".*");
                separator = ", ";
                placed = false;
                continue;
            }
            GuardedTable table = part.table().get();
            for (ColumnLabel label : table.labels().columns()) {
                ColumnAccess access = plan(table).access(label);
                String name = conditions.name(label.name());
                if (!(access instanceof ColumnAccess.Show)) {
                    refuseInChange(table, label, star.span());
                }
                expanded.add(separator);
                if (TokenSites.isToken(label, access)) {
                    if (!placed) {
                        throw TokenSites.behindStar(table, label);
                    }
                    tokens.add(star, offset, table, label, access);
                    token(table, label, access);
                    expanded.add(table.reference() + "." + name);
                } else {
                    expanded.add(show(table, label, name, access))
                            .add(access instanceof ColumnAccess.Show ? "" : " as " + name);
                }
                offset++;
                separator = ", ";
            }
            separator = ", ";
        }
        replace(star.span(), expanded);
    }

    /** Writes the columns of a table as the accessor sees them, under their names. */
    private SqlText columns(GuardedTable table, Span span) {
        SqlText text = new SqlText();
        for (ColumnLabel label : table.labels().columns()) {
            ColumnAccess access = plan(table).access(label);
            String name = conditions.name(label.name());
            if (!(access instanceof ColumnAccess.Show)) {
                refuseInChange(table, label, span);
            }
            if (TokenSites.isToken(label, access)) {
                throw TokenSites.refused(table, label);
            }
            text.add(text.isEmpty() ? "" : ", ")
                    .add(show(table, label, name, access))
                    .add(access instanceof ColumnAccess.Show ? "" : " as " + name);
        }
        return text;
    }

    /**
     * Puts a query in the place of a table. At its end is a barrier: no database moves a condition past it, so that
     * whatever is calculated outside is calculated on visible rows.
     */
    private void derived(AnalyzedStatement.DerivedTable derived) {
        GuardedTable table = derived.table();
        SqlText text = SqlText.of("(select ")
                .add(columns(table, derived.span()))
                .add(" from " + derived.name().in(statement.text()) + " " + table.reference());
        condition(table)
                .ifPresent(rows ->
                        text.add(" where ").add(rows).add(statement.dialect().barrier()));
        replace(derived.span(), text.add(") " + table.reference()));
    }

    /**
     * Lets only groups be told in which there are enough customers, also of those whose value counts in what is told: a sum
     * over a large group is one customer's if the others' values are null.
     */
    private void groups(AnalyzedStatement.Grouping grouping) {
        SqlText large = new SqlText();
        for (TablePlan plan : plans) {
            plan.smallestGroup().ifPresent(smallest -> {
                if (grouping.tellsMore().isPresent()) {
                    throw new IllegalStateException("a statement that tells more than of groups has come this far");
                }
                large.addAnd(customers(plan.table(), Optional.empty(), smallest));
                grouping.arguments().stream()
                        .filter(argument ->
                                argument.table().map(plan.table()::equals).orElse(true))
                        .map(argument -> argument.span().in(statement.text()))
                        .distinct()
                        .forEach(value -> large.addAnd(customers(plan.table(), Optional.of(value), smallest)));
            });
        }
        if (large.isEmpty()) {
            return;
        }
        if (grouping.having().isPresent()) {
            Span having = grouping.having().get();
            insert(having.start(), OPEN_SITE, large.add(" and ("));
            insert(having.end(), CLOSE_SITE, SqlText.of(")"));
        } else {
            insert(grouping.end(), ADD_GROUPS, SqlText.of(" having ").add(large));
        }
    }

    private SqlText customers(GuardedTable table, Optional<String> withValue, int smallest) {
        SqlText key = conditions.key(table.labels(), table.reference());
        SqlText counted = withValue.isEmpty()
                ? key
                : SqlText.of("case when " + withValue.get() + " is not null then ")
                        .add(key)
                        .add(" end");
        return SqlText.of("count(distinct ").add(counted).add(") >= " + smallest);
    }

    private void keys(AnalyzedStatement.KeySite site) {
        for (GuardedTable table : site.tables()) {
            if (!showsKey(table)) {
                continue;
            }
            insert(
                    site.position(),
                    ADD_KEYS,
                    SqlText.of(", ").add(key(table, site)).add(" as cpni_k" + hiddenKeys.size()));
            hiddenKeys.add(table);
        }
        for (int i = 0; i < hiddenFlags.size(); i++) {
            insert(
                    site.position(),
                    ADD_KEYS,
                    SqlText.of(", ").add(hiddenFlags.get(i)).add(" as cpni_t" + i));
        }
    }

    /** Writes a table's customer key, with a join if the statement has a place for one and the database gains by it. */
    private SqlText key(GuardedTable table, AnalyzedStatement.KeySite site) {
        if (site.joinAt().isEmpty()
                || table.labels().customerKey().hops().isEmpty()
                || !statement.dialect().prefersJoins()) {
            return conditions.key(table.labels(), table.reference());
        }
        String alias = "cpni_j" + hiddenKeys.size();
        insert(site.joinAt().get(), ADD_JOIN, conditions.keyJoin(table.labels(), table.reference(), alias));
        return SqlText.of(alias + ".cpni_k");
    }

    /** Tells whether the start of the customer key can be had where the table stands: a query in its place may mask it. */
    private boolean showsKey(GuardedTable table) {
        return statement.derivedTables().stream()
                        .noneMatch(derived -> derived.table().equals(table))
                || table.labels()
                        .column(table.labels().customerKey().column())
                        .filter(label -> plan(table).access(label) instanceof ColumnAccess.Show)
                        .isPresent();
    }

    private Optional<RewrittenStatement.NewKeyCheck> newKeyCheck() {
        if (statement.insert().isEmpty()) {
            return Optional.empty();
        }
        GuardedTable table = statement.insert().get().table();
        Condition condition = plan(table).newRows();
        if (condition instanceof Condition.Always) {
            return Optional.empty();
        }
        List<Integer> keys = new ArrayList<>();
        for (NewKey key : statement.insert().get().keys()) {
            if (key instanceof NewKey.OfParameter parameter) {
                keys.add(parameter.index());
            } else if (key instanceof NewKey.OfColumn column) {
                checkInPlace(column, condition, table);
            } else {
                throw new CpniStatementRefusedException("a row of '"
                        + table.labels().table() + "' is written under a condition on its customer, so its column '"
                        + table.labels().customerKey().column()
                        + "' must be given as a parameter, or as a qualified column of a query without DISTINCT,"
                        + " grouping or limit");
            }
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        SqlText text =
                SqlText.of("select 1 where ").add(conditions.forNewKey(condition, table.labels(), boundKey(table)));
        return Optional.of(new RewrittenStatement.NewKeyCheck(
                text.text(), text.parameters(), keys, keyFamily(table), statement.dialect()));
    }

    private void checkInPlace(NewKey.OfColumn key, Condition condition, GuardedTable table) {
        checksKeys = true;
        SqlText holds = conditions.forNewKey(condition, table.labels(), SqlText.of(key.qualified()));
        insert(key.span().start(), OPEN_GUARD, KeyCheck.before(holds, statement.dialect()));
        insert(key.span().end(), CLOSE_GUARD, KeyCheck.after());
    }

    /**
     * Has ON DUPLICATE KEY UPDATE fail where the row that is there does not meet its condition. The server evaluates what
     * is set from left to right, so that the first value is looked at before any other, and while the row is as it was. To
     * leave the row as it is by setting each column to itself instead would not do: a value that meets a parameter in a
     * CASE is converted, and may come back as another one.
     */
    private void rowInTheWay(AnalyzedStatement.RowInTheWay row) {
        if (row.firstValue().isEmpty()) {
            return;
        }
        Optional<SqlText> condition = condition(row.table());
        if (condition.isEmpty()) {
            return;
        }
        Span first = row.firstValue().get().span();
        if (first.in(statement.text()).equalsIgnoreCase("default")) {
            throw new CpniStatementRefusedException("under a condition on its rows the first column of '"
                    + row.table().labels().table()
                    + "' that ON DUPLICATE KEY UPDATE sets is given a value, not DEFAULT;"
                    + " begin with another column");
        }
        checksKeys = true;
        insert(first.start(), OPEN_GUARD, KeyCheck.before(condition.get(), statement.dialect()));
        insert(first.end(), CLOSE_GUARD, KeyCheck.after());
    }

    private SqlText boundKey(GuardedTable table) {
        return SqlText.of("cast(").bind(new BoundValue.NewKey()).add(" as " + castType(table) + ")");
    }

    private static ValueFamily keyFamily(GuardedTable table) {
        return table.labels()
                .column(table.labels().customerKey().column())
                .map(ColumnLabel::family)
                .orElse(ValueFamily.OTHER);
    }

    private String castType(GuardedTable table) {
        boolean mariaDb = statement.dialect() == SqlDialect.MARIADB;
        return switch (keyFamily(table)) {
            case NUMBER -> mariaDb ? "signed" : "bigint";
            case UUID -> "uuid";
            case TEXT -> mariaDb ? "char" : "varchar";
            case TEMPORAL, BOOLEAN, BINARY, OTHER ->
                throw new CpniStatementRefusedException("the customer key of '"
                        + table.labels().table() + "' has a type that the gate cannot check before writing");
        };
    }

    private void replace(Span span, SqlText with) {
        edits.add(new Edit(span.start(), span.end(), REPLACE, with));
    }

    private void insert(int position, int rank, SqlText text) {
        edits.add(new Edit(position, position, rank, text));
    }

    private SqlText apply() {
        // The sort is stable: insertions of one rank at one place keep their order.
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::rank));
        SqlText result = new SqlText();
        Markers markers = new Markers();
        int at = 0;
        for (Edit edit : edits) {
            if (edit.start() < at) {
                throw new IllegalStateException("two changes of a statement overlap");
            }
            String before = statement.text().substring(at, edit.start());
            result.apartFrom(before).addCallers(before, markers.between(at, edit.start()));
            result.apartFrom(edit.with().text()).add(edit.with());
            markers.skip(edit.start(), edit.end());
            at = edit.end();
        }
        String rest = statement.text().substring(at);
        return result.apartFrom(rest)
                .addCallers(rest, markers.between(at, statement.text().length()));
    }

    /** Counts the caller's parameter markers while the text is copied; a replaced piece never holds one. */
    private final class Markers {

        private final List<Integer> positions = statement.markers();
        private int next;

        List<BoundValue> between(int from, int to) {
            List<BoundValue> found = new ArrayList<>();
            while (next < positions.size() && positions.get(next) < to) {
                if (positions.get(next) < from) {
                    throw new IllegalStateException("a parameter marker was lost");
                }
                found.add(new BoundValue.Callers(next++));
            }
            return found;
        }

        void skip(int from, int to) {
            if (next < positions.size() && positions.get(next) >= from && positions.get(next) < to) {
                throw new IllegalStateException("a parameter marker was replaced");
            }
        }
    }
}

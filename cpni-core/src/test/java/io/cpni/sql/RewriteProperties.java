package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalScopes;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.Atom;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.label.ColumnLabel;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.sql.AnalyzedStatement.ColumnUse;
import io.cpni.sql.AnalyzedStatement.Site;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must be so of every text that anybody sends: it is refused, and in no other way than by the exception for it, or
 * what becomes of it is the same each time, can be read again, and holds no mention of a labelled table without the
 * condition beside it and none of a masked column without the mask around it.
 *
 * <p>The condition and the masks are recognised by their text: no statement of a caller can hold it, because names that
 * begin with {@code cpni_} are refused.
 */
final class RewriteProperties {

    /** A property that does not hold. */
    static final class Broken extends AssertionError {

        private static final long serialVersionUID = 1L;

        Broken(String what, String sql, @Nullable Throwable cause) {
            super(what + "\n  " + sql, cause);
        }
    }

    private static final Condition ASSIGNED = new Condition.Is(new Atom.Assigned(), Set.of(true));
    private static final Pattern WHOLE_ROW_IS_NULL = Pattern.compile("\\(([A-Za-z_0-9]+|\"[^\"]+\")\\.\\*\\) is null");
    private static final Pattern PARENTHESES_OF_JOIN = Pattern.compile("\\( ?\\(select");
    private static final Pattern RELATION_LIKE_A_WORD = Pattern.compile("(?i)\\b(next|cast|exists)\\.");
    private static final Set<String> BEFORE_RELATION = Set.of("from", "join", "into", "update", "using");

    private final SqlDialect dialect;
    private final ConditionWriter conditions;
    private int notLookedAt;
    private final RelationCatalog catalog = catalog(false);
    private final RelationCatalog withFacts = catalog(true);

    RewriteProperties(SqlDialect dialect) {
        this.dialect = dialect;
        this.conditions =
                new ConditionWriter(FactRelations.standard(), ApprovalScopes.none(), dialect, CustomerKeyType.BIGINT);
    }

    /** The tables of the tests, each with its customer key in a column of its own. */
    private static RelationCatalog catalog(boolean facts) {
        RelationCatalog.Builder catalog = RelationCatalog.builder();
        for (TableLabels table : Records.LABELLED) {
            catalog.labelled(new TableLabels(
                    table.table(),
                    table.categories(),
                    table.columns(),
                    CustomerKeyPath.direct(table.customerKey().column())));
        }
        catalog.plain("tariff", Map.of("prefix", ValueFamily.TEXT, "price", ValueFamily.NUMBER));
        if (facts) {
            catalog.plain("fact_assignment", Map.of());
        }
        return catalog.build();
    }

    /**
     * Checks a statement.
     *
     * @return what the server would get, or nothing if the statement is refused or touches no labelled table
     * @throws Broken if a property does not hold
     */
    Optional<String> check(String sql) {
        Optional<String> written = rewritten(sql);
        if (!written.equals(rewritten(sql))) {
            throw new Broken("not the same again", sql, null);
        }
        written.ifPresent(text -> checkWritten(sql, text));
        return written;
    }

    /** Returns how many statements were written in words that could not be looked at again. */
    int notLookedAt() {
        return notLookedAt;
    }

    private Optional<String> rewritten(String sql) {
        try {
            AnalyzedStatement statement = StatementAnalyzer.analyze(sql, dialect, catalog);
            if (!statement.touchesLabelledTables()) {
                RewrittenStatement.unchanged(statement);
                return Optional.empty();
            }
            List<TablePlan> plans =
                    statement.tables().stream().map(RewriteProperties::plan).toList();
            return Optional.of(StatementRewriter.rewrite(statement, plans, conditions, false)
                    .text());
        } catch (CpniStatementRefusedException refused) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            throw new Broken("neither passed nor refused", sql, e);
        }
    }

    /** The rows of assigned customers; of the calls, called numbers and notes are masked, places of some are. */
    private static TablePlan plan(GuardedTable table) {
        Map<Operation, AccessPlan> plans = new EnumMap<>(Operation.class);
        Map<String, ColumnAccess> columns = new HashMap<>();
        for (ColumnLabel column : table.labels().columns()) {
            columns.put(
                    column.name(),
                    switch (column.name()) {
                        case "callee" -> new ColumnAccess.Masked(MaskStyle.TELEPHONE_NUMBER);
                        case "note" -> new ColumnAccess.Masked(MaskStyle.BY_TYPE);
                        case "cell" -> new ColumnAccess.ShowWhere(ASSIGNED, MaskStyle.BY_TYPE);
                        default -> new ColumnAccess.Show();
                    });
        }
        for (Operation operation : table.operations()) {
            plans.put(
                    operation,
                    new AccessPlan(table.labels(), ASSIGNED, columns, List.of(), Set.of(), Optional.empty()));
        }
        return new TablePlan(table, plans, OptionalInt.empty());
    }

    private void checkWritten(String sql, String written) {
        try {
            SqlLexer.lex(written, dialect);
        } catch (CpniStatementRefusedException unreadable) {
            throw new Broken("cannot be read again: " + written, sql, unreadable);
        }
        // The same text with names that a statement may have; what comes of it is only looked at.
        String again = WHOLE_ROW_IS_NULL
                .matcher(written.replace("cpni_", "fact_"))
                .replaceAll(match -> "1 = 1" + " ".repeat(match.group().length() - 5));
        SqlLexer.Lexed lexed = SqlLexer.lex(again, dialect);
        Findings findings = new Findings();
        try {
            QueryAnalyzer queries = new QueryAnalyzer(
                    new Relations(withFacts, dialect, Optional.empty()),
                    findings,
                    new ExpressionJudge(dialect, findings));
            SqlStatement statement = SqlParser.parse(lexed, dialect);
            if (statement instanceof SqlStatement.Select select) {
                queries.query(select.query(), null, true);
            } else {
                new ChangeAnalyzer(queries, findings).analyze(statement);
            }
        } catch (CpniStatementRefusedException notUnderstood) {
            if (isMoreThanTheLanguage(again, String.valueOf(notUnderstood.getMessage()))) {
                notLookedAt++;
                return;
            }
            throw new Broken("cannot be understood again: " + written, sql, notUnderstood);
        }
        int mentions = mentions(lexed);
        if (mentions > findings.tables().size()) {
            throw new Broken(mentions + " labelled tables, of which not all were found: " + written, sql, null);
        }
        for (GuardedTable table : findings.tables()) {
            if (!hasCondition(lexed.text(), findings, table)) {
                throw new Broken("'" + table.reference() + "' has no condition: " + written, sql, null);
            }
        }
        for (ColumnUse use : findings.columns) {
            if (!isMasked(lexed.text(), use)) {
                throw new Broken("'" + use.label().name() + "' is not masked: " + written, sql, null);
            }
        }
    }

    /**
     * What the gate writes is more than its language has: a query in the parentheses of a join, guards where it would
     * want one itself, the columns of a relation that a caller calls {@code next} or {@code cast}.
     */
    private static boolean isMoreThanTheLanguage(String written, String refusal) {
        return isQueryInJoin(written)
                || refusal.contains("hidden rows")
                || RELATION_LIKE_A_WORD.matcher(written).find();
    }

    static boolean isQueryInJoin(String written) {
        return PARENTHESES_OF_JOIN.matcher(written).find();
    }

    /** Counts the places where a relation of a labelled name can stand, without regard to grammar. */
    private int mentions(SqlLexer.Lexed lexed) {
        int mentions = 0;
        for (int i = 1; i < lexed.tokens().size() - 1; i++) {
            Token token = lexed.tokens().get(i);
            if (token.isIdentifier()
                    && catalog.named(token.text()).stream().anyMatch(RelationCatalog.Labelled.class::isInstance)
                    && BEFORE_RELATION.contains(lexed.tokens().get(i - 1).folded())
                    && !lexed.tokens().get(i + 1).isSymbol(".")) {
                mentions++;
            }
        }
        return mentions;
    }

    private boolean hasCondition(String text, Findings findings, GuardedTable table) {
        if (table.operations().equals(Set.of(Operation.INSERT))) {
            return true; // New rows are checked by their key; GateWrites looks at that.
        }
        String condition = conditions
                .forRow(ASSIGNED, table.labels(), table.reference())
                .text()
                .replace("cpni_", "fact_");
        for (Site site : findings.sites) {
            if (site.tables().contains(table)
                    && site.existing().stream()
                            .map(conjunct -> conjunct.span().in(text))
                            .anyMatch(part -> part.equals(condition) || part.equals("(" + condition + ") is true"))) {
                return true;
            }
        }
        return false;
    }

    private boolean isMasked(String text, ColumnUse use) {
        MaskStyle style = switch (use.label().name()) {
            case "callee" -> MaskStyle.TELEPHONE_NUMBER;
            case "note" -> MaskStyle.BY_TYPE;
            default -> null;
        };
        if (style == null) {
            return true;
        }
        String mask = MaskWriter.masked(use.label(), style, use.span().in(text), dialect);
        for (int at = text.indexOf(mask); at >= 0; at = text.indexOf(mask, at + 1)) {
            if (at <= use.span().start() && use.span().end() <= at + mask.length()) {
                return true;
            }
        }
        return false;
    }
}

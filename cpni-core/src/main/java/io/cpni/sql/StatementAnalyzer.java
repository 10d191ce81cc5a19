package io.cpni.sql;

import io.cpni.sql.AnalyzedStatement.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Resolves the names of a statement and finds the places that the rewriter has to change.
 *
 * <p>Row conditions go where the table stands: in WHERE, or in the ON of the join on whose null-supplied side it is. An
 * expression that could fail on some value must not be evaluated on a row that a condition hides, because the failure
 * would tell something about the row; such expressions are found here, and refused where they cannot be guarded.
 */
final class StatementAnalyzer {

    private StatementAnalyzer() {}

    static AnalyzedStatement analyze(String sql, SqlDialect dialect, RelationCatalog catalog) {
        return analyze(sql, new Relations(catalog, dialect, Optional.empty()));
    }

    static AnalyzedStatement analyze(String sql, Relations relations) {
        SqlLexer.Lexed lexed = SqlLexer.lex(sql, relations.dialect());
        try {
            return analyze(lexed, relations);
        } catch (StackOverflowError e) {
            throw new CpniStatementRefusedException("the statement is nested too deeply; write it flatter");
        }
    }

    private static AnalyzedStatement analyze(SqlLexer.Lexed lexed, Relations relations) {
        SqlDialect dialect = relations.dialect();
        if (dialect == SqlDialect.MARIADB) {
            MariaDbForms.refuse(lexed.tokens());
        }
        SqlStatement statement = SqlParser.parse(lexed, dialect);
        Findings findings = new Findings();
        QueryAnalyzer queries = new QueryAnalyzer(relations, findings, new ExpressionJudge(dialect, findings));
        Kind kind = Kind.SELECT;
        Optional<AnalyzedStatement.Grouping> grouping = Optional.empty();
        if (statement instanceof SqlStatement.Select select) {
            NameScope scope = new NameScope(null);
            queries.top(select.query(), scope);
            grouping = Optional.of(AggregateForm.grouping(
                    select.query(), scope, lexed.text(), findings.tables().size()));
        } else if (!(statement instanceof SqlStatement.LockTimeout)) {
            kind = new ChangeAnalyzer(queries, findings).analyze(statement);
        }
        findings.throwRefusal();
        AnalyzedStatement analyzed = new AnalyzedStatement(
                lexed.text(),
                dialect,
                kind,
                lexed.markers(),
                List.copyOf(findings.tables()),
                findings.sites,
                findings.columns,
                findings.stars,
                findings.itemGuards,
                findings.derivedTables,
                findings.renamings,
                findings.keySite,
                findings.families,
                findings.insert,
                findings.returning,
                findings.rowInTheWay,
                grouping,
                findings.sortsByWhatCanFail);
        WrittenMasks.of(analyzed).refuseIn(lexed.tokens());
        return analyzed;
    }
}

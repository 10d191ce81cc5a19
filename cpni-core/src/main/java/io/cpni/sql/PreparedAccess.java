package io.cpni.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement that has passed the gate.
 *
 * @param statement what was found in it
 * @param plans the plans it was rewritten under; empty if it touches no labelled table
 * @param rewritten what the server gets
 */
record PreparedAccess(AnalyzedStatement statement, List<TablePlan> plans, RewrittenStatement rewritten) {

    /** Returns a schema tool's statement, which passes as it stands. */
    static PreparedAccess ofTool(SqlLexer.Lexed lexed, SqlDialect dialect) {
        AnalyzedStatement statement = new AnalyzedStatement(
                lexed.text(),
                dialect,
                AnalyzedStatement.Kind.SELECT,
                lexed.markers(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new PreparedAccess(statement, List.of(), RewrittenStatement.unchanged(statement));
    }

    boolean isGuarded() {
        return !plans.isEmpty();
    }
}

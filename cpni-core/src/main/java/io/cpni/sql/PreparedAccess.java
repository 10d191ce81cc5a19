package io.cpni.sql;

import io.cpni.decision.AccessPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement that has passed the gate. Nothing in it is one caller's or one moment's, so that it is kept and used again.
 *
 * @param statement what was found in it
 * @param plans the plans it was rewritten under, for each table and each thing done with it; empty if it touches no
 *     labelled table
 * @param tables what it does with each mention of a labelled table, under these plans
 * @param rewritten what the server gets
 */
record PreparedAccess(
        AnalyzedStatement statement, List<AccessPlan> plans, List<TableAccess> tables, RewrittenStatement rewritten) {

    /** Returns a statement that touches no labelled table. */
    static PreparedAccess unguarded(AnalyzedStatement statement, RewrittenStatement rewritten) {
        return new PreparedAccess(statement, List.of(), List.of(), rewritten);
    }

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
                Optional.empty(),
                false);
        return unguarded(statement, RewrittenStatement.unchanged(statement));
    }

    /** Tells whether plans are those it was rewritten under; the engine returns the same one as long as it holds. */
    @SuppressWarnings("ReferenceEquality") // identity is what makes the comparison cheap, and it is enough
    boolean isUnder(List<AccessPlan> others) {
        if (plans.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether no row of a labelled table is changed. */
    boolean isReading() {
        return tables.stream().allMatch(TableAccess::isReading);
    }

    boolean isGuarded() {
        return !plans.isEmpty();
    }
}

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
 * @param masks the masks that it may not write
 */
record PreparedAccess(
        AnalyzedStatement statement,
        List<AccessPlan> plans,
        List<TableAccess> tables,
        RewrittenStatement rewritten,
        WrittenMasks masks) {

    PreparedAccess(
            AnalyzedStatement statement,
            List<AccessPlan> plans,
            List<TableAccess> tables,
            RewrittenStatement rewritten) {
        this(statement, plans, tables, rewritten, WrittenMasks.of(statement));
    }

    /** Returns a statement that touches no labelled table. */
    static PreparedAccess unguarded(AnalyzedStatement statement, RewrittenStatement rewritten) {
        return new PreparedAccess(statement, List.of(), List.of(), rewritten);
    }

    /** Returns a statement that passes as it stands, and of which nothing is known but its words. */
    static PreparedAccess unread(SqlLexer.Lexed lexed, SqlDialect dialect) {
        AnalyzedStatement statement = new AnalyzedStatement(
                lexed.text(),
                dialect,
                AnalyzedStatement.Kind.UNREAD,
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

    /** Tells whether some of its rows do not tell whose they are, so that its record keeps text and values. */
    boolean hidesCustomers() {
        return !tables.stream().allMatch(TableAccess::namesCustomers);
    }

    boolean isGuarded() {
        return !plans.isEmpty();
    }

    /** Tells why the statement gives no generated keys: of changes only new rows do, which hold what the caller wrote. */
    Optional<String> whyKeysAreWithheld() {
        if (!isGuarded()) {
            return Optional.empty();
        }
        if (statement.kind() != AnalyzedStatement.Kind.INSERT) {
            return Optional.of("generated keys are returned for INSERT only, because for other changes they could show"
                    + " columns that the accessor may not see");
        }
        if (statement.mayGiveKeysOfRowsThatAreThere()) {
            return Optional.of("an INSERT with ON CONFLICT DO UPDATE, or on MariaDB with ON DUPLICATE KEY, gives no"
                    + " generated keys: they could be columns of a row that was there before; use RETURNING");
        }
        return statement.returnsChangedRows()
                ? Optional.of("an INSERT that returns its rows gives no generated keys beside")
                : Optional.empty();
    }
}

package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A statement as the server gets it.
 *
 * @param text the text
 * @param parameters what to bind, in order
 * @param callers how many parameters the caller binds
 * @param families the family that a caller's parameter must have
 * @param hiddenKeys for each key column added at the end, the table it belongs to
 * @param tokens the columns of the result that are shown as tokens
 * @param newKeyCheck what must hold before the statement is run, if it writes customer keys under a condition
 * @param checksKeys whether the statement fails by itself where it would write a customer key that does not meet one
 */
record RewrittenStatement(
        String text,
        List<BoundValue> parameters,
        int callers,
        Map<Integer, ValueFamily> families,
        List<GuardedTable> hiddenKeys,
        TokenColumns tokens,
        Optional<NewKeyCheck> newKeyCheck,
        boolean checksKeys) {

    /** Returns how many columns at the end of the result are not the caller's. */
    int hidden() {
        return hiddenKeys.size() + tokens.hidden();
    }

    /** Returns a statement as it stands. */
    static RewrittenStatement unchanged(AnalyzedStatement statement) {
        List<BoundValue> parameters = new ArrayList<>();
        for (int i = 0; i < statement.markers().size(); i++) {
            parameters.add(new BoundValue.Callers(i));
        }
        return new RewrittenStatement(
                statement.text(),
                List.copyOf(parameters),
                statement.markers().size(),
                Map.of(),
                List.of(),
                TokenColumns.none(),
                Optional.empty(),
                false);
    }

    /**
     * A query that returns a row if a new customer key meets the condition.
     *
     * @param text the query
     * @param parameters what to bind, in order
     * @param keys the keys to check: callers' parameters
     * @param family the family of the column they are for
     * @param dialect whose database will store them
     */
    record NewKeyCheck(
            String text, List<BoundValue> parameters, List<Integer> keys, ValueFamily family, SqlDialect dialect) {

        /**
         * Tells whether the server stores a key as the one that is checked. MariaDB rounds numbers and drops blanks at
         * the end of texts on the way into a column, so there only whole numbers, texts without such blanks and UUIDs
         * are sure to arrive.
         */
        boolean isStoredAsChecked(Object key) {
            if (dialect != SqlDialect.MARIADB) {
                return true;
            }
            return switch (family) {
                case NUMBER ->
                    key instanceof Long || key instanceof Integer || key instanceof Short || key instanceof Byte;
                case TEXT -> key instanceof String text && !text.endsWith(" ");
                case UUID -> key instanceof UUID;
                case TEMPORAL, BOOLEAN, BINARY, OTHER -> false;
            };
        }
    }
}

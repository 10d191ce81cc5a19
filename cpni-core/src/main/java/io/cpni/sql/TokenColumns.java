package io.cpni.sql;

import java.util.Map;
import java.util.Objects;

/**
 * The columns of a result that the gate shows as tokens, which no database can compute.
 *
 * @param flags for each such column, counted from 1, the number from 1 on of the hidden column that says with a 1 that the
 *     row shows the value itself; 0 if no row does
 * @param hidden how many such hidden columns stand at the end of the result, behind those of customer keys
 */
record TokenColumns(Map<Integer, Integer> flags, int hidden) {

    TokenColumns {
        flags = Map.copyOf(flags);
    }

    static TokenColumns none() {
        return new TokenColumns(Map.of(), 0);
    }

    boolean contains(int column) {
        // Asked for every value that is read, and hardly ever of a result that has any.
        return !flags.isEmpty() && flags.containsKey(column);
    }

    /** Returns the number of the hidden column that says whether a row shows the value; 0 if none does. */
    int flag(int column) {
        return Objects.requireNonNull(flags.get(column), "a column that is shown as tokens");
    }
}

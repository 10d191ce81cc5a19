package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.label.TableLabels;
import java.util.List;
import java.util.Set;

/**
 * One mention of a labelled table in a statement.
 *
 * @param index its number within the statement
 * @param labels the table
 * @param reference how columns refer to it, as written in the statement
 * @param operations what the statement does with its rows
 */
record GuardedTable(int index, TableLabels labels, String reference, Set<Operation> operations) {

    private static final List<Operation> CHANGES = List.of(Operation.DELETE, Operation.UPDATE, Operation.INSERT);

    /** Returns what the statement does foremost with the rows: the change, or else the reading. */
    Operation foremostOperation() {
        return CHANGES.stream().filter(operations::contains).findFirst().orElse(Operation.READ);
    }
}

package io.cpni.sql;

import io.cpni.accessor.Operation;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ValueFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the gate found in a statement, before it knows who asks.
 *
 * @param text the canonical text
 * @param dialect in whose SQL it is written
 * @param kind what the statement does
 * @param markers where the caller's parameter markers stand, in order
 * @param tables the mentions of labelled tables; empty if the statement touches none
 * @param sites the places where row conditions go
 * @param columns the mentions of labelled columns in values and predicates
 * @param stars the {@code *} items that stand for labelled columns
 * @param itemGuards select items that could fail on a hidden row
 * @param derivedTables the labelled tables that are read through a query of the gate's own
 * @param renamings names of common tables, and what the server gets to see instead
 * @param keySite where hidden customer keys can be added, if they can
 * @param families the family that a parameter must have because it meets stored values
 * @param insert the customer keys that the statement gives to new or changed rows of a labelled table
 * @param returning what a change returns of its rows
 * @param rowInTheWay what an INSERT of MariaDB's does with a labelled row that has the key of a new one
 * @param grouping of a query, how its outermost block groups
 * @param sortsByWhatCanFail whether rows are ordered, grouped or told apart by something that could fail on a hidden row
 */
record AnalyzedStatement(
        String text,
        SqlDialect dialect,
        Kind kind,
        List<Integer> markers,
        List<GuardedTable> tables,
        List<Site> sites,
        List<ColumnUse> columns,
        List<StarUse> stars,
        List<ItemGuard> itemGuards,
        List<DerivedTable> derivedTables,
        List<Renaming> renamings,
        Optional<KeySite> keySite,
        Map<Integer, ValueFamily> families,
        Optional<InsertedRows> insert,
        Optional<Span> returning,
        Optional<RowInTheWay> rowInTheWay,
        Optional<Grouping> grouping,
        boolean sortsByWhatCanFail) {

    enum Kind {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        MERGE,
        /** Passes without having been read. */
        UNREAD
    }

    boolean touchesLabelledTables() {
        return !tables.isEmpty();
    }

    /**
     * Tells whether the keys that an INSERT gives back could be those of rows that were there before: it changes these, or
     * leaves them as they are on MariaDB, which tells their keys all the same.
     */
    boolean mayGiveKeysOfRowsThatAreThere() {
        return rowInTheWay.isPresent()
                || tables.stream()
                        .anyMatch(table -> table.operations().contains(Operation.UPDATE)
                                || table.operations().contains(Operation.DELETE));
    }

    /** Tells whether running the statement changes rows and returns them. */
    boolean returnsChangedRows() {
        return returning.isPresent();
    }

    /**
     * A place for row conditions: a WHERE or ON that exists, or one that is to be added.
     *
     * @param tables whose conditions go here
     * @param existing the conjuncts that stand there; those that could fail on a hidden row are marked
     * @param span all of them
     * @param addAt where to add a clause if there is none
     */
    record Site(List<GuardedTable> tables, List<Conjunct> existing, Optional<Span> span, int addAt) {}

    /**
     * A part of an existing condition.
     *
     * @param span where it stands
     * @param guardedBy the tables whose conditions must hold before it is evaluated; empty if it cannot fail
     */
    record Conjunct(Span span, List<Guard> guardedBy) {}

    /**
     * A table whose condition must hold before an expression is evaluated.
     *
     * @param table the table
     * @param nullSupplied whether the expression stands where the table's row may be missing, behind an outer join
     */
    record Guard(GuardedTable table, boolean nullSupplied) {}

    /**
     * A mention of a labelled column.
     *
     * @param table the table
     * @param label the column
     * @param span where it stands, with its qualifier
     * @param name where its name alone stands
     * @param outputName the output name to keep if the mention is replaced; empty where it is not a bare select item
     * @param change whether the column is assigned or inserted
     * @param grouping whether the server must recognise the mention as equal to one elsewhere, as in GROUP BY
     */
    record ColumnUse(
            GuardedTable table,
            ColumnLabel label,
            Span span,
            Span name,
            Optional<String> outputName,
            boolean change,
            boolean grouping) {}

    /** A {@code *} and what it stands for, in order: labelled tables and the references of other relations. */
    record StarUse(Span span, List<StarPart> parts) {}

    /** What a {@code *} stands for: one relation's columns. */
    record StarPart(Optional<GuardedTable> table, String reference) {}

    /** A select item of an inner query that could fail on a hidden row. */
    record ItemGuard(Span span, List<Guard> guardedBy) {}

    /**
     * A labelled table in a join that has no clause for its condition, such as a FULL JOIN: condition and masks go into a
     * query that stands in the table's place.
     *
     * @param table the table
     * @param span where it stands, with its alias
     * @param name where its name stands
     */
    record DerivedTable(GuardedTable table, Span span, Span name) {}

    /** A name that the server gets to see as another one. */
    record Renaming(Span span, String with) {}

    /**
     * The end of the select list of a plain top-level query, or of what a change returns.
     *
     * @param position where it is
     * @param tables the tables whose keys can be added there
     * @param nullSupplied those whose row may be missing in a row of the result, behind an outer join
     * @param list the select list
     * @param joinAt where another relation can be joined to all others; empty if there is no such place
     */
    record KeySite(
            int position,
            List<GuardedTable> tables,
            Set<GuardedTable> nullSupplied,
            SelectList list,
            Optional<Integer> joinAt) {}

    /**
     * What becomes of a row that has the key of a new one, under ON DUPLICATE KEY UPDATE.
     *
     * @param table whose row it is
     * @param firstValue what its first column is set to: there the row's condition is checked, before anything else is
     *     evaluated; empty if the row is left as it is
     */
    record RowInTheWay(GuardedTable table, Optional<Expression> firstValue) {}

    /** The starts of the customer key that the statement gives to inserted or changed rows. */
    record InsertedRows(GuardedTable table, List<NewKey> keys) {}

    /**
     * How a query groups.
     *
     * @param tellsMore what it tells beside large groups; empty if nothing
     * @param end where a HAVING clause can be added
     * @param having the HAVING clause that stands there
     * @param arguments the columns that are summed up or counted
     */
    record Grouping(Optional<String> tellsMore, int end, Optional<Span> having, List<Argument> arguments) {}

    /**
     * A column that is summed up or counted.
     *
     * @param table whose it is, where that is a labelled table
     * @param span where it stands
     */
    record Argument(Optional<GuardedTable> table, Span span) {}
}

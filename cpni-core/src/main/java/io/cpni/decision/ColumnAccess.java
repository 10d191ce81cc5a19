package io.cpni.decision;

import io.cpni.label.MaskStyle;

/** Says how one column of the visible rows is shown. */
public sealed interface ColumnAccess {

    /** As it is. */
    record Show() implements ColumnAccess {}

    /**
     * Masked in every row.
     *
     * @param style how
     */
    record Masked(MaskStyle style) implements ColumnAccess {}

    /**
     * As it is where a condition holds, masked elsewhere.
     *
     * @param condition where it is shown
     * @param style how it is masked elsewhere
     */
    record ShowWhere(Condition condition, MaskStyle style) implements ColumnAccess {}
}

package io.cpni.sql;

import java.time.Instant;

/** A parameter of a rewritten statement: one the caller binds, or one the gate binds when the statement is executed. */
sealed interface BoundValue {

    /** The caller's parameter, counted from 0. */
    record Callers(int index) implements BoundValue {}

    /** The id of the accessor. */
    record AccessorName() implements BoundValue {}

    /** The customer whom the accessor is. */
    record AccessorCustomer() implements BoundValue {}

    /** The customer whom the context's circumstances are about. */
    record SubjectCustomer() implements BoundValue {}

    /** A text of the plan. */
    record Text(String value) implements BoundValue {}

    /** An instant of the plan. */
    record At(Instant value) implements BoundValue {}

    /** The instant of the execution. */
    record Now() implements BoundValue {}

    /** The customer key of a new row, where a condition is checked before the row is written. */
    record NewKey() implements BoundValue {}
}

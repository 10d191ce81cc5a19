package io.cpni.sql;

import java.util.List;
import java.util.Optional;

/** A statement that the gate speaks. */
sealed interface SqlStatement {

    /** SELECT, VALUES or WITH … SELECT. */
    record Select(Query query) implements SqlStatement {}

    /**
     * SET LOCAL lock_timeout, the one setting that statements may change: until when their transaction waits for a
     * lock.
     */
    record LockTimeout() implements SqlStatement {}

    /** INSERT of rows or of a query's rows. */
    record Insert(FromItem.Named target, List<Token> columns, Query source) implements SqlStatement {}

    /** UPDATE; {@code fromEnd} is where a WHERE clause can be added. */
    record Update(
            FromItem.Named target,
            List<Assignment> assignments,
            List<FromItem> from,
            int fromEnd,
            Optional<Expression> where)
            implements SqlStatement {}

    /** DELETE. */
    record Delete(FromItem.Named target, int targetEnd, Optional<Expression> where) implements SqlStatement {}

    /** MERGE. */
    record Merge(FromItem.Named target, FromItem source, Expression on, List<MergeWhen> whens)
            implements SqlStatement {}

    /** One column set to a value. */
    record Assignment(Expression.Column column, Expression value) {}

    /** One WHEN clause of a MERGE. */
    record MergeWhen(
            Action action,
            boolean matched,
            Optional<Expression> condition,
            List<Assignment> assignments,
            List<Token> insertColumns,
            List<Expression> insertValues) {
        enum Action {
            UPDATE,
            DELETE,
            INSERT
        }
    }
}

package io.cpni.sql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
    record Insert(
            FromItem.Named target,
            List<Token> columns,
            Query source,
            Optional<Conflict> conflict,
            Optional<Returning> returning)
            implements SqlStatement {}

    /** UPDATE; {@code fromEnd} is where a WHERE clause can be added. */
    record Update(
            FromItem.Named target,
            List<Assignment> assignments,
            List<FromItem> from,
            int fromEnd,
            Optional<Expression> where,
            Optional<Returning> returning)
            implements SqlStatement {}

    /** DELETE; {@code usingEnd} is where a WHERE clause can be added. */
    record Delete(
            FromItem.Named target,
            List<FromItem> using,
            int usingEnd,
            Optional<Expression> where,
            Optional<Returning> returning)
            implements SqlStatement {}

    /** MERGE. */
    record Merge(FromItem.Named target, FromItem source, Expression on, List<MergeWhen> whens)
            implements SqlStatement {}

    /**
     * What becomes of a row that is there already.
     *
     * @param columns by which it is found; empty for any that are unique. On MariaDB, which looks for any, those that are
     *     set to themselves to leave it as it is
     * @param update how it is changed; empty if it is left as it is
     */
    record Conflict(List<Token> columns, Optional<ConflictUpdate> update) {}

    /** DO UPDATE; {@code end} is where a WHERE clause can be added. */
    record ConflictUpdate(List<Assignment> assignments, int end, Optional<Expression> where) {}

    /**
     * What comes back of each changed row.
     *
     * @param unnamedAt where the rows would be given a name, if they have none by themselves: behind H2's FINAL TABLE
     */
    record Returning(List<Query.Item> items, Span span, OptionalInt unnamedAt) {}

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

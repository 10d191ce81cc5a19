package io.cpni.approval;

import io.cpni.jdbc.SqlInstants;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of the table {@code cpni_approval_event}: what its columns hold; those without a value are null. */
final class ApprovalEventRow {

    private final Map<ApprovalEventColumn, Object> values = new EnumMap<>(ApprovalEventColumn.class);

    ApprovalEventRow with(ApprovalEventColumn column, Object value) {
        values.put(column, value);
        return this;
    }

    ApprovalEventRow with(ApprovalEventColumn column, Optional<?> value) {
        value.ifPresent(present -> values.put(column, present));
        return this;
    }

    /** Binds the columns and the key to {@link ApprovalEventColumn#INSERT}. */
    void bind(PreparedStatement statement, Object customerKey, int seq) throws SQLException {
        int index = 0;
        for (ApprovalEventColumn column : ApprovalEventColumn.values()) {
            index++;
            bind(statement, index, column, values.get(column));
        }
        statement.setObject(index + 1, customerKey);
        statement.setInt(index + 2, seq);
    }

    private static void bind(PreparedStatement statement, int index, ApprovalEventColumn column, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(
                    index,
                    switch (column.type()) {
                        case TEXT -> Types.VARCHAR;
                        case NUMBER -> Types.INTEGER;
                        case TRUTH -> Types.BOOLEAN;
                        case INSTANT -> Types.TIMESTAMP_WITH_TIMEZONE;
                    });
        } else if (value instanceof Instant instant) {
            SqlInstants.set(statement, index, instant);
        } else {
            statement.setObject(index, value);
        }
    }

    /** Reads the row at hand of {@link ApprovalEventColumn#SELECT}. */
    static ApprovalEventRow read(ResultSet rows) throws SQLException {
        ApprovalEventRow row = new ApprovalEventRow();
        for (ApprovalEventColumn column : ApprovalEventColumn.values()) {
            row.with(column, Optional.ofNullable(value(rows, column)));
        }
        return row;
    }

    private static @Nullable Object value(ResultSet rows, ApprovalEventColumn column) throws SQLException {
        String name = column.sqlName();
        return switch (column.type()) {
            case TEXT -> rows.getString(name);
            case NUMBER -> rows.getObject(name, Integer.class);
            case TRUTH -> rows.getObject(name, Boolean.class);
            case INSTANT -> SqlInstants.find(rows, rows.findColumn(name)).orElse(null);
        };
    }

    /**
     * Returns the value of a column that this kind of event needs.
     *
     * @throws IllegalArgumentException if there is none
     */
    <T> T get(ApprovalEventColumn column, Class<T> type) {
        return find(column, type)
                .orElseThrow(() -> new IllegalArgumentException(column.sqlName() + " of an event is missing"));
    }

    String text(ApprovalEventColumn column) {
        return get(column, String.class);
    }

    <T> Optional<T> find(ApprovalEventColumn column, Class<T> type) {
        return Optional.ofNullable(values.get(column)).map(type::cast);
    }
}

package io.cpni.examples.voip.sql;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a query found as JSON shows it: numbers as they are, dates and times in ISO form, bytes in Base64, all else
 * as text.
 */
final class SqlRows {

    /** How many rows are given. */
    static final int MOST = 1_000;

    /** How many characters of text are given; a row that begins within them is given whole. */
    private static final int MOST_TEXT = 4_000_000;

    private final ResultSet rows;
    private final ResultSetMetaData metaData;
    private final int width;
    private long text;

    SqlRows(ResultSet rows) throws SQLException {
        this.rows = rows;
        this.metaData = rows.getMetaData();
        this.width = metaData.getColumnCount();
    }

    SqlAnswer.Found read(List<SqlAnswer.AppliedTo> rules) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= width; column++) {
            columns.add(metaData.getColumnLabel(column));
        }
        List<List<@Nullable Object>> found = new ArrayList<>();
        boolean truncated = false;
        while (!truncated && rows.next()) {
            truncated = found.size() == MOST || text > MOST_TEXT;
            if (!truncated) {
                found.add(row());
            }
        }
        return new SqlAnswer.Found(columns, found, truncated, rules);
    }

    private List<@Nullable Object> row() throws SQLException {
        List<@Nullable Object> row = new ArrayList<>(width);
        for (int column = 1; column <= width; column++) {
            Object value = value(column);
            if (value instanceof String string) {
                text += string.length();
            }
            row.add(rows.wasNull() ? null : value);
        }
        return row;
    }

    private @Nullable Object value(int column) throws SQLException {
        return switch (metaData.getColumnType(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> rows.getLong(column);
            case Types.NUMERIC, Types.DECIMAL -> rows.getBigDecimal(column);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> rows.getDouble(column);
            case Types.BOOLEAN, Types.BIT -> rows.getBoolean(column);
            case Types.DATE -> iso(rows.getObject(column, LocalDate.class), ISO_LOCAL_DATE);
            case Types.TIME -> iso(rows.getObject(column, LocalTime.class), ISO_LOCAL_TIME);
            case Types.TIMESTAMP -> iso(rows.getObject(column, LocalDateTime.class), ISO_LOCAL_DATE_TIME);
            case Types.TIMESTAMP_WITH_TIMEZONE -> iso(rows.getObject(column, OffsetDateTime.class), ISO_INSTANT);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> base64(rows.getBytes(column));
            default -> rows.getString(column);
        };
    }

    private static @Nullable String iso(@Nullable TemporalAccessor moment, DateTimeFormatter form) {
        return moment == null ? null : form.format(moment);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}

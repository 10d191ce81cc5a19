package io.cpni.sql;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes bound values as SQL literals, to be kept encrypted with the record of a statement that cannot name its customers.
 * What only the driver may read, because it can be read once, is named and not read; long values are cut.
 */
final class SqlLiteral {

    /** A little more than a record keeps of one value, so that the record marks what was cut. */
    private static final int LONGEST = 1_001;

    private static final int BYTES = LONGEST / 2;
    private static final String STREAM = "<stream>";

    /** Packages of the drivers, whose own types of value write themselves as the database reads them. */
    private static final String[] DRIVERS = {"org.postgresql.", "org.h2.", "org.mariadb."};

    private SqlLiteral() {}

    /** A value that is a literal already: what it was made of may be gone, or changed, when it is asked for. */
    record Written(String text) {}

    /** Returns what stands for a value that is not to be read. */
    static @Nullable Object unread(@Nullable Object value) {
        return value == null ? null : new Written(STREAM);
    }

    /** Returns a value in a form that stays as it is. */
    static @Nullable Object lasting(@Nullable Object value) {
        return value != null
                        && (value instanceof java.sql.Array || value.getClass().isArray())
                ? new Written(of(value))
                : Copies.of(value);
    }

    static String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Written written) {
            return written.text();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof CharSequence text) {
            return quoted(text);
        }
        if (value instanceof Character || value instanceof UUID || value instanceof java.net.URL) {
            return quoted(value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return quoted(constant.name());
        }
        if (value instanceof byte[] bytes) {
            return "X'" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, BYTES))
                    + (bytes.length > BYTES ? "" : "'");
        }
        return isUnreadable(value) ? STREAM : ofTimeOrOther(value);
    }

    private static boolean isUnreadable(Object value) {
        return value instanceof InputStream
                || value instanceof Reader
                || value instanceof Blob
                || value instanceof Clob
                || value instanceof SQLXML
                || value instanceof Ref
                || value instanceof RowId;
    }

    @SuppressWarnings("JavaUtilDate") // JDBC speaks Date
    private static String ofTimeOrOther(Object value) {
        if (value instanceof Date || value instanceof LocalDate) {
            return "DATE '" + value + "'";
        }
        if (value instanceof Time || value instanceof LocalTime) {
            return "TIME '" + value + "'";
        }
        if (value instanceof OffsetTime) {
            return "TIME WITH TIME ZONE '" + value + "'";
        }
        if (value instanceof Timestamp || value instanceof LocalDateTime) {
            return "TIMESTAMP '" + value.toString().replace('T', ' ') + "'";
        }
        if (value instanceof Instant || value instanceof OffsetDateTime) {
            return "TIMESTAMP WITH TIME ZONE '" + value.toString().replace('T', ' ') + "'";
        }
        if (value instanceof ZonedDateTime zoned) {
            return ofTimeOrOther(zoned.toOffsetDateTime());
        }
        if (value instanceof Calendar calendar) {
            return ofTimeOrOther(calendar.toInstant());
        }
        if (value instanceof java.util.Date date) {
            return ofTimeOrOther(Instant.ofEpochMilli(date.getTime()));
        }
        return value instanceof java.sql.Array array ? array(array) : ofOther(value);
    }

    private static String array(java.sql.Array array) {
        try {
            Object elements = array.getArray();
            return elements == null ? "NULL" : ofOther(elements);
        } catch (SQLException freed) {
            return "<array>";
        }
    }

    private static String ofOther(Object value) {
        if (value.getClass().isArray()) {
            return elements(value);
        }
        String type = value.getClass().getName();
        for (String driver : DRIVERS) {
            if (type.startsWith(driver)) {
                return quoted(value.toString());
            }
        }
        return "<" + type + ">";
    }

    private static String elements(Object array) {
        StringBuilder text = new StringBuilder("ARRAY[");
        int length = Array.getLength(array);
        for (int i = 0; i < length && text.length() < LONGEST; i++) {
            text.append(i == 0 ? "" : ", ").append(of(Array.get(array, i)));
        }
        return text.append(text.length() < LONGEST ? "]" : "").toString();
    }

    /** A text that is cut lacks its closing quote, and what is too long the record cuts once more, with a mark. */
    private static String quoted(CharSequence text) {
        boolean cut = text.length() > LONGEST;
        String kept = (cut ? text.subSequence(0, LONGEST) : text).toString();
        return "'" + kept.replace("'", "''") + (cut ? "" : "'");
    }
}

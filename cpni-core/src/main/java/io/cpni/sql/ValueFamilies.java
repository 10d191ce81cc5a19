package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.sql.Array;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the family of a bound value; null for a null, which fits everywhere. */
final class ValueFamilies {

    private ValueFamilies() {}

    static @Nullable ValueFamily of(@Nullable Object value) throws SQLException {
        if (value == null) {
            return null;
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return ValueFamily.TEXT;
        }
        if (value instanceof Number) {
            return ValueFamily.NUMBER;
        }
        if (value instanceof Boolean) {
            return ValueFamily.BOOLEAN;
        }
        if (value instanceof Temporal || value instanceof Date || value instanceof Calendar) {
            return ValueFamily.TEMPORAL;
        }
        if (value instanceof UUID) {
            return ValueFamily.UUID;
        }
        if (value instanceof Array array) {
            return ofElements(array);
        }
        if (value instanceof Object[] elements) {
            return ofElements(elements);
        }
        return value instanceof byte[] ? ValueFamily.BINARY : ValueFamily.OTHER;
    }

    private static @Nullable ValueFamily ofElements(Object[] elements) throws SQLException {
        ValueFamily common = null;
        for (Object element : elements) {
            ValueFamily family = of(element);
            if (family != null && common != null && family != common) {
                return ValueFamily.OTHER;
            }
            common = family == null ? common : family;
        }
        return common;
    }

    /** Returns the family of a value that the driver turns into a type, one of {@link Types}. */
    static @Nullable ValueFamily of(@Nullable Object value, int type) {
        if (value == null) {
            return null;
        }
        return value instanceof UUID && type == Types.OTHER ? ValueFamily.UUID : ofType(type);
    }

    static @Nullable ValueFamily of(@Nullable Object value, SQLType type) {
        Integer number = type instanceof JDBCType ? type.getVendorTypeNumber() : null;
        return of(value, number == null ? Types.OTHER : number);
    }

    /** Returns the family of an array's elements. */
    static @Nullable ValueFamily ofElements(@Nullable Array array) throws SQLException {
        return array == null ? null : ofType(array.getBaseType());
    }

    private static ValueFamily ofType(int type) {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                ValueFamily.TEXT;
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> ValueFamily.NUMBER;
            case Types.BIT, Types.BOOLEAN -> ValueFamily.BOOLEAN;
            case Types.DATE, Types.TIME, Types.TIMESTAMP, Types.TIME_WITH_TIMEZONE, Types.TIMESTAMP_WITH_TIMEZONE ->
                ValueFamily.TEMPORAL;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> ValueFamily.BINARY;
            default -> ValueFamily.OTHER;
        };
    }
}

package io.cpni.sql;

import java.util.Calendar;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Copies bound values that their owner could change before they are used. */
final class Copies {

    private Copies() {}

    @SuppressWarnings({"unchecked", "JavaUtilDate"}) // a clone is of the class of the original; JDBC speaks Date
    static <T> @Nullable T of(@Nullable T value) {
        if (value instanceof byte[] bytes) {
            return (T) bytes.clone();
        }
        if (value instanceof Date date) {
            return (T) date.clone();
        }
        return value instanceof Calendar calendar ? (T) calendar.clone() : value;
    }
}

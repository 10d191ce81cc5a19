package io.cpni.mask;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Cuts dates and timestamps down to the start of their month, as the gate does in SQL. */
final class TemporalMask {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    private static final Instant FIRST =
            LocalDate.of(FIRST_YEAR, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant AFTER_LAST =
            LocalDate.of(LAST_YEAR + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private TemporalMask() {}

    /**
     * Returns the start of the month of a value that has one, in UTC if it names an instant; null for any other, such as
     * a time of day, and for {@link java.util.Date} and its kin, which do not say whether they mean an instant.
     */
    static @Nullable Object startOfMonth(Object value) {
        if (value instanceof LocalDate date) {
            return isCovered(date) ? date.withDayOfMonth(1) : null;
        }
        if (value instanceof LocalDateTime reading) {
            return isCovered(reading.toLocalDate()) ? ofReading(reading) : null;
        }
        if (value instanceof Instant instant) {
            return isCovered(instant) ? ofInstant(instant).toInstant() : null;
        }
        if (value instanceof OffsetDateTime time) {
            return isCovered(time.toInstant()) ? ofInstant(time.toInstant()) : null;
        }
        if (value instanceof ZonedDateTime time) {
            return isCovered(time.toInstant()) ? ofInstant(time.toInstant()).toZonedDateTime() : null;
        }
        return null;
    }

    private static OffsetDateTime ofInstant(Instant instant) {
        return ofReading(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)).atOffset(ZoneOffset.UTC);
    }

    private static LocalDateTime ofReading(LocalDateTime reading) {
        return LocalDateTime.of(reading.toLocalDate().withDayOfMonth(1), LocalTime.MIDNIGHT);
    }

    private static boolean isCovered(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    private static boolean isCovered(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(AFTER_LAST);
    }

    /** Tells whether a value is the start of a month. */
    static boolean isStartOfMonth(Object value) {
        Object start = startOfMonth(value);
        if (start instanceof OffsetDateTime time) {
            return time.isEqual((OffsetDateTime) value);
        }
        if (start instanceof ZonedDateTime time) {
            return time.isEqual((ZonedDateTime) value);
        }
        return value.equals(start);
    }
}

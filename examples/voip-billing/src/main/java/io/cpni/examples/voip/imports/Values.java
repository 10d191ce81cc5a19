package io.cpni.examples.voip.imports;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads numbers and epoch times of a column; failures name the column and what was expected, never the value. */
final class Values {

    /** 2100-01-01 in epoch seconds: beyond it a number is something else, for instance milliseconds. */
    private static final long LATEST_EPOCH_SECOND = 4_102_444_800L;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    private Values() {}

    static String required(String column, @Nullable String value) throws RowException {
        String text = Texts.blankToNull(value);
        if (text == null) {
            throw new RowException("column " + column + ": a value is required");
        }
        return text;
    }

    /** Reads whole seconds; an empty value counts as zero, as switches leave it out when nothing was counted. */
    static Duration seconds(String column, @Nullable String value) throws RowException {
        String text = Texts.blankToNull(value);
        if (text == null) {
            return Duration.ZERO;
        }
        long seconds = wholeNumber(column, text);
        if (seconds > LATEST_EPOCH_SECOND) {
            throw new RowException("column " + column + ": expected a number of seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Reads epoch seconds; empty or 0 means never and gives null. */
    static @Nullable Instant epochSeconds(String column, @Nullable String value) throws RowException {
        String text = Texts.blankToNull(value);
        if (text == null) {
            return null;
        }
        long seconds = wholeNumber(column, text);
        if (seconds > LATEST_EPOCH_SECOND) {
            throw new RowException("column " + column + ": expected epoch seconds before the year 2100");
        }
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    /** Reads epoch microseconds; empty or 0 means never and gives null. */
    static @Nullable Instant epochMicros(String column, @Nullable String value) throws RowException {
        String text = Texts.blankToNull(value);
        if (text == null) {
            return null;
        }
        long micros = wholeNumber(column, text);
        if (micros / MICROS_PER_SECOND > LATEST_EPOCH_SECOND) {
            throw new RowException("column " + column + ": expected epoch microseconds before the year 2100");
        }
        return micros == 0
                ? null
                : Instant.ofEpochSecond(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * 1_000L);
    }

    static Instant present(String column, @Nullable Instant value) throws RowException {
        if (value == null) {
            throw new RowException("column " + column + ": a time is required");
        }
        return value;
    }

    static long wholeNumber(String column, String text) throws RowException {
        if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RowException("column " + column + ": expected a whole number that is not negative");
        }
        return Long.parseLong(text);
    }
}

package io.cpni.accessor;

import java.time.Instant;
import java.util.Objects;

/**
 * When records happened, half-open.
 *
 * @param from the first instant
 * @param until the first instant after it
 */
public record RecordPeriod(Instant from, Instant until) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the period is empty
     */
    public RecordPeriod {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("from of a period of records is not before its until");
        }
    }
}

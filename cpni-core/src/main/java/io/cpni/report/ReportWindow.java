package io.cpni.report;

import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditWindow;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * Says which part of a report to read: a period, and within it the lines after those that were read already. Instants are
 * those at which records were written.
 *
 * @param from the first instant of the period
 * @param to the first instant after it
 * @param size how many lines at most, from 1 to 1,000
 * @param after the last line read already; empty to begin with the newest
 */
public record ReportWindow(Instant from, Instant to, int size, Optional<Cursor> after) {

    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 1_000;

    /**
     * Marks a line of a report.
     *
     * @param at when the record was written by which the line was found
     * @param position where that record stands: the line's own, or that of its outcome
     */
    public record Cursor(Instant at, AuditPosition position) {

        private static final String SEPARATOR = "~";

        /** Checks the parts. */
        public Cursor {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(position, "position");
        }

        /**
         * Returns the cursor that {@link #token()} wrote.
         *
         * @throws IllegalArgumentException if the text is not such a token
         */
        public static Cursor ofToken(String token) {
            String[] parts = token.split(SEPARATOR, -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("a cursor has three parts");
            }
            try {
                return new Cursor(Instant.parse(parts[0]), new AuditPosition(parts[1], Long.parseLong(parts[2])));
            } catch (DateTimeParseException | NumberFormatException e) {
                throw new IllegalArgumentException("a cursor has an instant, a stream and a number", e);
            }
        }

        /** Returns the cursor as text that may stand in a URL as it is. */
        public String token() {
            return at + SEPARATOR + position.stream() + SEPARATOR + position.seq();
        }
    }

    /** Checks the parts. */
    public ReportWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must lie before to");
        }
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("size must lie between 1 and " + LARGEST_SIZE);
        }
        Objects.requireNonNull(after, "after");
    }

    /** Returns the newest 100 lines of a period. */
    public static ReportWindow between(Instant from, Instant to) {
        return new ReportWindow(from, to, USUAL_SIZE, Optional.empty());
    }

    /** Returns this window with another number of lines. */
    public ReportWindow size(int lines) {
        return new ReportWindow(from, to, lines, after);
    }

    /** Returns this window beginning after a line. */
    public ReportWindow after(Cursor cursor) {
        return new ReportWindow(from, to, size, Optional.of(cursor));
    }

    /** Returns the window in the log. */
    AuditWindow toAuditWindow() {
        return new AuditWindow(
                from, to, size, after.map(cursor -> new AuditWindow.Mark(cursor.at(), cursor.position())));
    }
}

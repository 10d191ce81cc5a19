package io.cpni.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Says which of the records that a query finds to read: those of a period, and within it those after the ones that were
 * read already. Instants are those at which records were written ({@link AuditRecord#loggedAt()}), because these never go
 * back along a stream, whatever the clocks of callers did.
 *
 * @param from the first instant of the period
 * @param to the first instant after it
 * @param size how many at most, from 1 to 1,000
 * @param after the last one read already; empty to begin with the newest
 */
public record AuditWindow(Instant from, Instant to, int size, Optional<Mark> after) {

    private static final int LARGEST_SIZE = 1_000;

    /**
     * Marks a place in the order of what is found.
     *
     * @param loggedAt when the record was written by which it was found
     * @param position where that stands
     */
    public record Mark(Instant loggedAt, AuditPosition position) {

        /** Checks the parts. */
        public Mark {
            Objects.requireNonNull(loggedAt, "loggedAt");
            Objects.requireNonNull(position, "position");
        }
    }

    /** Checks the parts. */
    public AuditWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must lie before to");
        }
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("size must lie between 1 and " + LARGEST_SIZE);
        }
        Objects.requireNonNull(after, "after");
    }

    /** Returns this window beginning after a mark. */
    public AuditWindow after(Mark mark) {
        return new AuditWindow(from, to, size, Optional.of(mark));
    }
}

package io.cpni.approval;

import java.time.Instant;

/** A value that holds from an instant up to, and without, another. */
record Span<V>(V value, Instant from, Instant to) {

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}

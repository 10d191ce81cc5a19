package io.cpni.report;

import java.time.Instant;

/** Checks instants on their way into a matter. */
final class MatterInstant {

    private static final Instant FIRST = Instant.parse("1996-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2201-01-01T00:00:00Z");

    private MatterInstant() {}

    static Instant check(String component, Instant value) {
        if (value.isBefore(FIRST) || !value.isBefore(AFTER_LAST)) {
            throw new IllegalArgumentException(
                    component + " lies before 1996, when the law began, or after 2200: check its unit and zone");
        }
        return value;
    }
}

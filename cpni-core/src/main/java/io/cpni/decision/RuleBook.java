package io.cpni.decision;

import java.time.Instant;

/** Knows for which time the rules are written. */
final class RuleBook {

    /** The Telecommunications Act of 1996 put section 222 into force. */
    private static final Instant FIRST = Instant.parse("1996-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private RuleBook() {}

    static void requireCovered(String component, Instant instant) {
        if (instant.isBefore(FIRST) || !instant.isBefore(LAST)) {
            throw new IllegalArgumentException(component + " of a decision lies outside the years 1996 to 2199");
        }
    }
}

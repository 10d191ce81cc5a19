package io.cpni.approval;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Checks instants on their way into the ledger and cuts them to the microsecond, as databases keep them. */
final class LedgerInstant {

    private static final Instant FIRST = Instant.parse("1996-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2201-01-01T00:00:00Z");

    private LedgerInstant() {}

    static Instant check(String component, Instant value) {
        Objects.requireNonNull(value, component);
        if (value.isBefore(FIRST) || !value.isBefore(AFTER_LAST)) {
            throw new IllegalArgumentException(
                    component + " lies before 1996, when the law began, or after 2200: check its unit and zone");
        }
        return value.truncatedTo(ChronoUnit.MICROS);
    }

    /** Checks the end, if any, of something that began at the given instant. */
    static Optional<Instant> checkEnd(String component, Instant begin, Optional<Instant> end) {
        Optional<Instant> checked = end.map(instant -> check(component, instant));
        if (checked.filter(instant -> instant.isBefore(begin)).isPresent()) {
            throw new IllegalArgumentException(component + " lies before its beginning");
        }
        return checked;
    }
}

package io.cpni.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the log writes them: microseconds since 1970, UTC. */
final class Micros {

    private static final long PER_SECOND = 1_000_000;
    private static final long NANOS = 1_000;

    /** The first and the last microsecond of the years 1 to 9999. */
    private static final long EARLIEST = of(Instant.parse("0001-01-01T00:00:00Z"));

    private static final long LATEST = of(Instant.parse("9999-12-31T23:59:59.999999Z"));

    private Micros() {}

    /**
     * Returns the microseconds of an instant, rounded down.
     *
     * @throws ArithmeticException for instants some 290,000 years away, as {@link Instant#MIN} is
     */
    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / NANOS);
    }

    /** Tells whether a number is an instant that a record can have. */
    static boolean isInstant(long micros) {
        return micros >= EARLIEST && micros <= LATEST;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

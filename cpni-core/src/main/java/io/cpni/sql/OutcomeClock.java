package io.cpni.sql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate's clock, which may fail when it is wrong, so that nothing is decided by it; what was released before must be
 * recorded all the same, and is, by the last instant that was right and the time that has passed since.
 *
 * <p>Safe for many threads.
 */
final class OutcomeClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeClock.class);

    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private volatile @Nullable Reading last;

    private record Reading(Instant instant, long nanos) {}

    OutcomeClock(Clock clock) {
        this.clock = clock;
    }

    /** Returns the instant to decide by; fails as the clock does. */
    @Override
    public Instant instant() {
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        Reading known = last;
        if (known == null || nanos - known.nanos() > REMEMBERED_NANOS || now.isBefore(known.instant())) {
            last = new Reading(now, nanos);
        }
        return now;
    }

    /** Returns the instant at which something ended that was released; never fails once an instant was decided by. */
    Instant ofOutcome() {
        try {
            return instant();
        } catch (RuntimeException wrong) {
            LOG.debug("The clock fails, so an outcome is recorded by the last instant that was right", wrong);
            Reading known = last;
            if (known == null) {
                throw wrong;
            }
            return known.instant().plusNanos(System.nanoTime() - known.nanos());
        }
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new OutcomeClock(clock.withZone(zone));
    }
}

package io.cpni.autoconfigure;

import io.cpni.customer.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * This machine's clock, as long as it is close enough to the database's: what is decided by a clock that is wrong is denied.
 *
 * <p>Safe for many threads.
 */
final class BoundedClock extends Clock {

    private final Clock clock;
    private volatile @Nullable ClockSkewException tooFar;

    BoundedClock(Clock clock) {
        this.clock = clock;
    }

    /** Takes what was measured: null where the clocks are close enough. */
    void measured(@Nullable ClockSkewException skew) {
        tooFar = skew;
    }

    @Override
    public Instant instant() {
        ClockSkewException skew = tooFar;
        if (skew != null) {
            throw new StoreUnavailableException(
                    "no instant to decide for: this machine's clock and the database's are too far apart", skew);
        }
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}

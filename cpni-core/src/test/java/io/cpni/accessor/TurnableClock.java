package io.cpni.accessor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is turned. */
public class TurnableClock extends Clock {

    private volatile Instant instant;

    /** Creates one that stands at an instant. */
    public TurnableClock(Instant start) {
        this.instant = start;
    }

    /** Turns it on, or back. */
    public void turn(Duration by) {
        instant = instant.plus(by);
    }

    @Override
    public Instant instant() {
        return instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}

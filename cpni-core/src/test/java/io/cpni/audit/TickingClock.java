package io.cpni.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is set, and goes on by a step whenever it is looked at. */
public class TickingClock extends Clock {

    private final AtomicReference<Instant> now;
    private final Duration step;

    public TickingClock(Instant first, Duration step) {
        this.now = new AtomicReference<>(first);
        this.step = step;
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.getAndUpdate(instant -> instant.plus(step));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tests tell time in UTC");
    }
}

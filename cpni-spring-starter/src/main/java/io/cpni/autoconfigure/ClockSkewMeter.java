package io.cpni.autoconfigure;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Measures at the start, and every minute after it, how far the clock that decides is from the database's. */
final class ClockSkewMeter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSkewMeter.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final DataSource raw;
    private final InstantSource clock;
    private final BoundedClock bounded;
    private final Duration atMost;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    ClockSkewMeter(DataSource raw, InstantSource clock, BoundedClock bounded, Duration atMost) {
        this.raw = raw;
        this.clock = clock;
        this.bounded = bounded;
        this.atMost = atMost;
    }

    /** Measures once; a start with clocks that are too far apart fails. */
    @Override
    public void start() {
        ClockSkewException tooFar = measure();
        if (tooFar != null) {
            throw tooFar;
        }
        ScheduledThreadPoolExecutor starting = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "cpni-clock-skew");
            thread.setDaemon(true);
            return thread;
        });
        // It runs until the executor is shut down; what goes wrong in a run is logged there.
        ScheduledFuture<?> unused = starting.scheduleWithFixedDelay(
                this::measure, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        executor = starting;
    }

    /** Measures, and has the clock tell the instant or refuse to. */
    @Nullable ClockSkewException measure() {
        ClockSkewException tooFar = null;
        try {
            Duration skew = DatabaseClock.skew(raw, clock);
            if (skew.compareTo(atMost) > 0) {
                tooFar = new ClockSkewException("the clocks of this machine and of the database's are at least "
                        + skew.toMillis() + " ms apart, more than the " + atMost.toMillis() + " ms that are allowed");
                LOG.error("No access is decided: {}", tooFar.getMessage());
            }
            bounded.measured(tooFar);
        } catch (SQLException e) {
            LOG.warn("The database's clock cannot be read; what was measured last holds", e);
        }
        return tooFar;
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor stopping = executor;
        if (stopping != null) {
            stopping.shutdownNow();
            executor = null;
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}

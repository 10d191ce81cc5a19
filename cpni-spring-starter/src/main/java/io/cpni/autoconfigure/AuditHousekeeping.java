package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.audit.AuditErasure;
import io.cpni.audit.AuditPurge;
import io.cpni.audit.PurgePlan;
import io.cpni.audit.StalePurgePlanException;
import io.cpni.purpose.Purpose;
import io.cpni.report.BusinessCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What the audit log needs done from time to time, on one thread: erasures that were interrupted are finished, at the start and
 * every half hour, and what other nodes wrote late of erased customers loses what it holds encrypted; and, where that is set,
 * records whose time has ended are purged once a day.
 */
final class AuditHousekeeping implements SmartLifecycle {

    /** Who purges, as the records of purges say. */
    static final String ACCESSOR = "cpni-retention";

    private static final Logger LOG = LoggerFactory.getLogger(AuditHousekeeping.class);
    private static final Duration FINISH_EVERY = Duration.ofMinutes(30);
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(10);

    private final AuditErasure erasure;
    private final AuditPurge purge;
    private final boolean isFinishing;
    private final Optional<LocalTime> purgeAt;
    private final Clock clock;
    private volatile @Nullable ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Future<?> first;

    /**
     * Prepares it.
     *
     * @param clock tells when it is time to purge
     */
    AuditHousekeeping(AuditErasure erasure, AuditPurge purge, CpniProperties.AuditRetention settings, Clock clock) {
        this.erasure = erasure;
        this.purge = purge;
        this.isFinishing = settings.finishErasures();
        this.purgeAt = settings.purgeAt();
        this.clock = clock;
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor starting = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread thread = new Thread(work, "cpni-audit-housekeeping");
                    thread.setDaemon(true);
                    return thread;
                },
                // What comes when it is being stopped is for the next start.
                new ThreadPoolExecutor.DiscardPolicy());
        if (isFinishing) {
            first = starting.submit(this::finishErasures);
            // It runs until the executor is shut down; what goes wrong in a run is logged there.
            ScheduledFuture<?> unused = starting.scheduleWithFixedDelay(
                    this::finishErasures, FINISH_EVERY.toMillis(), FINISH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        purgeAt.ifPresent(at -> schedulePurge(starting, at));
        executor = starting;
    }

    /** Finishes erasures. */
    void finishErasures() {
        try {
            int finished = erasure.finishInterrupted();
            if (finished > 0) {
                LOG.warn(
                        "Erasures of customers from the audit log were interrupted, and are finished now: {}",
                        finished);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "Erasures that were interrupted cannot be finished now; it is tried again in {} minutes",
                    FINISH_EVERY.toMinutes(),
                    e);
        }
    }

    private void schedulePurge(ScheduledThreadPoolExecutor running, LocalTime at) {
        Instant now = clock.instant();
        ScheduledFuture<?> unused = running.schedule(
                () -> {
                    purge();
                    schedulePurge(running, at);
                },
                Math.max(1, Duration.between(now, next(now, at)).toMillis()),
                TimeUnit.MILLISECONDS);
    }

    /** Returns when it is that time of the day next, where the days of retention are counted. */
    static Instant next(Instant now, LocalTime at) {
        ZonedDateTime today = now.atZone(BusinessCalendar.ZONE);
        Instant next =
                today.toLocalDate().atTime(at).atZone(BusinessCalendar.ZONE).toInstant();
        return next.isAfter(now)
                ? next
                : today.toLocalDate()
                        .plusDays(1)
                        .atTime(at)
                        .atZone(BusinessCalendar.ZONE)
                        .toInstant();
    }

    /** Says what would go, and then lets it go. */
    void purge() {
        try {
            PurgePlan plan = purge.plan();
            LOG.info("{}", plan.print());
            if (!plan.isEmpty()) {
                long removed = purge.run(plan, context());
                LOG.info("Records of the audit log purged as planned: {}", removed);
            }
        } catch (StalePurgePlanException e) {
            LOG.info("The purge of the audit log stops until its next time: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Records of the audit log whose time has ended cannot be purged", e);
        }
    }

    private AccessContext context() {
        return AccessContext.of(
                        new Accessor(ACCESSOR, Set.of(), Optional.empty(), Optional.empty(), false), Purpose.AUDIT)
                .justification("cpni.audit.retention.purge")
                .build();
    }

    /** Returns the first look for erasures; empty if nobody looks. */
    Optional<Future<?>> first() {
        return Optional.ofNullable(first);
    }

    /** Lets what is at work come to its end, for an interrupt in the midst of I/O breaks databases in files. */
    @Override
    public void stop() {
        ScheduledThreadPoolExecutor stopping = executor;
        if (stopping != null) {
            stopping.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            stopping.shutdown();
            try {
                if (!stopping.awaitTermination(STOP_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn(
                            "The audit log's housekeeping is still at work; what it leaves is done after the next start");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            executor = null;
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }
}

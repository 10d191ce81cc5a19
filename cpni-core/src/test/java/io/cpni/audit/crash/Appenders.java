package io.cpni.audit.crash;

import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.AuditUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Sixteen threads that append as fast as they can, and say of each append that it returned. */
final class Appenders implements AutoCloseable {

    static final int THREADS = 16;

    /** So that a log that is down is not asked a hundred thousand times a second. */
    private static final Duration AFTER_A_DENIAL = Duration.ofMillis(5);

    private final AuditLog log;
    private final String run;
    private final Consumer<Confirmed> confirmed;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger denied = new AtomicInteger();
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private Appenders(AuditLog log, String run, Consumer<Confirmed> confirmed) {
        this.log = log;
        this.run = run;
        this.confirmed = confirmed;
    }

    /**
     * Starts them.
     *
     * @param run begins every correlation, and is no other run's
     * @param confirmed is told of each append after it has returned, by many threads
     */
    static Appenders start(AuditLog log, String run, Consumer<Confirmed> confirmed) {
        Appenders appenders = new Appenders(log, run, confirmed);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> appenders.work(number), "appender-" + run + "-" + i);
            thread.setDaemon(true);
            appenders.threads.add(thread);
        }
        appenders.threads.forEach(Thread::start);
        return appenders;
    }

    /** Returns how many appends were denied. */
    int denied() {
        return denied.get();
    }

    /** Returns what appenders were told when they were denied. */
    Set<String> reasons() {
        return Set.copyOf(reasons);
    }

    private void work(int thread) {
        for (int i = 0; !stopped; i++) {
            String correlation = run + "-" + thread + "-" + i;
            try {
                doPiece(i % 4, correlation);
            } catch (AuditUnavailableException e) {
                denied.incrementAndGet();
                reasons.add(String.valueOf(e.getMessage()));
                LockSupport.parkNanos(AFTER_A_DENIAL.toNanos());
            }
        }
    }

    /** A denial; an access whose outcome nobody waits for, as the gate's; one that is waited for, as a guarded method's. */
    private void doPiece(int piece, String correlation) {
        if (piece == 0) {
            confirm(AuditKind.DENIAL, log.append(Work.denial(correlation)), correlation);
            return;
        }
        AuditEntry access = Work.access(correlation);
        AuditPosition intent = log.submit(access).await();
        confirm(AuditKind.ACCESS, intent, correlation);
        AuditEntry outcome = Work.outcome(correlation, intent);
        if (piece == 1) {
            confirm(AuditKind.OUTCOME, log.append(outcome), correlation);
        } else {
            log.amend(outcome);
        }
    }

    private void confirm(AuditKind kind, AuditPosition position, String correlation) {
        confirmed.accept(new Confirmed(kind, position.seq(), correlation));
    }

    /** Lets each thread end its piece of work, and waits for that. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

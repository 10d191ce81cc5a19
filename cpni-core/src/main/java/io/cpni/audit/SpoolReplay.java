package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the entries of a spool into their stream, one after the other in their order, once the store is back. One thread
 * does that.
 *
 * <p>An entry whose append failed may be in the store nevertheless. So the log is opened anew after each failure, and the
 * store asked where its stream ends: there, or one further, and in no other case does replay go on.
 */
final class SpoolReplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolReplay.class);

    private static final long CLOSE_MILLIS = 10_000;

    private final SpoolFile file;
    private final SpoolStream target;
    private final String stream;
    private final SpoolListener listener;
    private final Duration retryEvery;
    private final Runnable onEmptied;
    private final Thread thread;
    private volatile @Nullable AuditLog log;
    private boolean closing;
    private volatile boolean stopped;

    SpoolReplay(
            SpoolFile file,
            SpoolStream target,
            String stream,
            SpoolListener listener,
            Duration retryEvery,
            Runnable onEmptied) {
        this.file = file;
        this.target = target;
        this.stream = stream;
        this.listener = listener;
        this.retryEvery = retryEvery;
        this.onEmptied = onEmptied;
        this.thread = new Thread(this::run, "cpni-audit-replay-" + stream);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Lets the log of the spool's stream, if it is open, meet a customer anew. */
    void forget(CustomerId customer) {
        AuditLog open = log;
        if (open != null) {
            open.forget(customer);
        }
    }

    /** Tells whether a place was lost, so that nothing more can be promised. */
    boolean isStopped() {
        return stopped;
    }

    /** Says that there is something to replay. */
    synchronized void wakeUp() {
        notifyAll();
    }

    /** Waits until all is replayed; returns whether it is. */
    synchronized boolean awaitEmpty(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!file.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || stopped) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void run() {
        try {
            while (awaitWork()) {
                if (!replayNext()) {
                    pause();
                }
            }
        } catch (InterruptedException e) {
            LOG.error("The thread that replays the spool of audit stream {} was interrupted; it is kept", stream, e);
        } finally {
            closeLog();
        }
    }

    private synchronized boolean awaitWork() throws InterruptedException {
        while (!closing && (stopped || file.isEmpty())) {
            wait();
        }
        return !closing;
    }

    private synchronized void pause() throws InterruptedException {
        long deadline = System.nanoTime() + retryEvery.toNanos();
        for (long left = retryEvery.toMillis();
                left > 0 && !closing;
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
            wait(left);
        }
    }

    /** Returns whether to go on at once. */
    private boolean replayNext() {
        try {
            Optional<SpoolFile.Spooled> next = file.peek();
            if (next.isEmpty()) {
                wakeUp();
                return true;
            }
            replay(next.get());
            return true;
        } catch (IOException | RuntimeException e) {
            closeLog();
            LOG.warn("The spool of audit stream {} cannot be replayed yet: {}", stream, e.toString());
            LOG.debug("Why it cannot be replayed yet", e);
            return false;
        }
    }

    private void replay(SpoolFile.Spooled next) throws IOException {
        AuditPosition promised = next.position();
        AuditLog open = log;
        if (open == null) {
            long end = target.next();
            if (end == promised.seq() + 1) {
                // It was confirmed, and nobody lived to note that.
                replayed(promised);
                return;
            }
            if (end != promised.seq()) {
                stop(promised, new AuditPosition(stream, end));
                return;
            }
            open = target.open();
            log = open;
        }
        AuditPosition stands = open.append(next.entry());
        if (stands.equals(promised)) {
            replayed(promised);
        } else {
            stop(promised, stands);
        }
    }

    private void replayed(AuditPosition position) throws IOException {
        boolean emptied = file.replayed(position.seq());
        tell(() -> listener.replayed(position));
        if (emptied) {
            onEmptied.run();
            LOG.warn("The spool of audit stream {} is replayed and removed", stream);
            tell(() -> listener.emptied(stream));
            wakeUp();
        }
    }

    private void stop(AuditPosition promised, AuditPosition found) {
        stopped = true;
        closeLog();
        LOG.error(
                "The next entry of the spool belongs to {}, but its place in the store is {}: somebody else writes that"
                        + " stream, or records of it were removed. Replay has stopped, the file is kept, and nothing more is"
                        + " spooled. Let an AuditVerifier look at the stream",
                promised,
                found);
        tell(() -> listener.stopped(stream));
        wakeUp();
    }

    /** Tells a listener, whose failure is its own. */
    static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.error("A listener of the audit spool failed", e);
        }
    }

    private void closeLog() {
        AuditLog open = log;
        log = null;
        if (open instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("The log of audit stream {} was not closed in good order", stream, e);
            }
        }
    }

    /** Ends the thread after the entry that it is at. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!file.isEmpty()) {
            LOG.warn("Entries of audit stream {} stay in their spool and are replayed when it is opened again", stream);
        }
    }
}

package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the entries of a spool into their stream, in their order, once the store is back. One thread does that.
 *
 * <p>Entries go in groups that share a commit, all or none. A group whose append failed may be in the store nevertheless. So
 * the log is opened anew after each failure, and the store asked where its stream ends: where the group begins, or behind it,
 * and in no other case does replay go on.
 *
 * <p>An entry that the store does not take is kept aside, and a placeholder appended in its place. So is one that fails for a
 * minute although the store answers; that it takes the placeholder shows that the entry was to blame.
 */
final class SpoolReplay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolReplay.class);

    private static final long CLOSE_MILLIS = 10_000;

    /** How many entries a commit takes at most, and how many customers. */
    private static final int LARGEST_GROUP = 500;

    /** After how many failures of one entry a placeholder is tried; with the usual pause, after a minute. */
    static final int MOST_ATTEMPTS = 60;

    private final SpoolFile file;
    private final SpoolStream target;
    private final String stream;
    private final SpoolListener listener;
    private final Duration retryEvery;
    private final Runnable onEmptied;
    private final Thread thread;
    private volatile @Nullable AuditLog log;

    /** The replaying thread's own. */
    private int nextGroup = LARGEST_GROUP;

    /** How often the next entry has failed by itself, and why it did at last. */
    private int attempts;

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
            List<SpoolFile.Spooled> next = file.peek(nextGroup, LARGEST_GROUP);
            if (next.isEmpty()) {
                wakeUp();
                return true;
            }
            replay(next);
            return true;
        } catch (IOException | RuntimeException e) {
            closeLog();
            LOG.warn("The spool of audit stream {} cannot be replayed yet: {}", stream, e.toString());
            LOG.debug("Why it cannot be replayed yet", e);
            return false;
        }
    }

    private void replay(List<SpoolFile.Spooled> next) throws IOException {
        AuditPosition promised = next.get(0).position();
        AuditLog open = log;
        if (open == null) {
            long end = target.next();
            if (end == promised.seq() + 1 || (end > promised.seq() && end == file.attempted())) {
                // It was confirmed, and nobody lived to note that.
                replayed(promised.seq(), end - 1);
                return;
            }
            if (end != promised.seq()) {
                stop(promised, new AuditPosition(stream, end));
                return;
            }
            open = target.open();
            log = open;
        }
        if (attempts >= MOST_ATTEMPTS) {
            attempts = 0;
            appendOrSetAside(open, next.get(0));
            return;
        }
        try {
            append(open, next);
        } catch (AuditUnavailableException e) {
            boolean isRefused = e.kind() == AuditUnavailableException.Kind.REFUSED;
            if (isRefused && nextGroup == 1) {
                setAside(open, next.get(0), e);
                return;
            }
            // One of a group may be to blame; the others share commits again once it is found.
            attempts = nextGroup == 1 ? attempts + 1 : 0;
            nextGroup = 1;
            if (!isRefused) {
                throw e;
            }
        }
    }

    /** Tries it once more, because the store may have come back; if it fails, a placeholder must not, at the same moment. */
    private void appendOrSetAside(AuditLog open, SpoolFile.Spooled hopeless) throws IOException {
        try {
            append(open, List.of(hopeless));
        } catch (AuditUnavailableException e) {
            // Opened anew, the log cannot write what failed at the placeholder's place.
            closeLog();
            if (target.next() != hopeless.position().seq()) {
                throw e;
            }
            AuditLog anew = target.open();
            log = anew;
            setAside(anew, hopeless, e);
        }
    }

    private void append(AuditLog open, List<SpoolFile.Spooled> next) throws IOException {
        AuditPosition promised = next.get(0).position();
        // Others cannot say that they take all or none.
        List<SpoolFile.Spooled> group = open instanceof JdbcAuditLog ? next : next.subList(0, 1);
        AuditPosition stands;
        if (group.size() > 1 && open instanceof JdbcAuditLog jdbc) {
            file.attempt(promised.seq() + group.size());
            stands = jdbc.appendAll(group.stream().map(SpoolFile.Spooled::entry).toList());
        } else {
            stands = open.append(group.get(0).entry());
        }
        if (stands.equals(promised)) {
            replayed(promised.seq(), promised.seq() + group.size() - 1);
        } else {
            stop(promised, stands);
        }
    }

    /** Has a placeholder stand where the store takes the entry never, whose place was promised like those behind it. */
    private void setAside(AuditLog open, SpoolFile.Spooled entry, AuditUnavailableException refusal)
            throws IOException {
        AuditPosition promised = entry.position();
        Path kept = file.keepRefused(promised.seq());
        AuditPosition stands = open.append(SpoolPlaceholder.ofRefused(entry.entry(), kept));
        if (!stands.equals(promised)) {
            stop(promised, stands);
            return;
        }
        LOG.error(
                "The store does not take the record that was spooled for {}. It is kept in {}, and the log says so at its"
                        + " place",
                promised,
                kept,
                refusal);
        tell(() -> listener.setAside(promised));
        replayed(promised.seq(), promised.seq());
    }

    private void replayed(long from, long to) throws IOException {
        boolean emptied = file.replayed(to);
        attempts = 0;
        nextGroup = Math.min(LARGEST_GROUP, 2 * nextGroup);
        for (long seq = from; seq <= to; seq++) {
            AuditPosition position = new AuditPosition(stream, seq);
            tell(() -> listener.replayed(position));
        }
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

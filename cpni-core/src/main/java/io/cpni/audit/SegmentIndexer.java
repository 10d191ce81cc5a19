package io.cpni.audit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index of the audit log up to date, on a thread of its own behind whoever writes.
 *
 * <p>It looks once a second for segments that have become whole, in the streams of all nodes, so that those of a node that
 * is gone are indexed too. While more than half of the log's queue is taken it rests. It borrows a connection of the data
 * source for each segment. When the database fails it tries again.
 */
public final class SegmentIndexer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentIndexer.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = 10_000;

    private final AuditIndex index;
    private final BooleanSupplier isBusy;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Whether the last look failed; the indexer's own thread's. */
    private boolean isFailing;

    private SegmentIndexer(DataSource own, BooleanSupplier isBusy) {
        this.index = AuditIndex.over(own);
        this.isBusy = Objects.requireNonNull(isBusy, "isBusy");
        this.thread = new Thread(this::run, "cpni-audit-index");
        this.thread.setDaemon(true);
    }

    /**
     * Starts one behind a log.
     *
     * @param own connections of the log's own, not the application's
     * @param log the log of this node, to which it gives way
     */
    public static SegmentIndexer behind(JdbcAuditLog log, DataSource own) {
        SegmentIndexer indexer = new SegmentIndexer(own, log::isBusy);
        indexer.thread.start();
        return indexer;
    }

    private void run() {
        try {
            int indexed;
            do {
                indexed = look();
            } while (!closed.await(indexed > 0 ? 0 : EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread: an interrupt in the midst of I/O breaks file-based databases.
            LOG.error("The thread that indexes the audit log was interrupted; searching gets slower from now on", e);
        }
    }

    /** Indexes one segment at most: whoever reads a report waits for the connection no longer than that. */
    private int look() {
        try {
            int indexed = index.complete(1, this::mustStop);
            isFailing = false;
            return indexed;
        } catch (RuntimeException e) {
            if (!isFailing) {
                LOG.warn("The audit log is not indexed for now, so searching it gets slower", e);
            }
            isFailing = true;
            return 0;
        }
    }

    private boolean mustStop() {
        return closed.getCount() == 0 || isBusy.getAsBoolean();
    }

    /** Stops after the segment at hand, for which it waits up to 10 seconds. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

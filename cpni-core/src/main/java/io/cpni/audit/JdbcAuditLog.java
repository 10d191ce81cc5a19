package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.merkle.TreeFrontier;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records in a database, as leaves of a Merkle tree (RFC 6962).
 *
 * <p>How an append goes:
 *
 * <ol>
 *   <li>The caller puts its entry into a bounded queue and waits.
 *   <li>One thread takes what has gathered, numbers the records, lets the tree grow by them, inserts them and commits once for all: the
 *       more callers wait, the more share a commit. Outcomes for which nobody waits stay until somebody does, but no longer
 *       than 10 milliseconds, so that they share a commit too.
 *   <li>Each caller gets the place of its record. If the limit passes first (5 seconds if not configured) the caller gets
 *       an {@link AuditUnavailableException} and must deny; its record may still become durable, as a release that never
 *       happened.
 * </ol>
 *
 * <p>Each node writes a stream of its own, and one log at a time writes a stream. A second writer cannot fork the tree:
 * the database refuses the place that is taken, and whoever comes second is told. When the database fails, appends fail;
 * the next append after it is back works again. Outcomes for which nobody waits are kept meanwhile, as many as the queue
 * holds, and tried again every second; those beyond are lost, which the log says at level ERROR.
 * Closing writes what is queued.
 *
 * <p>The data source leads to connections of the log's own, of which it keeps one: give it one of its own, not the
 * application's pool, and let no leak detection look at it. How durable a commit is, is the database's to say. On
 * PostgreSQL a session whose {@code synchronous_commit} is off is switched on; on an H2 file set {@code WRITE_DELAY=0}.
 *
 * <p>Safe for many threads.
 */
public final class JdbcAuditLog implements AuditLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcAuditLog.class);

    /** How many records and customers one commit takes at most, unless a single entry has more. */
    private static final int LARGEST_BATCH = 2_000;

    /** How long the database may be silent before a connection counts as lost, at least: less would end good ones. */
    private static final long SHORTEST_SILENCE_MILLIS = 2_000;

    /** Which part of a caller's wait that is otherwise: what is left is for another attempt on a new connection. */
    private static final double SILENCE_PART = 0.6;

    /** An entry that names more customers than this has them numbered first, so many at a time, between the commits of others. */
    private static final int CUSTOMERS_AT_ONCE = 500;

    private static final long CLOSE_MILLIS = 10_000;

    /** How long an outcome for which nobody waits may stay, in the hope that an entry comes which is waited for. */
    private static final long PATIENCE_MILLIS = 10;

    /** After how long an outcome is lost that fails for its own sake. */
    private static final long GIVEN_UP_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** After how many failures one by one the rest of a batch is not tried. */
    private static final int FAILURES_IN_A_ROW = 3;

    private static final String FAILED_FOR = "writing to audit stream '";

    /** How often outcomes are tried again that could not be written. */
    private static final long RETRY_MILLIS = 1_000;

    /**
     * Entries that are written one behind the other or not at all, nearly always one, and what their caller waits for if it
     * does: where the first stands. One without entries wakes the writer, which tells when all that came before is written.
     */
    private record Pending(
            List<Prepared> records, CompletableFuture<Optional<AuditPosition>> written, boolean isAwaited, long since) {

        Pending(List<Prepared> records, boolean isAwaited) {
            this(records, new CompletableFuture<>(), isAwaited, System.nanoTime());
        }

        /** Tells whether to write it. An access whose caller has given up was denied; recording it would mislead. */
        boolean isWanted() {
            return !(written.isDone()
                    && records.stream().anyMatch(record -> record.entry().kind().releases()));
        }

        /** Tells whether refusing it would keep nothing from happening. */
        boolean hasHappened() {
            return records.stream()
                    .allMatch(record -> TreeWriter.hasHappened(record.entry().kind()));
        }

        int weight() {
            return records.stream()
                    .mapToInt(record -> JdbcAuditLog.weight(record.entry()))
                    .sum();
        }

        void fail(AuditUnavailableException e) {
            written.completeExceptionally(e);
        }

        /** Tells whoever waits for all that came before an empty entry. */
        void reached() {
            if (records.isEmpty()) {
                written.complete(Optional.empty());
            }
        }
    }

    private final String stream;
    private final AuditKeys keys;
    private final Clock clock;
    private final long waitAtMostNanos;
    private final BlockingQueue<Pending> queue;
    private final int queueCapacity;
    private final Deque<Pending> kept = new ArrayDeque<>();
    private final Deque<Introduction> introductions = new ArrayDeque<>();
    private final long pingAfterNanos;
    private final TreeWriter writer;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile @Nullable String halted;

    private JdbcAuditLog(Builder builder) {
        this.stream = builder.stream;
        this.keys = builder.keys;
        this.clock = builder.clock;
        this.waitAtMostNanos = builder.waitAtMost.toNanos();
        this.queueCapacity = builder.queueCapacity;
        this.queue = new ArrayBlockingQueue<>(queueCapacity);
        this.pingAfterNanos = builder.pingAfter.toNanos();
        long silence = Math.max(SHORTEST_SILENCE_MILLIS, (long) (SILENCE_PART * builder.waitAtMost.toMillis()));
        this.writer = new TreeWriter(
                builder.dataSource, stream, builder.keys, new WritingClock(clock, builder.aheadAtMost), (int)
                        Math.min(Integer.MAX_VALUE, silence));
        this.thread = new Thread(this::run, "cpni-audit-" + stream);
        this.thread.setDaemon(true);
    }

    /**
     * Opens a log with the usual limits.
     *
     * @see Builder#open()
     */
    public static JdbcAuditLog open(DataSource own, String stream, AuditKeys keys) {
        return builder(own, stream, keys).open();
    }

    /**
     * Starts to describe a log.
     *
     * @param own the log's own connections
     * @param stream the stream it writes, such as the name of the node: 1 to 64 letters, digits and {@code . _ -}; the
     *     same after a restart, and no other log's
     * @param keys what encrypts the keys of customers
     */
    public static Builder builder(DataSource own, String stream, AuditKeys keys) {
        return new Builder(own, stream, keys);
    }

    @Override
    public AuditPosition append(AuditEntry entry) {
        return submit(entry).await();
    }

    @Override
    public AuditReceipt submit(AuditEntry entry) {
        AuditPosition.requireStream(stream, entry);
        long deadline = System.nanoTime() + waitAtMostNanos;
        Pending pending = handOver(new Pending(List.of(Prepared.of(entry, clock)), true));
        return () -> await(pending, deadline).orElseThrow();
    }

    /**
     * Appends entries that stand one behind the other, or not at all, and share one commit.
     *
     * @return where the first stands
     * @throws AuditUnavailableException if they are not known to be durable, or one is refused
     */
    AuditPosition appendAll(List<AuditEntry> entries) {
        entries.forEach(entry -> AuditPosition.requireStream(stream, entry));
        long deadline = System.nanoTime() + waitAtMostNanos;
        List<Prepared> records =
                entries.stream().map(entry -> Prepared.of(entry, clock)).toList();
        return await(handOver(new Pending(records, true)), deadline).orElseThrow();
    }

    /** Returns how much of a commit an entry takes. */
    static int weight(AuditEntry entry) {
        return 1 + entry.customers().<Integer>fold(() -> 0, CustomersConcerned.Known::size, unnamed -> 0);
    }

    @Override
    public void amend(AuditEntry outcome) {
        if (outcome.intent().isEmpty()) {
            throw new IllegalArgumentException("a record of kind " + outcome.kind() + " is waited for; append it");
        }
        AuditPosition.requireStream(stream, outcome);
        handOver(new Pending(List.of(Prepared.of(outcome, clock)), false));
    }

    @Override
    public void settle() {
        await(handOver(new Pending(List.of(), true)), System.nanoTime() + waitAtMostNanos);
    }

    /** Returns what opens the log's own keys. */
    AuditKeys keys() {
        return keys;
    }

    /** Returns the name of the stream it writes. */
    public String stream() {
        return stream;
    }

    /** Takes no more entries for which somebody waits; outcomes of what is released already are still taken. */
    void halt(String why) {
        halted = why;
    }

    private void requireNotHalted(Pending pending) {
        String why = halted;
        if (why != null && pending.isAwaited() && !pending.records().isEmpty()) {
            throw new AuditUnavailableException(
                    AuditUnavailableException.Kind.HALTED,
                    "audit stream '" + stream + "' takes no entries: " + why,
                    null);
        }
    }

    @Override
    public void forget(CustomerId customer) {
        writer.forget(customer);
    }

    /** Tells whether the end of the stream is known: not before the store has answered once. */
    boolean isConnected() {
        return writer.isConnected();
    }

    /**
     * Returns the right edge of the stream's tree as it was last committed.
     *
     * @throws AuditUnavailableException if the store has not answered yet
     */
    TreeFrontier committed() {
        return writer.committed()
                .orElseThrow(() -> new AuditUnavailableException("where audit stream '" + stream
                        + "' ends is not known before the audit database has answered once"));
    }

    /** Returns how many records the stream had when this log was opened: those behind them it has written. */
    long found() {
        return writer.found();
    }

    /** Tells whether so much waits to be written that others should leave the database alone. */
    boolean isBusy() {
        return queue.size() > queueCapacity / 2;
    }

    private Pending handOver(Pending pending) {
        try {
            if (closing) {
                throw closed();
            }
            requireNotHalted(pending);
            // An outcome is handed over by an interrupted thread too, where there is room: its rows are out.
            boolean taken = !pending.isAwaited() && queue.offer(pending);
            if (!taken && !queue.offer(pending, waitAtMostNanos, TimeUnit.NANOSECONDS)) {
                throw new AuditUnavailableException(
                        "audit stream '" + stream + "' has more entries waiting than its queue"
                                + " holds; the audit database is down or too slow");
            }
            if (ended) {
                failQueued();
            }
            return pending;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailableException("waiting for audit stream '" + stream + "' was interrupted", e);
        }
    }

    private Optional<AuditPosition> await(Pending pending, long deadline) {
        try {
            return pending.written().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return abandon(pending, "waiting for audit stream '" + stream + "' was interrupted", e);
        } catch (TimeoutException e) {
            return abandon(
                    pending,
                    "audit stream '" + stream + "' did not confirm an entry within " + Duration.ofNanos(waitAtMostNanos)
                            + "; the audit database is down or too slow",
                    e);
        } catch (ExecutionException e) {
            // The writer's exception with this thread's stack on top.
            Throwable failure = e.getCause() == null ? e : e.getCause();
            throw new AuditUnavailableException(kind(failure), String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Gives up an entry, unless it has become durable at the last moment. */
    private static Optional<AuditPosition> abandon(Pending pending, String message, Exception cause) {
        AuditUnavailableException given = new AuditUnavailableException(message, cause);
        if (pending.written().completeExceptionally(given) || pending.written().isCompletedExceptionally()) {
            throw given;
        }
        return pending.written().join();
    }

    private void run() {
        try (writer) {
            while (!closing || !queue.isEmpty() || !introductions.isEmpty()) {
                write(nextBatch());
                introduce();
            }
            List<Pending> last = List.copyOf(kept);
            kept.clear();
            write(last);
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread: an interrupt in the midst of I/O breaks file-based databases.
            LOG.error("The thread of audit stream {} was interrupted; the stream is closed", stream, e);
        } finally {
            closing = true;
            ended = true;
            failQueued();
            reportLost(kept.size());
        }
    }

    /** Takes what has gathered: as soon as somebody waits for an entry of it, or those for which nobody does are due. */
    private List<Pending> nextBatch() throws InterruptedException {
        Batch batch = new Batch();
        List<Pending> again = List.copyOf(kept);
        kept.clear();
        again.forEach(pending -> take(pending, batch));
        Pending next = first(!again.isEmpty());
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (next != null) {
            take(next, batch);
            next = batch.isFull() || introductions.size() >= queueCapacity
                    ? null
                    : batch.isAwaited() || closing || !introductions.isEmpty()
                            ? queue.poll()
                            : queue.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return batch.entries;
    }

    /** Waits for the first entry, and sees to the connection while none comes. */
    private @Nullable Pending first(boolean isAfterFailure) throws InterruptedException {
        if (isAfterFailure) {
            return queue.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (introductions.size() >= queueCapacity) {
            // So many are taken out of the queue already as it holds.
            return null;
        }
        if (closing || !introductions.isEmpty()) {
            return queue.poll();
        }
        long patience = writer.isConnected() ? pingAfterNanos : TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
        Pending next = queue.poll(patience, TimeUnit.NANOSECONDS);
        if (next == null) {
            ping();
        }
        return next;
    }

    private void ping() {
        boolean wasConnected = writer.isConnected();
        try {
            writer.ping();
            if (!wasConnected) {
                LOG.info("The database of audit stream {} answers now", stream);
            }
        } catch (SQLException | RuntimeException e) {
            // Whoever appends next is told.
            LOG.debug("The database of audit stream {} does not answer", stream, e);
        }
    }

    /** Puts an entry into a batch, or has its customers numbered first; what tells the time stays behind such ones. */
    private void take(Pending pending, Batch batch) {
        if (pending.records().stream().anyMatch(record -> weight(record.entry()) > CUSTOMERS_AT_ONCE)) {
            introductions.add(new Introduction(pending));
        } else if (pending.records().isEmpty() && !introductions.isEmpty()) {
            introductions.getLast().behind.add(pending);
        } else {
            batch.add(pending);
        }
    }

    /** An entry whose customers are given their numbers, some at a time, and those that ask when it is written. */
    private static final class Introduction {

        private final Pending pending;
        private final List<Pending> behind = new ArrayList<>();
        private final Iterator<CustomerId> left;

        Introduction(Pending pending) {
            this.pending = pending;
            this.left = pending.records().stream()
                    .map(record -> record.entry().customers())
                    .filter(CustomersConcerned.Known.class::isInstance)
                    .map(CustomersConcerned.Known.class::cast)
                    .flatMap(known -> known.rowsByCustomer().keySet().stream())
                    .iterator();
        }

        Set<CustomerId> next() {
            Set<CustomerId> some = new HashSet<>();
            while (some.size() < CUSTOMERS_AT_ONCE && left.hasNext()) {
                some.add(left.next());
            }
            return some;
        }
    }

    /** Numbers some customers of the first entry that has very many, or writes it once all of them are. */
    private void introduce() {
        Introduction first = introductions.peek();
        if (first == null) {
            return;
        }
        Set<CustomerId> some = first.pending.isWanted() ? first.next() : Set.of();
        if (!some.isEmpty()) {
            try {
                writer.introduce(some);
                return;
            } catch (SQLException | RuntimeException e) {
                // Writing it fails in the same way, and says so to whoever waits.
                LOG.debug("Customers of audit stream {} could not be numbered ahead", stream, e);
            }
        }
        introductions.remove();
        List<Pending> batch = new ArrayList<>();
        if (first.pending.isWanted()) {
            batch.add(first.pending);
        }
        batch.addAll(first.behind);
        write(batch);
    }

    /** Entries that are written together. */
    private static final class Batch {

        private final List<Pending> entries = new ArrayList<>();
        private int weight;
        private boolean awaited;

        void add(Pending pending) {
            awaited |= pending.isAwaited();
            if (pending.isWanted()) {
                entries.add(pending);
                weight += pending.weight();
            }
        }

        boolean isAwaited() {
            return awaited;
        }

        boolean isFull() {
            return weight >= LARGEST_BATCH;
        }
    }

    private void write(List<Pending> batch) {
        List<Pending> records =
                batch.stream().filter(pending -> !pending.records().isEmpty()).toList();
        try {
            if (!records.isEmpty()) {
                List<AuditPosition> positions = writer.write(records.stream()
                        .flatMap(pending -> pending.records().stream())
                        .toList());
                int written = 0;
                for (Pending pending : records) {
                    pending.written().complete(Optional.of(positions.get(written)));
                    written += pending.records().size();
                }
            }
            batch.forEach(Pending::reached);
        } catch (TreeWriter.RefusedException e) {
            if (records.size() == 1) {
                refused(records.get(0), e);
                batch.forEach(Pending::reached);
            } else {
                batch.forEach(pending -> write(List.of(pending)));
            }
        } catch (TreeWriter.ForeignWriterException e) {
            fail(batch, e.getMessage(), e);
            keep(batch);
        } catch (SQLException e) {
            fail(batch, FAILED_FOR + stream + "' failed; the audit database is down or refuses", e);
            keep(batch);
        } catch (RuntimeException | Error e) {
            if (records.size() > 1) {
                writeApart(batch);
            } else {
                String message = e instanceof AuditUnavailableException ? e.getMessage() : null;
                fail(batch, message == null ? FAILED_FOR + stream + "' failed" : message, e);
                keepOrGiveUp(batch, e);
            }
        }
    }

    /**
     * What has happened is written though the clock is wrong, so what the clock denies must not take it along. Those who ask
     * when all is written come last.
     */
    private void writeApart(List<Pending> batch) {
        List<Pending> deniable =
                batch.stream().filter(pending -> !pending.hasHappened()).toList();
        if (deniable.isEmpty()) {
            writeOneByOne(batch);
            return;
        }
        writeOneByOne(deniable);
        write(batch.stream().filter(Pending::hasHappened).toList());
    }

    /** What fails for its own sake does not spoil the others of its commit; if all fail, it is not for their own sake. */
    private void writeOneByOne(List<Pending> batch) {
        int failed = 0;
        boolean isAnyWritten = false;
        for (int i = 0; i < batch.size(); i++) {
            if (failed >= FAILURES_IN_A_ROW && !isAnyWritten) {
                List<Pending> rest = batch.subList(i, batch.size());
                AuditUnavailableException same =
                        new AuditUnavailableException(FAILED_FOR + stream + "' failed for those before");
                fail(rest, same.getMessage(), same);
                keep(rest);
                return;
            }
            Pending pending = batch.get(i);
            int keptBefore = kept.size();
            write(List.of(pending));
            boolean isWritten =
                    pending.isAwaited() ? !pending.written().isCompletedExceptionally() : kept.size() == keptBefore;
            isAnyWritten |= isWritten && !pending.records().isEmpty();
            failed += isWritten ? 0 : 1;
        }
    }

    /** The store takes this record never: whoever waits is denied, and an outcome is lost. */
    private void refused(Pending pending, TreeWriter.RefusedException e) {
        if (pending.isAwaited()) {
            fail(List.of(pending), e.getMessage(), e);
        } else {
            LOG.error("The store of audit stream {} refuses an outcome", stream, e);
            reportLost(1);
        }
    }

    /** Keeps outcomes that failed for a reason other than the store's, but not for ever: they would be tried with all others. */
    private void keepOrGiveUp(List<Pending> batch, Throwable cause) {
        long now = System.nanoTime();
        List<Pending> hopeless = batch.stream()
                .filter(pending -> !pending.isAwaited() && now - pending.since() > GIVEN_UP_AFTER_NANOS)
                .toList();
        if (!hopeless.isEmpty()) {
            LOG.error("Outcomes of audit stream {} cannot be written", stream, cause);
            reportLost(hopeless.size());
        }
        keep(batch.stream().filter(pending -> !hopeless.contains(pending)).toList());
    }

    private void fail(List<Pending> batch, @Nullable String message, Throwable cause) {
        List<Pending> awaited = batch.stream().filter(Pending::isAwaited).toList();
        if (awaited.isEmpty()) {
            LOG.warn("Outcomes of audit stream {} are not recorded yet: {}", stream, batch.size());
            return;
        }
        LOG.error(
                "Entries of audit stream {} were not recorded, so their accesses are denied: {}",
                stream,
                awaited.size(),
                cause);
        AuditUnavailableException failure = new AuditUnavailableException(kind(cause), String.valueOf(message), cause);
        awaited.forEach(pending -> pending.fail(failure));
    }

    private static AuditUnavailableException.Kind kind(Throwable cause) {
        if (cause instanceof TreeWriter.RefusedException) {
            return AuditUnavailableException.Kind.REFUSED;
        }
        return cause instanceof AuditUnavailableException unavailable
                ? unavailable.kind()
                : AuditUnavailableException.Kind.OUTAGE;
    }

    /** Keeps the outcomes for which nobody waits, for the next attempt. */
    private void keep(List<Pending> batch) {
        int lost = 0;
        for (Pending pending : batch) {
            if (!pending.isAwaited()) {
                if (kept.size() < queueCapacity) {
                    kept.add(pending);
                } else {
                    lost++;
                }
            }
        }
        reportLost(lost);
    }

    private void reportLost(int lost) {
        if (lost > 0) {
            LOG.error(
                    "Outcomes of audit stream {} were lost; their accesses are on record without whose rows they"
                            + " released: {}",
                    stream,
                    lost);
        }
    }

    private void failQueued() {
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(pending -> pending.fail(closed()));
        reportLost((int) left.stream().filter(pending -> !pending.isAwaited()).count());
    }

    private AuditUnavailableException closed() {
        return new AuditUnavailableException("audit stream '" + stream + "' is closed");
    }

    /**
     * Takes no more entries, writes those that are queued and closes the connection. Waits for that up to 10
     * seconds; if the database does not answer by then, the writer is left to itself, and each caller whose wait ends is
     * told.
     */
    @Override
    public void close() {
        closing = true;
        // Only a full queue refuses this, and then the writer does not sleep.
        boolean woken = queue.offer(new Pending(List.of(), true));
        LOG.debug("Closing audit stream {}, writer woken: {}", stream, woken);
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn(
                    "Audit stream {} still waits for its database; what is queued may be lost, and was not released",
                    stream);
        }
    }

    /** Describes a log; not safe for use by several threads. */
    public static final class Builder {

        private final DataSource dataSource;
        private final String stream;
        private final AuditKeys keys;
        private Clock clock = Clock.systemUTC();
        private Duration waitAtMost = Duration.ofSeconds(5);
        private int queueCapacity = 10_000;
        private Duration pingAfter = Duration.ofSeconds(30);
        private @Nullable Duration aheadAtMost = Duration.ofMinutes(1);
        private boolean evenWithoutStore;

        private Builder(DataSource dataSource, String stream, AuditKeys keys) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
            this.stream = AuditPosition.requireStream(stream);
            this.keys = Objects.requireNonNull(keys, "keys");
        }

        /**
         * Sets the clock that says when a record is written; the system's if not called. One that is set is not compared with
         * the store's unless {@link #aheadAtMost} is called after that.
         */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            aheadAtMost = null;
            return this;
        }

        /**
         * Sets how far the clock may be ahead of the store's before access is denied; a minute if not called. A record
         * that is stamped far ahead has all later ones of its stream carry its time, and reports by time miss them.
         */
        public Builder aheadAtMost(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("aheadAtMost must be positive");
            }
            aheadAtMost = value;
            return this;
        }

        /** Sets after how long without an entry the connection is tried; 30 s if not called. */
        Builder pingAfter(Duration value) {
            pingAfter = value;
            return this;
        }

        /**
         * Lets the log open although the store does not answer, for a node that has a spool: appends fail until it does.
         */
        public Builder evenWithoutStore() {
            evenWithoutStore = true;
            return this;
        }

        /** Sets how long an append waits before it fails; 5 s if not called. */
        public Builder waitAtMost(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("waitAtMost must be positive");
            }
            waitAtMost = value;
            return this;
        }

        /** Sets how many entries may wait to be written; 10,000 if not called. */
        public Builder queueCapacity(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("queueCapacity must be positive");
            }
            queueCapacity = value;
            return this;
        }

        /**
         * Connects, finds the end of the stream and starts the writer.
         *
         * @throws AuditUnavailableException if the database cannot be reached or lacks the tables, unless the log may open
         *     without it
         */
        public JdbcAuditLog open() {
            JdbcAuditLog log = new JdbcAuditLog(this);
            try {
                log.writer.connect();
            } catch (SQLException e) {
                if (evenWithoutStore && !TreeWriter.isMissing(e)) {
                    LOG.error(
                            "The database of audit stream {} does not answer: access is denied until it does, but for the"
                                    + " purposes of a spool",
                            stream,
                            e);
                    log.thread.start();
                    return log;
                }
                throw new AuditUnavailableException(
                        "audit stream '" + stream
                                + "' cannot be opened; check that the audit database is up and has the "
                                + "tables of classpath:io/cpni/db/audit (AuditSchema.create makes them)",
                        e);
            }
            log.thread.start();
            return log;
        }
    }
}

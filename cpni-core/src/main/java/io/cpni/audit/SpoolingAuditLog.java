package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps access for chosen purposes going while the audit store is away, with records in a local file: an outage of the log
 * must not stand between a 911 call and the caller's location. For all other purposes nothing changes: no record, no data.
 *
 * <p>How an append for such a purpose goes:
 *
 * <ol>
 *   <li>It is tried on the primary log, as any other, but no longer than a limit (500 ms if not configured).
 *   <li>If that does not confirm it by then, it is written to the spool, an encrypted file of bounded size, and the caller
 *       gets its place once the disk has it. If it says that it takes this entry never, or that it was halted, the access is
 *       denied as any other: that is no outage.
 *   <li>If the file is full or cannot be written, the caller gets an {@link AuditUnavailableException} and must deny.
 * </ol>
 *
 * <p><b>Places.</b> Entries of the spool stand in a stream of their own, named as the primary's with {@code .spool} behind it:
 * that name is how they are told from others. Where that stream ends is asked when this log is opened, or known from when it
 * was replayed last, so the place that a caller gets is the final one. Once the store is back one thread writes the entries
 * there, in their order, each at its place, and removes the file. An entry that the store does not take is kept in a file of
 * its own, and a record at its place says so. If one would get another place, replay stops, says so at level ERROR and keeps
 * the file.
 *
 * <p><b>Outcomes</b> of such records go the same way, through the file. Those of the primary's records stay with the primary:
 * an {@link #append} of one fails while the store is away, whatever its purpose was.
 *
 * <p><b>Twice.</b> An entry that the primary was not waited for any longer may become durable there as well. An access that
 * was still waiting to be written there is given up; one that was being written may stand in both streams, with one outcome.
 * A record too many is harmless.
 *
 * <p><b>The file</b> belongs to one process at a time, and must outlive it: not a container's own disk. It is encrypted and
 * bound to stream and place, so whoever has the disk reads nothing, and what was changed, removed from its midst or moved is
 * found and kept aside. That entries were cut off at its end is not found. Whoever cannot read the key when the process
 * starts again cannot replay.
 *
 * <p>Every time the spool is opened a warning is logged and the {@link SpoolListener} told. Safe for many threads. Closing
 * leaves the primary open, and what is not replayed in the file.
 */
public final class SpoolingAuditLog implements AuditLog, AutoCloseable {

    /** What the name of the spool's stream has behind that of the primary's. */
    public static final String SUFFIX = ".spool";

    private static final Logger LOG = LoggerFactory.getLogger(SpoolingAuditLog.class);

    /** How many callers may wait for the primary at the same time; who comes beyond is spooled at once. */
    private static final int MOST_WAITING = 64;

    private static final long IDLE_SECONDS = 10;
    private static final Duration SETTLE_AT_MOST = Duration.ofSeconds(5);

    private final AuditLog primary;
    private final String primaryStream;
    private final String stream;
    private final Set<Purpose> purposes;
    private final Duration after;
    private final SpoolFile file;
    private final SpoolReplay replay;
    private final SpoolListener listener;
    private final ThreadPoolExecutor waiting;
    private boolean opened;
    private volatile boolean closed;

    /** Whether the primary has said that it was halted, which those must know too who do not wait for it. */
    private volatile boolean halted;

    private SpoolingAuditLog(Builder builder, Set<Purpose> purposes, SpoolFile file) {
        this.primary = builder.primary;
        this.primaryStream = builder.primaryStream;
        this.stream = builder.primaryStream + SUFFIX;
        this.purposes = purposes;
        this.after = builder.after;
        this.file = file;
        this.listener = builder.listener;
        this.replay = new SpoolReplay(file, builder.target, stream, listener, builder.retryEvery, this::emptied);
        this.opened = !file.isEmpty();
        AtomicInteger number = new AtomicInteger();
        this.waiting = new ThreadPoolExecutor(
                0, MOST_WAITING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread =
                            new Thread(task, "cpni-audit-spooling-" + primaryStream + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Starts to describe a log.
     *
     * @param primary where records go while it answers
     * @param stream the stream that it writes
     * @param target where the records of the spool go, once the store is back: the stream of that name and {@link #SUFFIX}
     */
    public static Builder builder(AuditLog primary, String stream, SpoolStream target) {
        return new Builder(primary, stream, target);
    }

    @Override
    public AuditPosition append(AuditEntry entry) {
        if (isOfSpool(entry)) {
            return spool(entry, null);
        }
        return isSpoolable(entry) ? submit(entry).await() : primary.append(entry);
    }

    @Override
    public AuditReceipt submit(AuditEntry entry) {
        if (isOfSpool(entry)) {
            AuditPosition position = spool(entry, null);
            return () -> position;
        }
        return isSpoolable(entry) ? new Attempt(entry) : primary.submit(entry);
    }

    @Override
    public void amend(AuditEntry outcome) {
        if (isOfSpool(outcome)) {
            spool(outcome, null);
        } else {
            primary.amend(outcome);
        }
    }

    @Override
    public void forget(CustomerId customer) {
        primary.forget(customer);
        replay.forget(customer);
    }

    /**
     * Waits for the primary, and a while for the spool to be replayed. That there are still entries in it is no failure: they
     * are durable, and a report must be possible while many are replayed, and where replay has stopped. It is logged, and
     * {@link #waiting} tells how many.
     */
    @Override
    public void settle() {
        primary.settle();
        try {
            if (!replay.awaitEmpty(SETTLE_AT_MOST)) {
                LOG.warn(
                        "Reports that are read now lack records of audit stream {} that are still in their spool: {}",
                        stream,
                        waiting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailableException("waiting for audit stream '" + stream + "' was interrupted", e);
        }
    }

    @Override
    public long waiting() {
        return primary.waiting() + file.count();
    }

    private boolean isOfSpool(AuditEntry entry) {
        return entry.intent()
                .filter(intent -> intent.position().stream().equals(stream))
                .isPresent();
    }

    private boolean isSpoolable(AuditEntry entry) {
        return entry.purpose().filter(purposes::contains).isPresent();
    }

    /** An entry that is being tried on the primary. */
    private final class Attempt implements AuditReceipt {

        private final AuditEntry entry;
        private final long deadline = System.nanoTime() + after.toNanos();
        private final @Nullable Future<AuditPosition> onPrimary;
        private @Nullable AuditPosition position;
        private @Nullable AuditUnavailableException denial;

        Attempt(AuditEntry entry) {
            if (closed) {
                throw new AuditUnavailableException("audit stream '" + primaryStream + "' is closed");
            }
            this.entry = entry;
            this.onPrimary = begin();
        }

        private @Nullable Future<AuditPosition> begin() {
            FutureTask<AuditPosition> task = new FutureTask<>(() -> appendToPrimary(entry));
            try {
                waiting.execute(task);
                return task;
            } catch (RejectedExecutionException e) {
                LOG.debug("Too many callers wait for audit stream {} already", primaryStream, e);
                return null;
            }
        }

        @Override
        public synchronized AuditPosition await() {
            if (denial != null) {
                throw denial;
            }
            if (position == null) {
                try {
                    position = confirm();
                } catch (AuditUnavailableException e) {
                    denial = e;
                    throw e;
                }
            }
            return position;
        }

        private AuditPosition confirm() {
            if (onPrimary == null) {
                if (halted) {
                    throw new AuditUnavailableException(
                            AuditUnavailableException.Kind.HALTED,
                            "audit stream '" + primaryStream + "' takes no entries: it was halted",
                            null);
                }
                return spool(entry, null);
            }
            try {
                if (Thread.interrupted()) {
                    // As the primary does, whether or not it was quicker than we are.
                    throw new InterruptedException();
                }
                return onPrimary.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                onPrimary.cancel(true);
                Thread.currentThread().interrupt();
                throw new AuditUnavailableException(
                        "waiting for audit stream '" + primaryStream + "' was interrupted", e);
            } catch (TimeoutException e) {
                return giveUp(onPrimary, e);
            } catch (ExecutionException e) {
                return afterFailure(e);
            }
        }

        /** Has the primary leave the entry out if it can, and takes its answer if it came at the last moment. */
        private AuditPosition giveUp(Future<AuditPosition> given, TimeoutException late) {
            given.cancel(true);
            try {
                return given.get();
            } catch (CancellationException e) {
                return spool(entry, late);
            } catch (ExecutionException e) {
                return afterFailure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AuditUnavailableException(
                        "waiting for audit stream '" + primaryStream + "' was interrupted", e);
            }
        }

        private AuditPosition afterFailure(ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof AuditUnavailableException unavailable) {
                if (unavailable.kind() == AuditUnavailableException.Kind.OUTAGE) {
                    return spool(entry, cause);
                }
                // With this thread's stack on top.
                throw new AuditUnavailableException(
                        unavailable.kind(), String.valueOf(unavailable.getMessage()), unavailable);
            }
            if (cause instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new AuditUnavailableException("audit stream '" + primaryStream + "' failed", cause);
        }
    }

    private AuditPosition appendToPrimary(AuditEntry entry) {
        try {
            AuditPosition position = primary.append(entry);
            halted = false;
            return position;
        } catch (AuditUnavailableException e) {
            halted = e.kind() == AuditUnavailableException.Kind.HALTED;
            throw e;
        }
    }

    private AuditPosition spool(AuditEntry entry, @Nullable Throwable why) {
        if (closed || replay.isStopped()) {
            throw unavailable(closed ? "is closed" : "has stopped, see the log's errors", why);
        }
        AuditPosition position;
        try {
            position = file.append(entry);
        } catch (IOException e) {
            if (why != null) {
                e.addSuppressed(why);
            }
            LOG.error("An entry of audit stream {} was not spooled, so its access is denied: {}", stream, e.toString());
            throw unavailable("cannot take it: " + e.getMessage(), e);
        }
        announce(entry);
        SpoolReplay.tell(() -> listener.spooled(position, file.bytes()));
        replay.wakeUp();
        return position;
    }

    /** Raises the alarm at the first entry that came because of an outage, not at an outcome that follows one. */
    private void announce(AuditEntry entry) {
        boolean isFirst;
        synchronized (this) {
            isFirst = !opened && entry.intent().isEmpty();
            opened |= isFirst;
        }
        if (isFirst) {
            LOG.warn(
                    "Audit stream {} does not answer. Access for {} goes on with records in a local spool of stream {}, to"
                            + " be replayed; all other access is denied. Look after the audit database",
                    primaryStream,
                    purposes,
                    stream);
            SpoolReplay.tell(() -> listener.opened(stream));
        }
    }

    private synchronized void emptied() {
        opened = false;
    }

    private AuditUnavailableException unavailable(String how, @Nullable Throwable cause) {
        return new AuditUnavailableException(
                "audit stream '" + primaryStream + "' does not answer, and the spool for " + purposes + " " + how,
                cause);
    }

    /** Ends replay after the entry that it is at, and gives the file free. */
    @Override
    public void close() {
        closed = true;
        replay.close();
        waiting.shutdownNow();
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("The spool of audit stream {} was not closed in good order", stream, e);
        }
    }

    /** Describes a log; not safe for use by several threads. */
    public static final class Builder {

        private final AuditLog primary;
        private final String primaryStream;
        private final SpoolStream target;
        private @Nullable Path file;
        private byte @Nullable [] key;
        private Set<Purpose> purposes = Set.of(Purpose.EMERGENCY);
        private Duration after = Duration.ofMillis(500);
        private Duration retryEvery = Duration.ofSeconds(1);
        private long maxBytes = 64L << 20;
        private SpoolListener listener = new SpoolListener() {};

        private Builder(AuditLog primary, String stream, SpoolStream target) {
            this.primary = Objects.requireNonNull(primary, "primary");
            this.primaryStream = AuditPosition.requireStream(stream);
            AuditPosition.requireStream(stream + SUFFIX);
            this.target = Objects.requireNonNull(target, "target");
        }

        /** Sets the file and the AES key of 32 bytes under which it is kept; the same after a restart. */
        public Builder file(Path path, byte[] secret) {
            file = path;
            key = secret.clone();
            return this;
        }

        /** Sets the purposes for which access goes on; EMERGENCY if not called. */
        public Builder purposes(Set<Purpose> values) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a spool for no purpose is none; leave it out");
            }
            purposes = Set.copyOf(values);
            return this;
        }

        /** Sets how long the primary is waited for; 500 ms if not called. */
        public Builder after(Duration value) {
            after = positive("after", value);
            return this;
        }

        /** Sets how often replay is tried while the store is away; each second if not called. */
        public Builder retryEvery(Duration value) {
            retryEvery = positive("retryEvery", value);
            return this;
        }

        private static Duration positive(String name, Duration value) {
            if (value.toMillis() < 1) {
                throw new IllegalArgumentException(name + " must be a millisecond or more");
            }
            return value;
        }

        /** Sets how large the file may become; 64 MiB if not called. */
        public Builder maxBytes(long value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxBytes must be positive");
            }
            maxBytes = value;
            return this;
        }

        /** Sets who is told of it. */
        public Builder listener(SpoolListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * Takes the file for this process, asks the store where the spool's stream ends, unless a file that was left says so,
         * and starts to replay what was left. If the store does not answer, what is known from when the spool was emptied last
         * counts.
         *
         * @throws AuditUnavailableException if the file cannot be used, or the store does not answer and never did
         */
        public SpoolingAuditLog open() {
            if (file == null || key == null) {
                throw new IllegalArgumentException("a spool needs a file, and a key to keep it under");
            }
            Set<Purpose> chosen = EnumSet.noneOf(Purpose.class);
            chosen.addAll(purposes);
            String stream = primaryStream + SUFFIX;
            SpoolFile opened;
            try {
                opened = SpoolFile.open(file, stream, new SpoolCipher(key), new SpooledEntryCodec(), maxBytes);
            } catch (IOException e) {
                throw new AuditUnavailableException(
                        "the spool of audit stream '" + primaryStream + "' cannot be used: " + e.getMessage(), e);
            }
            try {
                if (opened.isEmpty()) {
                    opened.beginAt(end(opened));
                }
                SpoolingAuditLog log = new SpoolingAuditLog(this, chosen, opened);
                log.replay.start();
                return log;
            } catch (IOException | RuntimeException e) {
                closeAfter(opened, e);
                throw new AuditUnavailableException(
                        "audit stream '" + stream + "' cannot be opened; check that the audit database is up, and the"
                                + " disk of the spool writable",
                        e);
            }
        }

        /** Returns where the stream ends, as the store says or, while it is away, as is known from before. */
        private long end(SpoolFile opened) throws IOException {
            OptionalLong remembered = opened.rememberedEnd();
            long end;
            try {
                end = target.next();
            } catch (RuntimeException e) {
                if (remembered.isEmpty()) {
                    throw e;
                }
                LOG.warn(
                        "The audit database does not say where stream {} ends; it ended at {} when it was replayed last",
                        primaryStream + SUFFIX,
                        remembered.getAsLong(),
                        e);
                return remembered.getAsLong();
            }
            if (remembered.orElse(0) > end) {
                LOG.error(
                        "Audit stream {} has {} records, but had {} when it was replayed last: some were removed. Let an"
                                + " AuditVerifier look at it",
                        primaryStream + SUFFIX,
                        end,
                        remembered.getAsLong());
            }
            return end;
        }

        private static void closeAfter(SpoolFile opened, Exception failure) {
            try {
                opened.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}

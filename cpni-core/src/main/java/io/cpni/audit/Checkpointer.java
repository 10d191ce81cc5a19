package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.CheckpointWitness;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.TrustedKeys;
import io.cpni.merkle.WitnessException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs from time to time how long streams are and what the hash over all of each is (C2SP tlog-checkpoint), on a thread of
 * its own, so that a slow signer holds up nobody: the stream of its log, those that this node writes beside it
 * ({@link #signAlso}), and those of other nodes that nobody writes any more ({@link Builder#adoptIdleAfter}).
 *
 * <p>Before each signature it makes sure that the stream continues what was signed last, in the tables and at every witness.
 * The first checkpoint of a stream is that of its beginning, signed before its first record. If a stream does not continue
 * what was signed, or has records that nobody has signed, somebody may have changed it: nothing more of it is signed, the
 * listener is told, and if so configured the log takes no more entries.
 *
 * <p>Safe for many threads.
 */
public final class Checkpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final long POLL_MILLIS = 200;
    private static final long CLOSE_MILLIS = 10_000;

    /** How often streams are looked for that nobody writes any more, unless they are given less time. */
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private final JdbcAuditLog log;
    private final StreamSigner.Rules rules;
    private final StreamSigner own;
    private final Map<String, StreamSigner> also = new HashMap<>();
    private final Map<String, StreamSigner> foreign = new HashMap<>();

    /** From which place on this process has written streams beside the log's own. */
    private final Map<String, Long> writtenFrom = new HashMap<>();

    private final boolean denyWhenTampered;
    private final long everyRecords;
    private final Duration everyTime;
    private final Duration idleAfter;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile long signedSize = -1;
    private volatile @Nullable AuditFinding tampered;

    private Checkpointer(Builder builder) {
        this.dataSource = builder.dataSource;
        this.log = builder.log;
        this.denyWhenTampered = builder.denyWhenTampered;
        this.everyRecords = builder.everyRecords;
        this.everyTime = builder.everyTime;
        this.idleAfter = builder.idleAfter;
        this.rules = new StreamSigner.Rules(
                builder.dataSource,
                builder.origin,
                List.copyOf(builder.signers),
                trusted(builder),
                List.copyOf(builder.witnesses),
                builder.listener,
                builder.clock,
                builder.isAdopting,
                builder.log.keys());
        this.own = new StreamSigner(
                rules,
                log.stream(),
                (connection, streamNo) -> log.committed(),
                size -> log.found() <= size,
                false,
                this::alarm);
        this.thread = new Thread(this::run, "cpni-audit-checkpoints-" + log.stream());
        this.thread.setDaemon(true);
    }

    private static TrustedKeys trusted(Builder builder) {
        TrustedKeys keys = builder.signers.stream()
                .map(signer -> TrustedKeys.of(signer.publicKey()))
                .reduce(TrustedKeys::and)
                .orElseThrow(() -> new IllegalArgumentException("checkpoints need somebody who signs them"));
        return builder.trusted.stream().reduce(keys, TrustedKeys::and);
    }

    /**
     * Starts to describe a checkpointer.
     *
     * @param own the log's own connections
     * @param log the log whose stream is signed
     * @param origin what names the log to the world, such as {@code voip.example/cpni}; the stream's name is added
     * @param signer signs; its public key is what verifiers need
     */
    public static Builder builder(DataSource own, JdbcAuditLog log, String origin, NoteSigner signer) {
        return new Builder(own, log, origin, signer);
    }

    /** Returns what the log's stream is called in its checkpoints. */
    public String origin() {
        return own.origin();
    }

    /** Returns what is wrong with the first stream of which that was found. */
    public Optional<AuditFinding> tampered() {
        return Optional.ofNullable(tampered);
    }

    /**
     * Signs how long the log's stream is now, if that is not signed yet, and publishes it.
     *
     * @throws StoreUnavailableException if the database fails
     * @throws WitnessException if a witness cannot be reached; the checkpoint is stored nevertheless
     * @throws IllegalStateException if the stream is no continuation of what was signed before
     */
    public synchronized void checkpoint() {
        own.sign();
        signedSize = own.signedSize();
    }

    /**
     * Signs another stream that this node writes, now and from now on as often as the log's own: it must be empty, or have a
     * checkpoint that it continues. What fails is told to the listener, and tried again.
     *
     * @param stream its name; it need not exist yet
     */
    public void signAlso(String stream) {
        signAlso(AuditPosition.requireStream(stream), Long.MAX_VALUE);
    }

    /** The same for a stream of which this process writes all records from a place on. */
    private synchronized void signAlso(String stream, long from) {
        writtenFrom.merge(stream, from, Math::min);
        StreamSigner signer = also.computeIfAbsent(
                stream,
                name -> new StreamSigner(
                        rules,
                        name,
                        StreamSigner::stored,
                        size -> writtenFrom.getOrDefault(name, Long.MAX_VALUE) <= size,
                        false,
                        this::alarm));
        foreign.remove(stream);
        attempt(signer);
    }

    /**
     * Returns the stream of a spool, each log of which is signed by this checkpointer from before its first record.
     *
     * @param target the stream of a spool in the database of this checkpointer
     * @param stream its name
     */
    public SpoolStream signing(SpoolStream target, String stream) {
        AuditPosition.requireStream(stream);
        return new SpoolStream() {
            @Override
            public long next() {
                return target.next();
            }

            @Override
            public AuditLog open() {
                AuditLog opened = target.open();
                signAlso(stream, opened instanceof JdbcAuditLog written ? written.found() : Long.MAX_VALUE);
                return opened;
            }
        };
    }

    /** Signs the streams of others that nobody has written to for long, behind their last checkpoints. */
    void signIdle() {
        long idleSince = Micros.of(rules.clock().instant().minus(idleAfter));
        List<String> idle = RecordTable.read(
                dataSource, "looking for audit streams that nobody signs", connection -> idle(connection, idleSince));
        for (String stream : idle) {
            // One after the other: those of this node do not wait until all are done.
            synchronized (this) {
                attempt(foreign.computeIfAbsent(
                        stream,
                        name -> new StreamSigner(rules, name, StreamSigner::stored, size -> false, true, this::alarm)));
            }
        }
    }

    private List<String> idle(Connection connection, long idleSince) throws SQLException {
        List<String> idle = new ArrayList<>();
        for (int streamNo : RecordStreams.numbers(connection)) {
            String stream = RecordTable.streamName(connection, streamNo).orElse("");
            if (!AuditPosition.isStream(stream) || stream.equals(log.stream()) || also.containsKey(stream)) {
                continue;
            }
            // Not checked here: that a signed end is not believed is the verifier's to say.
            long signed = CheckpointTable.last(connection, streamNo, Long.MAX_VALUE)
                    .map(CheckpointTable.Stored::size)
                    .orElse(-1L);
            CheckpointTable.end(connection, streamNo)
                    .filter(end -> end.loggedMicros() <= idleSince && end.size() != signed)
                    .ifPresent(end -> idle.add(stream));
        }
        return idle;
    }

    private void alarm(AuditFinding finding) {
        if (tampered == null) {
            tampered = finding;
        }
        if (denyWhenTampered) {
            log.halt("it cannot be vouched for any more (" + finding.kind()
                    + "), and cpni.audit.checkpoints.on-tampering says to deny");
        }
    }

    private void run() {
        long due = System.nanoTime() + everyTime.toNanos();
        Duration sweep = idleAfter.compareTo(LONGEST_SWEEP) < 0 ? idleAfter : LONGEST_SWEEP;
        long sweepDue = System.nanoTime();
        try {
            while (!closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!log.isConnected()) {
                    continue;
                }
                boolean isDue = System.nanoTime() - due >= 0;
                if (isDue || unsigned() >= everyRecords) {
                    attemptAll();
                    due = System.nanoTime() + everyTime.toNanos();
                }
                if (System.nanoTime() - sweepDue >= 0) {
                    attemptIdle();
                    sweepDue = System.nanoTime() + sweep.toNanos();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The thread that signs checkpoints of audit stream {} was interrupted", log.stream(), e);
        }
    }

    private long unsigned() {
        return log.committed().size() - Math.max(0, signedSize);
    }

    private synchronized void attemptAll() {
        attempt(own);
        signedSize = own.signedSize();
        also.values().forEach(this::attempt);
    }

    private void attemptIdle() {
        try {
            signIdle();
        } catch (RuntimeException e) {
            LOG.warn("Audit streams that nobody signs cannot be looked for; it is tried again", e);
        }
    }

    private void attempt(StreamSigner signer) {
        if (signer.isTampered()) {
            return;
        }
        try {
            signer.sign();
        } catch (RuntimeException e) {
            if (!signer.isTampered()) {
                LOG.warn("A checkpoint of audit stream {} is late and will be tried again", signer.stream(), e);
                signer.tell(() -> rules.listener().delayed(signer.stream(), e));
            }
        }
    }

    /** Signs what is not signed yet and ends. Close it before the log. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        attemptAll();
    }

    /** Describes a checkpointer; not safe for use by several threads. */
    public static final class Builder {

        private final DataSource dataSource;
        private final JdbcAuditLog log;
        private final String origin;
        private final List<NoteSigner> signers = new ArrayList<>();
        private final List<TrustedKeys> trusted = new ArrayList<>();
        private final List<CheckpointWitness> witnesses = new ArrayList<>();
        private CheckpointListener listener = CheckpointListener.NONE;
        private boolean denyWhenTampered;
        private boolean isAdopting;
        private long everyRecords = 4_096;
        private Duration everyTime = Duration.ofSeconds(10);
        private Duration idleAfter = Duration.ofMinutes(10);
        private Clock clock = Clock.systemUTC();

        private Builder(DataSource dataSource, JdbcAuditLog log, String origin, NoteSigner signer) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
            this.log = Objects.requireNonNull(log, "log");
            this.origin = Objects.requireNonNull(origin, "origin");
            this.signers.add(signer);
        }

        /** Adds a signer: the key before this one, so that those who trust only that one can go on for a while. */
        public Builder alsoSignedBy(NoteSigner signer) {
            signers.add(signer);
            return this;
        }

        /** Adds keys of the past: what they signed is continued, and they sign nothing more. */
        public Builder trusting(TrustedKeys keys) {
            trusted.add(keys);
            return this;
        }

        /**
         * Adds somebody who keeps checkpoints where nobody who can change the log can change them. One that signs them
         * itself comes before those that only keep them, so that these keep its signatures too.
         */
        public Builder witness(CheckpointWitness witness) {
            witnesses.add(witness);
            return this;
        }

        /** Sets who is told; nobody if not called. */
        public Builder listener(CheckpointListener value) {
            listener = value;
            return this;
        }

        /** Lets the log take no more entries once it is found changed, so that all access is denied. */
        public Builder denyWhenTampered(boolean value) {
            denyWhenTampered = value;
            return this;
        }

        /**
         * Signs streams as they stand, though no trusted key has signed what they have: for one start of a log that was
         * written before there was a key, or whose key is lost. What stands there then counts as written so. Contradictions to
         * a checkpoint by a trusted key are not adopted.
         */
        public Builder adopt(boolean value) {
            isAdopting = value;
            return this;
        }

        /**
         * Sets for how long nobody writes to the stream of another node before this one signs what stands behind its last
         * checkpoint; 10 minutes if not called. It signs none that has no checkpoint.
         */
        public Builder adoptIdleAfter(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("a stream is idle after some time");
            }
            idleAfter = value;
            return this;
        }

        /**
         * Sets after how many records, and after what time if there are any, a checkpoint is signed; 4,096 records and 10
         * seconds if not called.
         */
        public Builder every(long records, Duration time) {
            if (records < 1 || time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("a checkpoint comes after one record at least, and some time");
            }
            everyRecords = records;
            everyTime = time;
            return this;
        }

        /** Sets the clock that says when a checkpoint was signed; the system's if not called. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Signs the first checkpoint and starts the thread. What was signed before is compared then. Start it before
         * anything is appended, so that even the first record continues a checkpoint.
         *
         * @throws StoreUnavailableException if the database fails
         */
        public Checkpointer start() {
            Checkpointer checkpointer = new Checkpointer(this);
            checkpointer.attemptAll();
            checkpointer.thread.start();
            return checkpointer;
        }
    }
}

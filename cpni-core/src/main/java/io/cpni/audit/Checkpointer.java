package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.CheckpointWitness;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.NoteException;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TreeFrontier;
import io.cpni.merkle.TreeProofs;
import io.cpni.merkle.TrustedKeys;
import io.cpni.merkle.WitnessException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs from time to time how long a stream is and what the hash over all of it is (C2SP tlog-checkpoint), on a thread of its
 * own, so that a slow signer holds up nobody.
 *
 * <p>Before each signature it makes sure that the stream continues what was signed last, in the tables and at every witness.
 * If it does not, somebody changed the log: nothing more is signed, the listener is told, and if so configured the log takes
 * no more entries.
 *
 * <p>Safe for many threads.
 */
public final class Checkpointer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final long POLL_MILLIS = 200;
    private static final long CLOSE_MILLIS = 10_000;

    private static final String SELECT_LAST = "SELECT note FROM cpni_audit_checkpoint WHERE stream_no = ?"
            + " ORDER BY stream_no DESC, size DESC LIMIT 1";
    private static final String INSERT =
            "INSERT INTO cpni_audit_checkpoint (stream_no, size, logged_us, note) VALUES (?, ?, ?, ?)";

    private final DataSource dataSource;
    private final JdbcAuditLog log;
    private final String origin;
    private final List<NoteSigner> signers;
    private final TrustedKeys own;
    private final List<CheckpointWitness> witnesses;
    private final CheckpointListener listener;
    private final boolean denyWhenTampered;
    private final long everyRecords;
    private final Duration everyTime;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private long signedSize = -1;
    private @Nullable SignedNote unpublished;
    private volatile @Nullable AuditFinding tampered;

    private Checkpointer(Builder builder) {
        this.dataSource = builder.dataSource;
        this.log = builder.log;
        this.origin = builder.origin + "/" + builder.log.stream();
        this.signers = List.copyOf(builder.signers);
        this.own = trusted(signers);
        this.witnesses = List.copyOf(builder.witnesses);
        this.listener = builder.listener;
        this.denyWhenTampered = builder.denyWhenTampered;
        this.everyRecords = builder.everyRecords;
        this.everyTime = builder.everyTime;
        this.clock = builder.clock;
        this.thread = new Thread(this::run, "cpni-audit-checkpoints-" + builder.log.stream());
        this.thread.setDaemon(true);
    }

    private static TrustedKeys trusted(List<NoteSigner> signers) {
        return signers.stream()
                .map(signer -> TrustedKeys.of(signer.publicKey()))
                .reduce(TrustedKeys::and)
                .orElseThrow(() -> new IllegalArgumentException("checkpoints need somebody who signs them"));
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

    /** Returns what the stream is called in its checkpoints. */
    public String origin() {
        return origin;
    }

    /** Returns what is wrong with the stream, once that was found. */
    public Optional<AuditFinding> tampered() {
        return Optional.ofNullable(tampered);
    }

    /**
     * Signs how long the stream is now, if that is not signed yet, and publishes it.
     *
     * @throws StoreUnavailableException if the database fails
     * @throws WitnessException if a witness cannot be reached; the checkpoint is stored nevertheless
     * @throws IllegalStateException if the stream is no continuation of what was signed before
     */
    public synchronized void checkpoint() {
        requireUntouched();
        TreeFrontier tree = log.committed();
        if (tree.size() != signedSize && tree.size() > 0) {
            sign(tree);
        }
        publish(tree);
    }

    private void requireUntouched() {
        AuditFinding finding = tampered;
        if (finding != null) {
            throw new IllegalStateException(
                    "nothing more is signed of audit stream '" + log.stream() + "': " + finding);
        }
    }

    private void sign(TreeFrontier tree) {
        SignedNote note = RecordTable.read(dataSource, "reading the last checkpoint", connection -> {
            int streamNo = RecordTable.streamNo(connection, log.stream()).orElseThrow();
            TreeProofs proofs = new TreeProofs(RecordTable.tiles(connection, streamNo), tree);
            Optional<SignedNote> last = last(connection, streamNo);
            if (last.isPresent()
                    && continues(last.get(), "the log", proofs)
                    && Checkpoint.open(last.get(), own).size() == tree.size()) {
                return last.get();
            }
            for (CheckpointWitness witness : witnesses) {
                witness.latest(origin).ifPresent(seen -> continues(seen, "a witness", proofs));
            }
            return new Checkpoint(origin, tree.size(), tree.root()).sign(signers);
        });
        store(note, tree.size());
        signedSize = tree.size();
        unpublished = note;
        tell(() -> listener.signed(log.stream(), tree.size()));
    }

    /** Tells whether what was signed before is the beginning of what stands here now; if not, raises the alarm. */
    private boolean continues(SignedNote earlier, String keptBy, TreeProofs proofs) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.open(earlier, own);
        } catch (NoteException e) {
            // A key that was retired signed it, or nobody did: the verifier, who is told all keys, can say which.
            LOG.warn(
                    "The last checkpoint of audit stream {} kept by {} is by none of the keys here: {}",
                    log.stream(),
                    keptBy,
                    e.getMessage());
            return false;
        }
        if (checkpoint.size() > proofs.size()) {
            throw alarm(AuditFinding.at(
                    AuditFinding.Kind.TRUNCATED,
                    new AuditPosition(log.stream(), proofs.size()),
                    "the stream ends before it, but a checkpoint kept by " + keptBy + " was signed when it had "
                            + checkpoint.size() + " records"));
        }
        NodeHash root;
        try {
            root = proofs.root(checkpoint.size());
        } catch (AbsentTileException e) {
            throw alarm(AuditFinding.of(AuditFinding.Kind.TILE_ALTERED, String.valueOf(e.getMessage())));
        }
        if (!root.equals(checkpoint.root())) {
            throw alarm(AuditFinding.at(
                    AuditFinding.Kind.REWRITTEN,
                    new AuditPosition(log.stream(), Math.max(0, checkpoint.size() - 1)),
                    "this record or one before it is not what a checkpoint kept by " + keptBy + " was signed over"));
        }
        return true;
    }

    private IllegalStateException alarm(AuditFinding finding) {
        tampered = finding;
        LOG.error("Audit stream {} was tampered with; nothing more of it is signed: {}", log.stream(), finding);
        if (denyWhenTampered) {
            log.halt("it was tampered with (" + finding.kind()
                    + "), and cpni.audit.checkpoints.on-tampering says to deny");
        }
        tell(() -> listener.tampered(finding));
        return new IllegalStateException("audit stream '" + log.stream() + "' was tampered with: " + finding);
    }

    private static Optional<SignedNote> last(Connection connection, int streamNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_LAST)) {
            statement.setInt(1, streamNo);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(SignedNote.parse(result.getString(1))) : Optional.empty();
            }
        }
    }

    private void store(SignedNote note, long size) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            int streamNo = RecordTable.streamNo(connection, log.stream()).orElseThrow();
            if (last(connection, streamNo).filter(note::equals).isEmpty()) {
                try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                    statement.setInt(1, streamNo);
                    statement.setLong(2, size);
                    statement.setLong(3, Micros.of(clock.instant()));
                    statement.setString(4, note.render());
                    statement.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new StoreUnavailableException("storing a checkpoint failed; check the audit database", e);
        }
    }

    /** Gives the last checkpoint to all witnesses; one that fails keeps none of the others from getting it. */
    private void publish(TreeFrontier tree) {
        SignedNote note = unpublished;
        if (note == null) {
            return;
        }
        WitnessException failure = null;
        for (CheckpointWitness witness : witnesses) {
            try {
                RecordTable.read(dataSource, "proving a checkpoint to a witness", connection -> {
                    int streamNo =
                            RecordTable.streamNo(connection, log.stream()).orElseThrow();
                    TreeProofs proofs = new TreeProofs(RecordTable.tiles(connection, streamNo), tree);
                    long size = Checkpoint.open(note, own).size();
                    return witness.publish(note, from -> proofs.consistency(from, size));
                });
            } catch (WitnessException e) {
                if (e.kind() == WitnessException.Kind.INCONSISTENT) {
                    throw alarm(AuditFinding.of(AuditFinding.Kind.REWRITTEN, String.valueOf(e.getMessage())));
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        unpublished = null;
    }

    /** What a listener throws is logged and changes nothing. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("The listener of checkpoints of audit stream {} failed", log.stream(), e);
        }
    }

    private void run() {
        long due = System.nanoTime() + everyTime.toNanos();
        try {
            while (!closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!log.isConnected()) {
                    continue;
                }
                long size = log.committed().size();
                long unsigned = size - Math.max(0, signedSize);
                if (unsigned >= everyRecords || System.nanoTime() - due >= 0) {
                    attempt();
                    due = System.nanoTime() + everyTime.toNanos();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The thread that signs checkpoints of audit stream {} was interrupted", log.stream(), e);
        }
    }

    private void attempt() {
        if (tampered != null) {
            return;
        }
        try {
            checkpoint();
        } catch (RuntimeException e) {
            if (tampered == null) {
                LOG.warn("A checkpoint of audit stream {} is late and will be tried again", log.stream(), e);
                tell(() -> listener.delayed(log.stream(), e));
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
        attempt();
    }

    /** Describes a checkpointer; not safe for use by several threads. */
    public static final class Builder {

        private final DataSource dataSource;
        private final JdbcAuditLog log;
        private final String origin;
        private final List<NoteSigner> signers = new ArrayList<>();
        private final List<CheckpointWitness> witnesses = new ArrayList<>();
        private CheckpointListener listener = CheckpointListener.NONE;
        private boolean denyWhenTampered;
        private long everyRecords = 4_096;
        private Duration everyTime = Duration.ofSeconds(10);
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

        /** Adds somebody who keeps checkpoints where nobody who can change the log can change them. */
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
         * Signs the first checkpoint, if there are records, and starts the thread. What was signed before is compared then.
         *
         * @throws StoreUnavailableException if the database fails
         */
        public Checkpointer start() {
            Checkpointer checkpointer = new Checkpointer(this);
            checkpointer.attempt();
            checkpointer.thread.start();
            return checkpointer;
        }
    }
}

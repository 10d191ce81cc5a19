package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.CheckpointWitness;
import io.cpni.merkle.ConsistencyProof;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.NoteException;
import io.cpni.merkle.NoteSigner;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TreeFrontier;
import io.cpni.merkle.TreeProofs;
import io.cpni.merkle.TrustedKeys;
import io.cpni.merkle.WitnessException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs one stream, and only as a continuation of what a trusted key has signed of it. The first checkpoint is that of the
 * empty stream, or is signed by the process that wrote every record; nobody else can say that what stands there was ever
 * written so. For one thread at a time.
 *
 * <p>The order is: what the witnesses have, what the tables have, the signature, the witnesses, the table. So what witnesses
 * sign beneath a checkpoint is stored with it, and a log that a witness knows otherwise gets no new signature. No connection
 * is held while others are asked.
 */
final class StreamSigner {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSigner.class);

    private static final String REMEDY = " If its records are right, start once with cpni.audit.checkpoints.adopt=true";

    /**
     * What all streams of a log have in common.
     *
     * @param deployment what names the log to the world
     * @param signers the current key, and those that sign beside it
     * @param trusted all keys that ever signed
     * @param isAdopting whether to sign what no trusted key has signed
     * @param keys open the keys by which the log knows its own records
     */
    record Rules(
            DataSource dataSource,
            String deployment,
            List<NoteSigner> signers,
            TrustedKeys trusted,
            List<CheckpointWitness> witnesses,
            CheckpointListener listener,
            Clock clock,
            boolean isAdopting,
            AuditKeys keys) {}

    /** Reads the right edge of a stream's tree. */
    @FunctionalInterface
    interface Edge {
        TreeFrontier of(Connection connection, int streamNo) throws SQLException;
    }

    /** A checkpoint that a trusted key signed. */
    private record Signed(SignedNote note, Checkpoint checkpoint) {
        long size() {
            return checkpoint.size();
        }
    }

    /** What stands in the tables, and continues what was signed before. */
    private record Found(
            int streamNo, TreeFrontier tree, Optional<Signed> last, boolean isLastMissing, Optional<String> adopted) {}

    /** A checkpoint with what witnesses signed beneath it, and why one of them did not. */
    private record Shown(SignedNote note, @Nullable WitnessException failure) {}

    private final Rules rules;
    private final String stream;
    private final String origin;
    private final Edge edge;
    private final LongPredicate isWrittenHere;
    private final boolean isForeign;
    private final Consumer<AuditFinding> alarm;

    private @Nullable Checkpoint signed;
    private @Nullable SignedNote unpublished;
    private @Nullable AuditFinding tampered;
    private boolean isDoubtTold;

    /**
     * Signs a stream.
     *
     * @param isWrittenHere tells whether this process has written all records behind a size, so that they are what it wrote
     * @param isForeign whether other nodes write it: then one that nobody has signed is left alone
     * @param alarm is told what is wrong, once
     */
    StreamSigner(
            Rules rules,
            String stream,
            Edge edge,
            LongPredicate isWrittenHere,
            boolean isForeign,
            Consumer<AuditFinding> alarm) {
        this.rules = rules;
        this.stream = stream;
        this.origin = rules.deployment() + "/" + stream;
        this.edge = edge;
        this.isWrittenHere = isWrittenHere;
        this.isForeign = isForeign;
        this.alarm = alarm;
    }

    /** Reads the edge as the tables have it. */
    static TreeFrontier stored(Connection connection, int streamNo) throws SQLException {
        long size = CheckpointTable.end(connection, streamNo)
                .map(CheckpointTable.End::size)
                .orElse(0L);
        return RecordTable.frontier(connection, streamNo, size);
    }

    String stream() {
        return stream;
    }

    String origin() {
        return origin;
    }

    /** Returns how many records are signed, as far as is known here; less than 0 if nothing is. */
    long signedSize() {
        Checkpoint last = signed;
        return last == null ? -1 : last.size();
    }

    boolean isTampered() {
        return tampered != null;
    }

    /**
     * Signs what is not signed yet, and shows it to the witnesses.
     *
     * @throws StoreUnavailableException if the database fails
     * @throws WitnessException if a witness cannot be reached; the checkpoint is stored nevertheless
     * @throws IllegalStateException if the stream is no continuation of what was signed before
     */
    void sign() {
        requireUntouched();
        List<SignedNote> witnessed = askWitnesses();
        Optional<Found> present =
                RecordTable.read(rules.dataSource(), "reading the last checkpoint", open -> find(open, witnessed));
        if (present.isEmpty()) {
            return;
        }
        Found found = present.get();
        found.last().ifPresent(last -> takeUp(found, last));
        WitnessException failure = showAgain(found);
        if (signedSize() < found.tree().size()) {
            failure = signOn(found, failure);
        }
        if (failure != null) {
            throw failure.isAlarm() ? witnessAlarm(failure) : failure;
        }
    }

    private void requireUntouched() {
        AuditFinding finding = tampered;
        if (finding != null) {
            throw new IllegalStateException("nothing more is signed of audit stream '" + stream + "': " + finding);
        }
    }

    /** Returns what the witnesses have, as far as they can be asked: one that cannot stops nothing. */
    private List<SignedNote> askWitnesses() {
        List<SignedNote> known = new ArrayList<>();
        for (CheckpointWitness witness : rules.witnesses()) {
            try {
                witness.latest(origin).ifPresent(known::add);
            } catch (WitnessException e) {
                if (e.isAlarm()) {
                    throw witnessAlarm(e);
                }
                LOG.warn("A witness of audit stream {} cannot be asked: {}", stream, e.getMessage());
            }
        }
        return known;
    }

    private Optional<Found> find(Connection connection, List<SignedNote> witnessed) throws SQLException {
        OptionalInt number = RecordTable.streamNo(connection, stream);
        if (number.isEmpty()) {
            if (signed != null || !witnessed.isEmpty()) {
                throw alarm(AuditFinding.of(
                        AuditFinding.Kind.TRUNCATED,
                        "stream " + stream + " was signed, and is not in the tables any more"));
            }
            return Optional.empty();
        }
        int streamNo = number.getAsInt();
        // Before the tree: another node may sign and write on meanwhile.
        Optional<CheckpointTable.Stored> stored = CheckpointTable.last(connection, streamNo, Long.MAX_VALUE);
        TreeFrontier tree = tree(connection, streamNo);
        TreeProofs proofs = new TreeProofs(RecordTable.tiles(connection, streamNo), tree);
        Optional<Signed> last = stored.flatMap(this::believed);
        last.ifPresent(each -> requireContinued(each.checkpoint(), "the log", proofs));
        Checkpoint own = signed;
        if (own != null && (last.isEmpty() || last.get().size() < own.size())) {
            throw invalid(own.size(), "this process has seen it, and the table has it no more");
        }
        Optional<Signed> longest = last;
        for (SignedNote note : witnessed) {
            Signed seen = believed(note);
            requireContinued(seen.checkpoint(), "a witness", proofs);
            longest = longest.filter(each -> each.size() >= seen.size()).or(() -> Optional.of(seen));
        }
        Optional<String> doubt = doubt(connection, streamNo, stored, longest, tree);
        if (doubt.isPresent() && !isAdopted(doubt.get(), stored, longest, tree.size())) {
            return Optional.empty();
        }
        return Optional.of(new Found(streamNo, tree, longest, !longest.equals(last), doubt));
    }

    /** Tells whether to sign what nobody trusted vouches for. Only who writes a stream is to blame for it. */
    private boolean isAdopted(String doubt, Optional<CheckpointTable.Stored> stored, Optional<Signed> last, long size) {
        if (rules.isAdopting()) {
            // A row of that size cannot be written over: the next record makes room.
            return last.isPresent()
                    || stored.filter(each -> each.size() >= size).isEmpty();
        }
        if (!isForeign) {
            throw alarm(AuditFinding.of(AuditFinding.Kind.UNSIGNED, doubt));
        }
        if (!isDoubtTold) {
            isDoubtTold = true;
            LOG.warn("Nobody signs an audit stream of another node on: {}", doubt);
        }
        return false;
    }

    private TreeFrontier tree(Connection connection, int streamNo) throws SQLException {
        try {
            return edge.of(connection, streamNo);
        } catch (AbsentTileException | IllegalArgumentException | IllegalStateException e) {
            throw alarm(AuditFinding.of(
                    AuditFinding.Kind.TILE_ALTERED,
                    "the end of stream " + stream + " is not whole: " + e.getMessage()));
        }
    }

    /** Returns a stored checkpoint if a trusted key signed it; one that was changed is an alarm. */
    private Optional<Signed> believed(CheckpointTable.Stored stored) {
        try {
            SignedNote note = SignedNote.parse(stored.note());
            Checkpoint checkpoint = Checkpoint.open(note, rules.trusted());
            if (checkpoint.size() != stored.size() || !checkpoint.origin().endsWith("/" + stream)) {
                throw invalid(stored.size(), "it is one of another stream or size");
            }
            return Optional.of(new Signed(note, checkpoint));
        } catch (NoteException e) {
            if (e.reason() == NoteException.Reason.NO_TRUSTED_SIGNATURE) {
                return Optional.empty();
            }
            throw invalid(stored.size(), String.valueOf(e.getMessage()));
        }
    }

    private Signed believed(SignedNote witnessed) {
        try {
            return new Signed(witnessed, Checkpoint.open(witnessed, rules.trusted()));
        } catch (NoteException e) {
            throw alarm(AuditFinding.of(
                    AuditFinding.Kind.CHECKPOINT_INVALID,
                    "a witness of " + stream + " has a checkpoint that is not believed: " + e.getMessage()
                            + "; a key of the past belongs into cpni.audit.checkpoints.trusted-keys"));
        }
    }

    private IllegalStateException invalid(long size, String why) {
        return alarm(AuditFinding.of(
                AuditFinding.Kind.CHECKPOINT_INVALID, "checkpoint of " + size + " records of " + stream + ": " + why));
    }

    /** Raises the alarm unless what was signed before is the beginning of what stands here now. */
    private void requireContinued(Checkpoint earlier, String keptBy, TreeProofs proofs) {
        if (earlier.size() > proofs.size()) {
            throw alarm(AuditFinding.at(
                    AuditFinding.Kind.TRUNCATED,
                    new AuditPosition(stream, proofs.size()),
                    "the stream ends before it, but a checkpoint kept by " + keptBy + " was signed when it had "
                            + earlier.size() + " records"));
        }
        NodeHash root;
        try {
            root = proofs.root(earlier.size());
        } catch (AbsentTileException | IllegalStateException e) {
            throw alarm(AuditFinding.of(
                    AuditFinding.Kind.TILE_ALTERED, "the tree of stream " + stream + ": " + e.getMessage()));
        }
        if (!root.equals(earlier.root())) {
            throw alarm(AuditFinding.at(
                    AuditFinding.Kind.REWRITTEN,
                    new AuditPosition(stream, Math.max(0, earlier.size() - 1)),
                    "this record or one before it is not what a checkpoint kept by " + keptBy + " was signed over"));
        }
    }

    /** Returns why what stands here cannot be signed, though it contradicts no checkpoint: nobody trusted vouches for it. */
    private Optional<String> doubt(
            Connection connection,
            int streamNo,
            Optional<CheckpointTable.Stored> stored,
            Optional<Signed> last,
            TreeFrontier tree)
            throws SQLException {
        long size = tree.size();
        long signedSize = last.map(Signed::size).orElse(0L);
        if (stored.isPresent() && last.isEmpty()) {
            return Optional.of("stream " + stream + " was signed when it had "
                    + stored.get().size()
                    + " records, by none of the trusted keys. If the key was replaced, name the public one in"
                    + " cpni.audit.checkpoints.trusted-keys." + REMEDY);
        }
        if (size == signedSize || isWrittenHere.test(signedSize)) {
            return Optional.empty();
        }
        if (last.isEmpty()) {
            return Optional.of("stream " + stream + " has " + size
                    + " records and no checkpoint: its checkpoints were removed, or it was written without a key."
                    + REMEDY);
        }
        return unsealed(connection, streamNo, signedSize, tree);
    }

    /**
     * A process that ended leaves records behind its last checkpoint. They are signed if the log wrote them, which their seals
     * tell: whoever can only write to the tables cannot make one.
     */
    private Optional<String> unsealed(Connection connection, int streamNo, long signedSize, TreeFrontier tree)
            throws SQLException {
        DataKeys keys = DataKeys.read(connection, rules.keys());
        TreeFrontier sealed = RecordTable.frontier(connection, streamNo, signedSize);
        StreamReads.scan(connection, streamNo, signedSize, tree.size(), row -> {
            if (row.seq() == sealed.size() && keys.isOwn(row.leaf(), new AuditPosition(stream, row.seq()))) {
                sealed.append(Rfc6962.leaf(row.leaf()), (level, tile, hashes) -> {});
            }
        });
        if (sealed.size() == tree.size() && sealed.root().equals(tree.root())) {
            return Optional.empty();
        }
        return Optional.of("record " + sealed.size() + " of stream " + stream + ", behind its last checkpoint, of "
                + signedSize + " records, has no seal of this log: somebody else wrote or changed it, or its key for"
                + " digests was removed before the record was signed." + REMEDY);
    }

    /** Goes on from the last checkpoint. */
    private void takeUp(Found found, Signed last) {
        if (found.isLastMissing()) {
            LOG.warn(
                    "A witness has the checkpoint of {} records of audit stream {}, and the table does not: it is stored"
                            + " again",
                    last.size(),
                    stream);
            store(found.streamNo(), last.note(), last.size());
        }
        if (signed == null) {
            // Witnesses that know nothing yet, as of a process that ended before it could show it. Not of a stream
            // whose own node
            // may wake up and show more meanwhile: it is looked at because it has grown, and the new note compares as
            // well.
            unpublished = last.size() > 0 && !isForeign ? last.note() : null;
            if (!last.checkpoint().origin().equals(origin)) {
                LOG.warn(
                        "Audit stream {} was signed as {} so far, from now on as {}: its witnesses begin anew",
                        stream,
                        last.checkpoint().origin(),
                        origin);
                unpublished = null;
            }
        }
        signed = last.checkpoint();
    }

    private @Nullable WitnessException signOn(Found found, @Nullable WitnessException earlier) {
        TreeFrontier tree = found.tree();
        found.adopted()
                .ifPresent(doubt -> LOG.error(
                        "Audit stream {} is signed as it stands, with {} records, because cpni.audit.checkpoints.adopt is on;"
                                + " take that out again. Without it: {}",
                        stream,
                        tree.size(),
                        doubt));
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        SignedNote note = checkpoint.sign(rules.signers());
        // Of an empty stream there is nothing to remember.
        Shown shown = tree.size() == 0 || earlier != null ? new Shown(note, earlier) : show(found, note);
        store(found.streamNo(), shown.note(), tree.size());
        unpublished = shown.failure() == null ? null : shown.note();
        signed = checkpoint;
        tell(() -> rules.listener().signed(stream, tree.size()));
        return shown.failure();
    }

    /** Shows the last checkpoint to witnesses that could not be reached, or were not asked yet. */
    private @Nullable WitnessException showAgain(Found found) {
        SignedNote note = unpublished;
        if (note == null) {
            return null;
        }
        Shown shown = show(found, note);
        unpublished = shown.failure() == null ? null : note;
        return shown.failure();
    }

    /** Shows a checkpoint to all witnesses, each with the signatures of those before; one that fails keeps it from none. */
    private Shown show(Found found, SignedNote note) {
        long size = Checkpoint.open(note, rules.trusted()).size();
        SignedNote cosigned = note;
        WitnessException failure = null;
        for (CheckpointWitness witness : rules.witnesses()) {
            try {
                cosigned = witness.publish(cosigned, from -> proof(found, from, size));
            } catch (WitnessException e) {
                if (e.kind() == WitnessException.Kind.INCONSISTENT && isAwake(found)) {
                    throw new IllegalStateException(
                            "the node of audit stream '" + stream + "' is awake and signs it; it is looked at again",
                            e);
                }
                if (e.kind() == WitnessException.Kind.INCONSISTENT) {
                    throw alarm(
                            AuditFinding.of(AuditFinding.Kind.REWRITTEN, "stream " + stream + ": " + e.getMessage()));
                }
                failure = failure == null || e.isAlarm() ? e : failure;
            }
        }
        return new Shown(cosigned, failure);
    }

    /**
     * Tells whether the stream's own node has written on since it was read here: then a witness may have seen more of it. Nothing
     * is stored of what a witness did not take, and the next look compares again. A stream that nobody writes has no such excuse.
     */
    private boolean isAwake(Found found) {
        return isForeign
                && RecordTable.read(
                        rules.dataSource(),
                        "looking for new records of another node",
                        connection -> CheckpointTable.end(connection, found.streamNo())
                                .filter(end -> end.size() > found.tree().size())
                                .isPresent());
    }

    private ConsistencyProof proof(Found found, long from, long to) {
        return RecordTable.read(
                rules.dataSource(),
                "proving a checkpoint to a witness",
                connection -> new TreeProofs(RecordTable.tiles(connection, found.streamNo()), found.tree())
                        .consistency(from, to));
    }

    private void store(int streamNo, SignedNote note, long size) {
        try (Connection connection = rules.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                CheckpointTable.insert(
                        connection, streamNo, size, Micros.of(rules.clock().instant()), note.render());
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                if (!isThere(connection, streamNo, note, size)) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("storing a checkpoint failed; check the audit database", e);
        }
    }

    /** Tells whether another node has stored the same at this moment, or the answer of a commit was lost. */
    private boolean isThere(Connection connection, int streamNo, SignedNote note, long size) throws SQLException {
        Optional<Signed> there = CheckpointTable.last(connection, streamNo, size)
                .filter(stored -> stored.size() == size)
                .flatMap(this::believed);
        connection.rollback();
        return there.filter(each -> each.note().text().equals(note.text())).isPresent();
    }

    private IllegalStateException witnessAlarm(WitnessException e) {
        return alarm(AuditFinding.of(
                AuditFinding.Kind.CHECKPOINT_INVALID, "a witness of stream " + stream + ": " + e.getMessage()));
    }

    private IllegalStateException alarm(AuditFinding finding) {
        tampered = finding;
        LOG.error("Audit stream {} cannot be vouched for any more; nothing more of it is signed: {}", stream, finding);
        alarm.accept(finding);
        tell(() -> rules.listener().tampered(finding));
        return new IllegalStateException("audit stream '" + stream + "' cannot be vouched for: " + finding);
    }

    /** What a listener throws is logged and changes nothing. */
    void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("The listener of checkpoints of audit stream {} failed", stream, e);
        }
    }
}

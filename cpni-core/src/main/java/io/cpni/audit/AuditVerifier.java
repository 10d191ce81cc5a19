package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TrustedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the hashes of a log and says which records are not as they were written.
 *
 * <p>Needs the tables, or an export of them, and the public keys that signed the checkpoints; no key that opens anything.
 * Finds every record that was changed, removed, inserted or moved, every change to whom it names and what it was for, and
 * every change to the tree. Whoever may write to the database and computes the tree anew is found by the checkpoints; who
 * cuts off the end together with its checkpoints, by the checkpoints that a witness keeps ({@link #witnessed}).
 *
 * <p>Without trusted keys, checkpoints are not looked at, and a tree that was computed anew is not found.
 *
 * <p>Immutable. May run while the log is written. Safe for many threads.
 */
public final class AuditVerifier {

    /** The number of a stream that does not exist. */
    private static final int NO_STREAM = 0;

    private final Supplier<LogSource> source;
    private final @Nullable TrustedKeys trusted;
    private final List<SignedNote> witnessed;
    private final VerifierProgress progress;

    private AuditVerifier(
            Supplier<LogSource> source,
            @Nullable TrustedKeys trusted,
            List<SignedNote> witnessed,
            VerifierProgress progress) {
        this.source = source;
        this.trusted = trusted;
        this.witnessed = List.copyOf(witnessed);
        this.progress = progress;
    }

    /** Returns a verifier of the tables in a database; reading rights are enough. */
    public static AuditVerifier over(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return of(() -> DatabaseSource.open(dataSource));
    }

    static AuditVerifier of(Supplier<LogSource> source) {
        return new AuditVerifier(source, null, List.of(), (stream, records, size) -> {});
    }

    /** Returns one that believes checkpoints signed by these keys, and reports all others. */
    public AuditVerifier trusting(TrustedKeys keys) {
        return new AuditVerifier(source, Objects.requireNonNull(keys, "keys"), witnessed, progress);
    }

    /**
     * Returns one that also asks for what these notes say, and whether they still stand in the log, which were kept where nobody who can change the log can change
     * them. They are believed like those in the log, if a trusted key signed them.
     *
     * @throws IllegalStateException if no keys are trusted yet
     */
    public AuditVerifier witnessed(List<SignedNote> notes) {
        if (trusted == null) {
            throw new IllegalStateException(
                    "say first which keys are trusted: a note says who signed it, not who should");
        }
        return new AuditVerifier(source, trusted, notes, progress);
    }

    /** Returns one that tells how far it is. */
    public AuditVerifier progress(VerifierProgress listener) {
        return new AuditVerifier(source, trusted, witnessed, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Verifies all streams and persons.
     *
     * @throws StoreUnavailableException if the database or the export cannot be read
     */
    public LogVerification verify() {
        try (LogSource log = source.get()) {
            List<AuditVerification> streams = new ArrayList<>();
            List<LogSource.Stream> there = log.streams();
            CitedRecords cited = new CitedRecords(log, trusted);
            for (LogSource.Stream stream : there) {
                // Each record is read with its own stream, whichever refers to it.
                streams.add(verify(log, stream, 0, cited::doubtOfRead));
            }
            for (String gone : witnessedBut(there)) {
                streams.add(verify(log, new LogSource.Stream(NO_STREAM, gone), 0, cited::doubtOfRead));
            }
            PersonCheck persons = new PersonCheck(log, cited::attested);
            log.persons(persons::check);
            return new LogVerification(streams, persons.findings(), persons.unattestedErasures());
        }
    }

    /**
     * Verifies a stream from its first record to its last. A stream that does not exist is intact, unless a witness knows
     * of records. Of other streams nothing is read but the records of purges of this one; that these are what a trusted key
     * signed is proved by their streams' trees.
     *
     * @throws StoreUnavailableException if the database or the export cannot be read
     */
    public AuditVerification verify(String stream) {
        return verify(stream, 0);
    }

    /**
     * Verifies a stream from a record to its last, and takes the tree over those before from the tables: their checkpoints
     * are compared from there on.
     *
     * @param from the place of the first record; verification starts with the first of the 256 it stands among
     * @throws StoreUnavailableException if the database or the export cannot be read
     */
    public AuditVerification verify(String stream, long from) {
        AuditPosition.requireStream(stream);
        try (LogSource log = source.get()) {
            LogSource.Stream found = log.streams().stream()
                    .filter(each -> each.name().equals(stream))
                    .findFirst()
                    .orElse(new LogSource.Stream(NO_STREAM, stream));
            long first = from - from % RecordTable.TILE_WIDTH;
            CitedRecords cited = new CitedRecords(log, trusted);
            return verify(
                    log,
                    found,
                    first,
                    (streamNo, row) -> streamNo == found.no() && row.seq() >= first
                            ? cited.doubtOfRead(streamNo, row)
                            : cited.doubtOfUnread(streamNo, row));
        }
    }

    /** Returns the streams of which a witness knows and the log does not. */
    private Set<String> witnessedBut(List<LogSource.Stream> there) {
        Set<String> gone = new TreeSet<>();
        for (SignedNote note : witnessed) {
            String name = CheckpointTrail.claimedStream(note);
            if (AuditPosition.isStream(name)
                    && there.stream().noneMatch(stream -> stream.name().equals(name))) {
                gone.add(name);
            }
        }
        return gone;
    }

    private AuditVerification verify(LogSource log, LogSource.Stream stream, long from, StreamWalk.Cited cited) {
        Findings findings = new Findings();
        long size = log.size(stream.no());
        CheckpointTrail checkpoints = new CheckpointTrail(log, stream, trusted, witnessed, findings);
        StreamWalk walk = new StreamWalk(
                log,
                stream,
                from,
                checkpoints,
                cited,
                findings,
                records -> progress.read(stream.name(), records, size));
        walk.run();
        checkpoints.end(walk.size());
        return findings.count() == 0
                ? new AuditVerification.Intact(stream.name(), walk.read(), walk.size(), walk.attested())
                : new AuditVerification.Tampered(stream.name(), walk.read(), findings.kept(), findings.count());
    }
}

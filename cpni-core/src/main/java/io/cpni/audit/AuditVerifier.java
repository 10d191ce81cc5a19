package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.NoteException;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TrustedKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
            for (LogSource.Stream stream : there) {
                streams.add(verify(log, stream, 0));
            }
            for (String gone : witnessedBut(there)) {
                streams.add(verify(log, new LogSource.Stream(NO_STREAM, gone), 0));
            }
            Findings persons = new Findings();
            log.persons(person -> check(log, person, persons));
            return new LogVerification(streams, persons.kept());
        }
    }

    /**
     * Verifies a stream from its first record to its last. A stream that does not exist is intact, unless a witness knows
     * of records.
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
            return verify(log, found, from - from % RecordTable.TILE_WIDTH);
        }
    }

    /** Returns how many records of a stream a trusted key vouches for; all, if no keys are trusted and so none are asked for. */
    private long attested(LogSource log, int streamNo) {
        if (trusted == null) {
            return Long.MAX_VALUE;
        }
        return log.streams().stream()
                .filter(stream -> stream.no() == streamNo)
                .flatMap(stream -> checkpoints(log, stream, new Findings()).keySet().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Returns the streams of which a witness knows and the log does not. */
    private Set<String> witnessedBut(List<LogSource.Stream> there) {
        Set<String> gone = new TreeSet<>();
        for (SignedNote note : witnessed) {
            String origin = note.text().lines().findFirst().orElse("");
            String name = origin.substring(origin.lastIndexOf('/') + 1);
            if (AuditPosition.isStream(name)
                    && there.stream().noneMatch(stream -> stream.name().equals(name))) {
                gone.add(name);
            }
        }
        return gone;
    }

    private AuditVerification verify(LogSource log, LogSource.Stream stream, long from) {
        Findings findings = new Findings();
        Map<Long, Checkpoint> checkpoints = checkpoints(log, stream, findings);
        long size = log.size(stream.no());
        Map<Integer, Long> attested = new HashMap<>();
        StreamWalk walk = new StreamWalk(
                log,
                stream,
                from,
                checkpoints,
                other -> attested.computeIfAbsent(other, no -> attested(log, no)),
                findings,
                records -> progress.read(stream.name(), records, size));
        walk.run();
        long longest =
                checkpoints.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (longest > walk.size()) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.TRUNCATED,
                    new AuditPosition(stream.name(), walk.size()),
                    "the stream ends before it, but a checkpoint was signed when it had " + longest + " records"));
        }
        return findings.count() == 0
                ? new AuditVerification.Intact(stream.name(), walk.read(), walk.size(), walk.attested())
                : new AuditVerification.Tampered(stream.name(), walk.read(), findings.kept(), findings.count());
    }

    /** Returns the checkpoints of a stream that a trusted key signed, by size. */
    private Map<Long, Checkpoint> checkpoints(LogSource log, LogSource.Stream stream, Findings findings) {
        Map<Long, Checkpoint> believed = new HashMap<>();
        if (trusted == null) {
            return believed;
        }
        for (LogSource.StoredNote stored : log.notes(stream.no())) {
            try {
                Checkpoint checkpoint = Checkpoint.open(SignedNote.parse(stored.note()), trusted);
                if (!isOf(stream, checkpoint) || checkpoint.size() != stored.size()) {
                    invalid(stream, stored.size(), "it is one of another stream or size", findings);
                } else {
                    believe(stream, checkpoint, believed, findings);
                }
            } catch (NoteException | IllegalArgumentException e) {
                invalid(stream, stored.size(), String.valueOf(e.getMessage()), findings);
            }
        }
        for (SignedNote note : witnessed) {
            try {
                Checkpoint checkpoint = Checkpoint.open(note, trusted);
                if (isOf(stream, checkpoint)) {
                    if (!believed.containsKey(checkpoint.size())) {
                        invalid(stream, checkpoint.size(), "a witness has it, and the log has it no more", findings);
                    }
                    believe(stream, checkpoint, believed, findings);
                }
            } catch (NoteException e) {
                findings.add(AuditFinding.of(
                        AuditFinding.Kind.CHECKPOINT_INVALID, "a witness's note is not believed: " + e.getMessage()));
            }
        }
        return believed;
    }

    private static void believe(
            LogSource.Stream stream, Checkpoint checkpoint, Map<Long, Checkpoint> believed, Findings findings) {
        Checkpoint other = believed.putIfAbsent(checkpoint.size(), checkpoint);
        if (other != null && !other.root().equals(checkpoint.root())) {
            findings.add(AuditFinding.of(
                    AuditFinding.Kind.REWRITTEN,
                    "two checkpoints of " + checkpoint.size() + " records of " + stream.name()
                            + " were signed over different records"));
        }
    }

    private static boolean isOf(LogSource.Stream stream, Checkpoint checkpoint) {
        return checkpoint.origin().endsWith("/" + stream.name());
    }

    private static void invalid(LogSource.Stream stream, long size, String why, Findings findings) {
        findings.add(AuditFinding.of(
                AuditFinding.Kind.CHECKPOINT_INVALID,
                "checkpoint of " + size + " records of " + stream.name() + ": " + why));
    }

    private static void check(LogSource log, LogSource.StoredPerson person, Findings findings) {
        byte[] idCipher = person.idCipher();
        if (idCipher != null && !Arrays.equals(Person.commitment(idCipher), person.commitment())) {
            altered(person, "is not who it was", findings);
        } else if (idCipher == null && !isErasureOnRecord(log, person)) {
            altered(person, "was emptied, and no record says that it was erased", findings);
        } else if (idCipher != null && !person.hasKey()) {
            altered(person, "has lost its key or its digest, and no record says that it was erased", findings);
        }
    }

    private static boolean isErasureOnRecord(LogSource log, LogSource.StoredPerson person) {
        Integer stream = person.erasedStream();
        Long seq = person.erasedSeq();
        if (stream == null || seq == null) {
            return false;
        }
        Optional<RecordTable.Row> row = log.record(stream, seq);
        if (row.isEmpty() || row.get().customers() == null) {
            return false;
        }
        try {
            boolean[] isNamed = new boolean[1];
            CustomerSet.read(row.get().customers(), (number, rows) -> isNamed[0] |= number == person.number());
            return isNamed[0] && Leaf.decode(row.get().leaf()).body().kind() == AuditKind.ERASURE;
        } catch (MalformedRecordException e) {
            return false;
        }
    }

    private static void altered(LogSource.StoredPerson person, String detail, Findings findings) {
        findings.add(AuditFinding.of(AuditFinding.Kind.PERSON_ALTERED, "person " + person.number() + " " + detail));
    }
}

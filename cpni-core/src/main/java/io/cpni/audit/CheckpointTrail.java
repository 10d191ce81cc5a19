package io.cpni.audit;

import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.NoteException;
import io.cpni.merkle.SignedNote;
import io.cpni.merkle.TrustedKeys;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a stream, those in the log and those that a witness kept, as a walk along the stream comes to them: each
 * is verified when it is met. One after the other: a year has three million.
 */
final class CheckpointTrail {

    private final LogSource log;
    private final LogSource.Stream stream;
    private final @Nullable TrustedKeys trusted;
    private final Findings findings;
    private final Iterator<LogSource.StoredNote> notes;
    private final TreeMap<Long, Checkpoint> witnessed = new TreeMap<>();
    private final Set<Long> met = new HashSet<>();
    private LogSource.@Nullable StoredNote next;
    private long longest;

    /**
     * Begins with the shortest.
     *
     * @param trusted who is believed; nobody if null, and then there are no checkpoints
     * @param notes what witnesses kept, of any stream
     */
    CheckpointTrail(
            LogSource log,
            LogSource.Stream stream,
            @Nullable TrustedKeys trusted,
            List<SignedNote> notes,
            Findings findings) {
        this.log = log;
        this.stream = stream;
        this.trusted = trusted;
        this.findings = findings;
        this.notes = trusted == null ? List.<LogSource.StoredNote>of().iterator() : log.notes(stream.no());
        notes.stream().filter(this::isClaimed).forEach(this::takeWitnessed);
        advance();
    }

    /** Returns the name of the stream that a note claims to be of; nobody has looked yet who signed it. */
    static String claimedStream(SignedNote note) {
        String origin = note.text().lines().findFirst().orElse("");
        return origin.substring(origin.lastIndexOf('/') + 1);
    }

    private boolean isClaimed(SignedNote note) {
        return trusted != null && claimedStream(note).equals(stream.name());
    }

    private void takeWitnessed(SignedNote note) {
        if (trusted == null) {
            return;
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(note, trusted);
            Checkpoint other = witnessed.putIfAbsent(checkpoint.size(), checkpoint);
            compare(other, checkpoint);
            longest = Math.max(longest, checkpoint.size());
        } catch (NoteException e) {
            findings.add(AuditFinding.of(
                    AuditFinding.Kind.CHECKPOINT_INVALID, "a witness's note is not believed: " + e.getMessage()));
        }
    }

    private void compare(@Nullable Checkpoint one, @Nullable Checkpoint other) {
        if (one != null && other != null && !one.root().equals(other.root())) {
            findings.add(AuditFinding.of(
                    AuditFinding.Kind.REWRITTEN,
                    "two checkpoints of " + one.size() + " records of " + stream.name()
                            + " were signed over different records"));
        }
    }

    private void advance() {
        next = notes.hasNext() ? notes.next() : null;
    }

    /** Returns the checkpoint of a size; sizes that were asked for grow. */
    Optional<Checkpoint> at(long size) {
        Checkpoint found = witnessed.get(size);
        for (LogSource.StoredNote stored = next; stored != null && stored.size() <= size; stored = next) {
            advance();
            Checkpoint checkpoint = open(stored).orElse(null);
            if (checkpoint != null && checkpoint.size() == size) {
                found = found == null ? checkpoint : found;
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<Checkpoint> open(LogSource.StoredNote stored) {
        Optional<Checkpoint> opened = open(stream, stored, trusted, findings);
        opened.ifPresent(checkpoint -> {
            Checkpoint other = witnessed.get(checkpoint.size());
            if (other != null) {
                met.add(checkpoint.size());
                compare(checkpoint, other);
            }
            longest = Math.max(longest, checkpoint.size());
        });
        return opened;
    }

    private static Optional<Checkpoint> open(
            LogSource.Stream stream, LogSource.StoredNote stored, @Nullable TrustedKeys trusted, Findings findings) {
        if (trusted == null) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = Checkpoint.open(SignedNote.parse(stored.note()), trusted);
            if (checkpoint.origin().endsWith("/" + stream.name()) && checkpoint.size() == stored.size()) {
                return Optional.of(checkpoint);
            }
            findings.add(invalid(stream, stored.size(), "it is one of another stream or size"));
        } catch (NoteException | IllegalArgumentException e) {
            findings.add(invalid(stream, stored.size(), String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static AuditFinding invalid(LogSource.Stream stream, long size, String why) {
        return AuditFinding.of(
                AuditFinding.Kind.CHECKPOINT_INVALID,
                "checkpoint of " + size + " records of " + stream.name() + ": " + why);
    }

    /** Verifies the rest, and says what is missing of a stream that ends here. */
    void end(long size) {
        for (LogSource.StoredNote stored = next; stored != null; stored = next) {
            advance();
            open(stored);
        }
        for (long kept : witnessed.keySet()) {
            // Asked again: it may have been stored meanwhile.
            if (!met.contains(kept) && !isStored(kept)) {
                findings.add(invalid(stream, kept, "a witness has it, and the log has it no more"));
            }
        }
        // Asked again: what was signed while the stream was read says nothing of what was read.
        if (longest > size && longest > log.grownTo(stream.no())) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.TRUNCATED,
                    new AuditPosition(stream.name(), size),
                    "the stream ends before it, but a checkpoint was signed when it had " + longest + " records"));
        }
    }

    private boolean isStored(long size) {
        return log.lastNote(stream.no(), size)
                .filter(stored -> stored.size() == size)
                .flatMap(stored -> open(stream, stored, trusted, new Findings()))
                .isPresent();
    }

    /** Returns the longest checkpoint of a stream by a trusted key, as the log says now. */
    static Optional<Checkpoint> last(LogSource log, LogSource.Stream stream, TrustedKeys trusted) {
        long upTo = Long.MAX_VALUE;
        while (true) {
            Optional<LogSource.StoredNote> last = log.lastNote(stream.no(), upTo);
            Optional<Checkpoint> checkpoint = last.flatMap(each -> open(stream, each, trusted, new Findings()));
            if (checkpoint.isPresent() || last.isEmpty() || last.get().size() <= 0) {
                return checkpoint;
            }
            upTo = last.get().size() - 1;
        }
    }
}

package io.cpni.audit;

import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TreeProofs;
import io.cpni.merkle.TrustedKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what stands against the word of a record to which others refer. Of a record that no walk reads, a checkpoint behind it
 * is not enough: its hash must lead, by the tiles of its stream, to what was signed. For one thread at a time.
 */
final class CitedRecords {

    /** The longest checkpoint of a stream by a trusted key, and what proves that records stand under it. */
    private record Vouched(Checkpoint checkpoint, TreeProofs proofs) {}

    private final LogSource log;
    private final @Nullable TrustedKeys trusted;
    private final Map<Integer, Vouched> vouched = new HashMap<>();

    /**
     * Begins.
     *
     * @param trusted who is believed; if null nobody is asked for, and nothing stands against any record
     */
    CitedRecords(LogSource log, @Nullable TrustedKeys trusted) {
        this.log = log;
        this.trusted = trusted;
    }

    /** Returns how many records of a stream a trusted key vouches for; all, if no keys are trusted. */
    long attested(int streamNo) {
        return trusted == null
                ? Long.MAX_VALUE
                : last(streamNo).map(Checkpoint::size).orElse(0L);
    }

    /** Returns what stands against a record that is read besides, as part of its stream. */
    Optional<String> doubtOfRead(int streamNo, RecordTable.Row row) {
        return row.seq() < attested(streamNo) ? Optional.empty() : Optional.of("nobody has signed");
    }

    /** Returns what stands against a record that nobody reads but who refers to it. */
    Optional<String> doubtOfUnread(int streamNo, RecordTable.Row row) {
        return doubtOfRead(streamNo, row)
                .or(() -> trusted == null || isProven(streamNo, row)
                        ? Optional.empty()
                        : Optional.of("no tree that was signed is known to hold"));
    }

    private boolean isProven(int streamNo, RecordTable.Row row) {
        Vouched known = vouched.get(streamNo);
        if (known != null && isProven(known, row)) {
            return true;
        }
        // Asked again: it may have been signed, or tiles that the tree needs no more removed, meanwhile.
        vouched.remove(streamNo);
        last(streamNo)
                .ifPresent(checkpoint -> log.proofs(streamNo)
                        .ifPresent(proofs -> vouched.put(streamNo, new Vouched(checkpoint, proofs))));
        Vouched now = vouched.get(streamNo);
        return now != null && isProven(now, row);
    }

    private static boolean isProven(Vouched vouched, RecordTable.Row row) {
        Checkpoint checkpoint = vouched.checkpoint();
        if (row.seq() >= checkpoint.size()
                || checkpoint.size() > vouched.proofs().size()) {
            return false;
        }
        try {
            return vouched.proofs()
                    .inclusion(row.seq(), checkpoint.size())
                    .verifies(Rfc6962.leaf(row.leaf()), checkpoint.root());
        } catch (AbsentTileException | IllegalStateException e) {
            // A tile that is not there, or not whole, proves nothing.
            return false;
        }
    }

    private Optional<Checkpoint> last(int streamNo) {
        TrustedKeys keys = trusted;
        return keys == null
                ? Optional.empty()
                : log.streams().stream()
                        .filter(stream -> stream.no() == streamNo)
                        .findFirst()
                        .flatMap(stream -> CheckpointTrail.last(log, stream, keys));
    }
}

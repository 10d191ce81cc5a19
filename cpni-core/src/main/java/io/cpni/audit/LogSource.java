package io.cpni.audit;

import io.cpni.merkle.TileSource;
import io.cpni.merkle.TreeProofs;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a verifier reads: a database, or an export of one. For one thread at a time. */
interface LogSource extends AutoCloseable {

    /** A stream of the log. */
    record Stream(int no, String name) {}

    /** A checkpoint as it is stored. */
    record StoredNote(long size, String note) {}

    /** Where a record says that others were purged. */
    record Purge(long from, long to, int stream, long seq) {}

    /** A person, as far as verification goes. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares them
    record StoredPerson(
            int number,
            byte[] commitment,
            byte @Nullable [] idCipher,
            boolean hasKey,
            @Nullable Integer erasedStream,
            @Nullable Long erasedSeq) {}

    /** Returns all streams, by name. */
    List<Stream> streams();

    /** Returns how many records a stream has at least, for those who watch the progress. */
    long size(int stream);

    /** Returns how many records a stream has by now, where it may have grown since it was read; otherwise 0. */
    long grownTo(int stream);

    /** Hands out the records of a stream in their order, from a place on. */
    void records(int stream, long from, Consumer<RecordTable.Row> visitor);

    /** Returns the record at a place, if it is there and can be had out of order. */
    Optional<RecordTable.Row> record(int stream, long seq);

    /** Returns the complete tiles of a stream. */
    TileSource tiles(int stream);

    /** Returns what proves things about the tree of a stream as it stands now; nothing if its right edge is not whole. */
    Optional<TreeProofs> proofs(int stream);

    /** Returns the checkpoints of a stream, the shortest first; they are read on the way. */
    Iterator<StoredNote> notes(int stream);

    /** Returns the checkpoint of a stream with the largest size that is no larger than one. */
    Optional<StoredNote> lastNote(int stream, long upTo);

    /** Returns what was purged of a stream, in the order of the places. */
    List<Purge> purges(int stream);

    /** Returns a shape, if it is there. */
    Optional<byte[]> shape(int stream, byte[] hash);

    /** Returns what the row of a person is committed to, if it is there. */
    Optional<byte[]> commitment(int person);

    /** Hands out all persons. */
    void persons(Consumer<StoredPerson> visitor);

    @Override
    void close();
}

package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cpni.merkle.WitnessException.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of one log's notes, each with an empty line behind it, by which a note that was written whole is told from one
 * that wasn't. Remembers how far it was read, so that only what was added is read again. For one thread at a time.
 */
final class NoteFile {

    /** A note of a hundred lines has less; what has more is no note. */
    private static final int LONGEST_NOTE = 1 << 20;

    private final Path file;

    private long bytes;
    private long lines;
    private @Nullable SignedNote last;

    NoteFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** Returns how many bytes the complete notes have that were read so far. */
    long bytes() {
        return bytes;
    }

    @Nullable SignedNote last() {
        return last;
    }

    /**
     * Reads the complete notes that were added, and passes over the beginning of one at the end of the file: who wrote that
     * was stopped, and never told anybody that it was written.
     *
     * @throws WitnessException if anything else is wrong with the file
     */
    void readOn(FileChannel channel, Consumer<SignedNote> notes) throws IOException {
        if (channel.size() < bytes) {
            throw damaged(lines, "the file was cut: it had " + bytes + " bytes, now " + channel.size(), null);
        }
        channel.position(bytes);
        // Not closed: that would close the channel.
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        ByteArrayOutputStream note = new ByteArrayOutputStream();
        int emptyLines = 0;
        long line = lines;
        boolean atStart = true;
        for (int c = in.read(); c >= 0; c = in.read()) {
            note.write(c);
            if (c == '\n') {
                line++;
                emptyLines += atStart ? 1 : 0;
            }
            atStart = c == '\n';
            if (emptyLines == 2) {
                notes.accept(take(note));
                bytes += note.size();
                lines = line;
                note.reset();
                emptyLines = 0;
            }
            if (note.size() > LONGEST_NOTE) {
                throw damaged(lines + 1, "no note is as long as this", null);
            }
        }
    }

    private SignedNote take(ByteArrayOutputStream written) {
        SignedNote note;
        Checkpoint checkpoint;
        try {
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(written.toByteArray(), 0, written.size() - 1))
                    .toString();
            note = SignedNote.parse(text);
            checkpoint = Checkpoint.unverified(note);
        } catch (CharacterCodingException | NoteException e) {
            throw damaged(lines + 1, "here begins no checkpoint: " + e.getMessage(), e);
        }
        if (last != null) {
            checkFollows(Checkpoint.unverified(last), checkpoint);
        }
        last = note;
        return note;
    }

    private void checkFollows(Checkpoint before, Checkpoint after) {
        if (!before.origin().equals(after.origin())) {
            throw damaged(lines + 1, "here begins a checkpoint of another log", null);
        }
        if (after.size() < before.size()
                || (after.size() == before.size() && !after.root().equals(before.root()))) {
            throw damaged(
                    lines + 1,
                    "the checkpoint of size " + after.size() + " that begins here cannot follow the one of size "
                            + before.size(),
                    null);
        }
    }

    private WitnessException damaged(long line, String what, @Nullable Throwable cause) {
        return new WitnessException(Kind.UNBELIEVABLE, file + ", line " + line + ": " + what, cause);
    }
}

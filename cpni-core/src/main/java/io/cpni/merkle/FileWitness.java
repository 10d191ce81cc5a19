package io.cpni.merkle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cpni.merkle.WitnessException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers checkpoints in files, one for each log below a directory. Notes are only ever added; each is on disk when
 * {@link #publish} returns. Worth as much as the place of the directory: put it where the log's database users and its
 * administrators cannot write, say on another machine or on a volume that only takes additions.
 *
 * <p>Several threads and several processes may share a directory; they wait for each other while a note is written.
 */
public final class FileWitness implements CheckpointWitness {

    private static final Logger LOG = LoggerFactory.getLogger(FileWitness.class);

    /** Past that, the name of a file would be too long for some file systems. */
    private static final int LONGEST_NAME = 150;

    private static final String ENDING = ".notes";

    /**
     * One for each file of this process: the operating system's lock keeps other processes out, but is refused to a second
     * thread of the same one, even where that has a witness of its own.
     */
    private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private final Path directory;
    private final TrustedKeys trusted;
    private final Map<String, NoteFile> files = new ConcurrentHashMap<>();

    /** The files whose names are known to be on disk; who made a file may have been stopped before it saw to that. */
    private final Set<NoteFile> lasting = ConcurrentHashMap.newKeySet();

    private FileWitness(Path directory, TrustedKeys trusted) {
        this.directory = directory;
        this.trusted = trusted;
    }

    /**
     * Remembers in a directory, which is made when something is to be remembered.
     *
     * @param trusted the keys of the logs; while one is replaced, the old one and the new one
     */
    public static FileWitness in(Path directory, TrustedKeys trusted) {
        return new FileWitness(directory, trusted);
    }

    /**
     * Reads the notes in a file of such a directory. They are looked at, but not verified: that is for who reads them, by
     * {@link Checkpoint#open}.
     *
     * @param notes takes each complete note, from the oldest
     * @throws WitnessException if something else than notes of one growing log stands in the file; names the line
     * @throws UncheckedIOException if the file cannot be read
     */
    public static void read(Path file, Consumer<SignedNote> notes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new NoteFile(file).readOn(channel, notes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Returns the file that has a log's notes. */
    public Path file(String origin) {
        return directory.resolve(fileName(KeyNames.check("origin", origin)));
    }

    @Override
    public Optional<SignedNote> latest(String origin) {
        NoteFile file = noteFile(origin);
        synchronized (lock(file)) {
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                file.readOn(channel, note -> {});
            } catch (NoSuchFileException e) {
                if (file.bytes() > 0) {
                    throw new WitnessException(Kind.UNBELIEVABLE, file.path() + " was there and is gone", e);
                }
                return Optional.empty();
            } catch (IOException e) {
                throw unavailable(file, e);
            }
            opened(file, origin);
            return Optional.ofNullable(file.last());
        }
    }

    @Override
    public SignedNote publish(SignedNote note, LongFunction<ConsistencyProof> proofFromSize) {
        Checkpoint checkpoint = Checkpoint.open(note, trusted);
        NoteFile file = noteFile(checkpoint.origin());
        synchronized (lock(file)) {
            try {
                prepare(file);
                try (FileChannel writing = openToAppend(file);
                        FileChannel reading = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                    // Released as the channel is closed.
                    writing.lock();
                    file.readOn(reading, earlier -> {});
                    Checkpoint seen = opened(file, checkpoint.origin());
                    if (seen != null) {
                        checkGrown(seen, checkpoint, proofFromSize);
                    }
                    if (file.last() == null || isNews(note, file.last())) {
                        append(writing, file, note);
                        file.readOn(reading, written -> {});
                    }
                }
                if (!lasting.contains(file)) {
                    forceDirectory();
                    lasting.add(file);
                }
            } catch (IOException e) {
                throw unavailable(file, e);
            }
        }
        return note;
    }

    /** Returns what the file's last note says, verified. */
    private @Nullable Checkpoint opened(NoteFile file, String origin) {
        SignedNote last = file.last();
        if (last == null) {
            return null;
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.open(last, trusted);
        } catch (NoteException e) {
            throw new WitnessException(
                    Kind.UNBELIEVABLE, "the last note in " + file.path() + " is not believed: " + e.getMessage(), e);
        }
        if (!checkpoint.origin().equals(origin)) {
            throw new WitnessException(Kind.UNBELIEVABLE, file.path() + " has the notes of another log");
        }
        return checkpoint;
    }

    private static void checkGrown(Checkpoint seen, Checkpoint now, LongFunction<ConsistencyProof> proofFromSize) {
        if (now.size() < seen.size()) {
            throw new WitnessException(
                    Kind.INCONSISTENT,
                    "the log \"" + now.origin() + "\" had " + seen.size() + " records and now has " + now.size()
                            + ": it was cut");
        }
        ConsistencyProof proof = now.size() == seen.size()
                ? new ConsistencyProof(seen.size(), now.size(), List.of())
                : proofFromSize.apply(seen.size());
        if (proof.from() != seen.size() || proof.to() != now.size() || !proof.verifies(seen.root(), now.root())) {
            throw new WitnessException(
                    Kind.INCONSISTENT,
                    "the log \"" + now.origin() + "\" of " + now.size() + " records does not begin with the "
                            + seen.size() + " it had: it was written anew");
        }
    }

    private static boolean isNews(SignedNote note, SignedNote last) {
        return !note.text().equals(last.text()) || !last.lines().containsAll(note.lines());
    }

    private static void append(FileChannel writing, NoteFile file, SignedNote note) throws IOException {
        if (writing.size() > file.bytes()) {
            LOG.warn(
                    "{} ends with {} bytes of a note that was not written whole; they are removed",
                    file.path(),
                    writing.size() - file.bytes());
            try {
                writing.truncate(file.bytes());
            } catch (IOException e) {
                throw new IOException(
                        "a note that was not written whole cannot be removed from its end; do so by hand", e);
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap((note.render() + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            writing.write(bytes);
        }
        writing.force(true);
    }

    private void prepare(NoteFile file) throws IOException {
        Files.createDirectories(directory);
        if (file.bytes() > 0 && Files.notExists(file.path())) {
            throw new WitnessException(Kind.UNBELIEVABLE, file.path() + " was there and is gone");
        }
    }

    /** Opens a file so that it can only grow, which is all that a file system that takes additions only allows. */
    private static FileChannel openToAppend(NoteFile file) throws IOException {
        return FileChannel.open(file.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Makes the name of a new file last; a directory can be written to disk by hand on POSIX systems only. */
    private void forceDirectory() throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private NoteFile noteFile(String origin) {
        return files.computeIfAbsent(origin, name -> new NoteFile(file(name)));
    }

    private static Object lock(NoteFile file) {
        return LOCKS.computeIfAbsent(file.path().toAbsolutePath().normalize(), path -> new Object());
    }

    private static WitnessException unavailable(NoteFile file, IOException e) {
        return new WitnessException(Kind.UNAVAILABLE, "cannot read or write " + file.path() + ": " + e.getMessage(), e);
    }

    /**
     * Makes a file name of an origin: what isn't a small letter, a digit, a dot, an underscore or a hyphen is written as
     * percent and two hexadecimal digits a byte. Capitals too, as some file systems take them for small letters.
     */
    private static String fileName(String origin) {
        StringBuilder name = new StringBuilder();
        for (byte b : origin.getBytes(UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '_' || b == '-';
            if (plain || (b == '.' && name.length() > 0)) {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        if (name.length() > LONGEST_NAME) {
            String hash = HexFormat.of()
                    .formatHex(NodeHasher.sha256().digest(name.toString().getBytes(US_ASCII)));
            name.setLength(LONGEST_NAME - hash.length());
            name.append('~').append(hash);
        }
        return name.append(ENDING).toString();
    }
}

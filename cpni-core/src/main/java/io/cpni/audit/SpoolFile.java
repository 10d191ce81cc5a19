package io.cpni.audit;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.zip.CRC32C;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that wait for their store, in a file that is there only while some do.
 *
 * <pre>
 * header  8 bytes CPNISPL1 | u8 length, stream | i64 place of the first | 28 bytes AES-GCM of nothing, for that place
 *         | 36 bytes AES-GCM of how many were replayed (i64)
 * frame   u32 length | u32 its complement | u32 CRC-32C of what follows | nonce, AES-256-GCM of the entry, for its place
 * </pre>
 *
 * <p>A frame is bound to its place, so that none can be moved, and none but the last removed without being noticed. What is
 * damaged is kept under another name and never thrown away; only a frame at the end that was not written in full is, as no
 * caller was told of it. The places of damaged entries are not given anew: placeholders stand there.
 *
 * <p>Where the stream ended when the file was removed is kept in the lock file beside it, so that entries can be taken before
 * the store has answered once.
 *
 * <p>Safe for many threads; of those that append at the same time several share one wait for the disk.
 */
final class SpoolFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

    private static final byte[] MAGIC = "CPNISPL1".getBytes(StandardCharsets.US_ASCII);
    private static final int COUNTER_BYTES = Long.BYTES + SpoolCipher.OVERHEAD;
    private static final int FRAME_HEAD = 3 * Integer.BYTES;

    /** What the lock file begins with once it says where the stream ends. */
    private static final byte[] END_MAGIC = "CPNIEND1".getBytes(StandardCharsets.US_ASCII);

    /** What that is bound to: no entry has this place, and no counter. */
    private static final long END_PLACE = Long.MIN_VALUE;

    /** Opens files; one that fails at will in tests. */
    @FunctionalInterface
    interface Channels {
        FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException;
    }

    /** An entry of the file, with its final place. */
    record Spooled(AuditPosition position, AuditEntry entry) {}

    /**
     * Where a frame stands in the file.
     *
     * @param at when what its entry says happened; null as long as that was not read
     */
    private record Frame(
            long seq, long offset, int length, @Nullable Instant at) {

        Frame of(AuditEntry entry) {
            return new Frame(seq, offset, length, entry.at());
        }

        /** Returns where the next one begins. */
        long end() {
            return offset + FRAME_HEAD + length;
        }
    }

    /** Says that a frame is not as it was written. */
    private static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1L;

        DamagedException(String how, @Nullable Throwable cause) {
            super(how, cause);
        }
    }

    private final Path file;
    private final String stream;
    private final SpoolCipher cipher;
    private final EntryCodec codec;
    private final long maxBytes;
    private final Channels channels;
    private final FileChannel lockChannel;
    private final int headerBytes;

    /** Taken before this object's own monitor by whoever waits for the disk or removes the file. */
    private final Object disk = new Object();

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Set<Long> closed = new HashSet<>();
    private @Nullable FileChannel channel;
    private long first;
    private long next;
    private long replayed;
    private long size;
    private long durableBelow;
    private boolean unreliable;

    private SpoolFile(
            Path file,
            String stream,
            SpoolCipher cipher,
            EntryCodec codec,
            long maxBytes,
            Channels channels,
            FileChannel lockChannel) {
        this.file = file;
        this.stream = stream;
        this.cipher = cipher;
        this.codec = codec;
        this.maxBytes = maxBytes;
        this.channels = channels;
        this.lockChannel = lockChannel;
        this.headerBytes = MAGIC.length + 1 + stream.length() + Long.BYTES + SpoolCipher.OVERHEAD + COUNTER_BYTES;
    }

    /**
     * Takes the file for this process, and looks at what an earlier one left in it.
     *
     * @param stream the stream in which its entries have their places
     * @throws IOException if another process has it, or it cannot be read, is another stream's or under another key
     */
    static SpoolFile open(Path file, String stream, SpoolCipher cipher, EntryCodec codec, long maxBytes)
            throws IOException {
        return open(file, stream, cipher, codec, maxBytes, SpoolFile::openPrivately);
    }

    static SpoolFile open(
            Path file, String stream, SpoolCipher cipher, EntryCodec codec, long maxBytes, Channels channels)
            throws IOException {
        FileChannel lockChannel = openPrivately(
                file.resolveSibling(file.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            lock(lockChannel, file);
            SpoolFile spool = new SpoolFile(file, stream, cipher, codec, maxBytes, channels, lockChannel);
            // Of one who was killed before it was complete; what it was to replace is there.
            Files.deleteIfExists(spool.newFile());
            if (Files.exists(file)) {
                spool.load();
            }
            return spool;
        } catch (IOException | RuntimeException e) {
            lockChannel.close();
            throw e;
        }
    }

    private static void lock(FileChannel lockChannel, Path file) throws IOException {
        String message = "the spool " + file + " is in use by another log; give each a file of its own";
        try {
            FileLock lock = lockChannel.tryLock();
            if (lock == null) {
                throw new IOException(message);
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(message, e);
        }
    }

    /** Opens a file that nobody else on this machine may read, where the file system knows such rights. */
    private static FileChannel openPrivately(Path file, Set<? extends OpenOption> options) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? FileChannel.open(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(file, options, new FileAttribute<?>[0]);
    }

    /** Says where the next entry will stand, if the file has none that says so, and remembers it. */
    synchronized void beginAt(long seq) throws IOException {
        if (channel != null) {
            throw new IllegalStateException("the file says itself where its entries stand");
        }
        first = seq;
        next = seq;
        durableBelow = seq;
        rememberEnd();
    }

    private void rememberEnd() throws IOException {
        remember(next);
    }

    /** Writes where the stream ends, or will end once what is being replayed stands in it. */
    private void remember(long end) throws IOException {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(end).array();
        ByteBuffer sealed = ByteBuffer.allocate(END_MAGIC.length + COUNTER_BYTES)
                .put(END_MAGIC)
                .put(cipher.seal(bytes, stream, END_PLACE))
                .flip();
        writeAt(lockChannel, sealed, 0);
        lockChannel.force(true);
    }

    /**
     * Notes, before several entries are replayed at once, where the stream will end then: whoever finds it there later knows
     * that they stand in it.
     */
    synchronized void attempt(long end) throws IOException {
        remember(end);
    }

    /** Returns where the stream ends if what was attempted last stands in it; negative if nothing is known of that. */
    synchronized long attempted() throws IOException {
        return rememberedEnd().orElse(-1);
    }

    /** Returns where the stream ended when the file was removed last; empty if that is not known, or not for this stream. */
    synchronized OptionalLong rememberedEnd() throws IOException {
        int length = END_MAGIC.length + COUNTER_BYTES;
        if (lockChannel.size() < length) {
            return OptionalLong.empty();
        }
        ByteBuffer bytes = readAt(lockChannel, 0, length);
        byte[] magic = new byte[END_MAGIC.length];
        byte[] sealed = new byte[COUNTER_BYTES];
        bytes.get(magic).get(sealed);
        if (!Arrays.equals(magic, END_MAGIC)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    ByteBuffer.wrap(cipher.open(sealed, stream, END_PLACE)).getLong());
        } catch (AEADBadTagException e) {
            LOG.warn("What {} says of the end of {} was not written for it, or under another key", file, stream, e);
            return OptionalLong.empty();
        }
    }

    /** Tells whether entries wait. */
    synchronized boolean isEmpty() {
        return frames.isEmpty();
    }

    /** Returns how many entries wait. */
    synchronized long count() {
        return frames.size();
    }

    /** Returns how many bytes the file has. */
    synchronized long bytes() {
        return size;
    }

    /**
     * Appends an entry and returns when the disk has it.
     *
     * @return its place
     * @throws IOException if the file is full or cannot be written; the entry then counts as never spooled
     * @throws AuditUnavailableException if it is a second outcome of a record
     * @throws IllegalArgumentException if it is the outcome of a record that was never here
     */
    AuditPosition append(AuditEntry entry) throws IOException {
        AuditPosition position = write(entry);
        force(position.seq());
        return position;
    }

    private synchronized AuditPosition write(AuditEntry entry) throws IOException {
        Optional<Long> intent = entry.intent().map(each -> each.position().seq());
        if (intent.isPresent() && intent.get() >= next) {
            throw new IllegalArgumentException("an outcome of a record that was never spooled");
        }
        if (intent.isPresent() && closed.contains(intent.get())) {
            throw new AuditUnavailableException(
                    AuditUnavailableException.Kind.REFUSED,
                    "this access has an outcome already; an access is closed once",
                    null);
        }
        if (unreliable) {
            throw new IOException("the disk failed to keep what was written before");
        }
        ByteBuffer frame = frame(next, entry);
        long end = (channel == null ? headerBytes : size) + frame.remaining();
        if (end > maxBytes) {
            throw new IOException("it is full: the entry would make it " + end + " bytes, of " + maxBytes);
        }
        FileChannel current = channel == null ? create() : channel;
        int length = frame.remaining() - FRAME_HEAD;
        try {
            writeAt(current, frame, size);
        } catch (IOException e) {
            cutBack(current, e);
            throw e;
        }
        frames.add(new Frame(next, size, length, entry.at()));
        size = end;
        intent.ifPresent(closed::add);
        return new AuditPosition(stream, next++);
    }

    private ByteBuffer frame(long seq, AuditEntry entry) {
        byte[] sealed = cipher.seal(codec.encode(entry), stream, seq);
        CRC32C crc = new CRC32C();
        crc.update(sealed);
        return ByteBuffer.allocate(FRAME_HEAD + sealed.length)
                .putInt(sealed.length)
                .putInt(~sealed.length)
                .putInt((int) crc.getValue())
                .put(sealed)
                .flip();
    }

    /** Takes back what was written of an entry in part. */
    private void cutBack(FileChannel current, IOException failure) {
        try {
            current.truncate(size);
        } catch (IOException e) {
            unreliable = true;
            failure.addSuppressed(e);
        }
    }

    /** Waits for the disk, unless somebody else has waited for this entry too. */
    private void force(long seq) throws IOException {
        synchronized (disk) {
            FileChannel current;
            long upTo;
            synchronized (this) {
                if (seq < durableBelow) {
                    return;
                }
                current = channel;
                upTo = next;
                if (unreliable || current == null) {
                    throw new IOException("the disk failed to keep what was written");
                }
            }
            try {
                current.force(true);
            } catch (IOException e) {
                synchronized (this) {
                    // What a disk has lost once it does not report again, so nothing more is promised on it.
                    unreliable = true;
                }
                throw e;
            }
            synchronized (this) {
                durableBelow = Math.max(durableBelow, upTo);
            }
        }
    }

    private FileChannel create() throws IOException {
        FileChannel created = channels.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            first = next;
            replayed = 0;
            writeAt(created, header(first, replayed), 0);
            created.force(true);
            forceDirectory();
        } catch (IOException e) {
            created.close();
            Files.deleteIfExists(file);
            throw e;
        }
        channel = created;
        size = headerBytes;
        return created;
    }

    private ByteBuffer header(long from, long count) {
        return ByteBuffer.allocate(headerBytes)
                .put(MAGIC)
                .put((byte) stream.length())
                .put(stream.getBytes(StandardCharsets.US_ASCII))
                .putLong(from)
                .put(cipher.seal(new byte[0], stream, from))
                .put(counter(from, count))
                .flip();
    }

    /** Bound to a place that no entry has. */
    private ByteBuffer counter(long from, long count) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
        return ByteBuffer.wrap(cipher.seal(bytes, stream, ~from));
    }

    /** Returns the entry that is to be replayed next, if there is one. */
    Optional<Spooled> peek() throws IOException {
        return peek(1, Integer.MAX_VALUE).stream().findFirst();
    }

    /**
     * Returns the entries that are to be replayed next, in their order: one at least, if there is one.
     *
     * @param most how many at most
     * @param weight how much they may take of a commit together
     */
    List<Spooled> peek(int most, int weight) throws IOException {
        synchronized (disk) {
            synchronized (this) {
                List<Spooled> read = new ArrayList<>();
                int taken = 0;
                Iterator<Frame> left = frames.iterator();
                while (read.size() < most && (read.isEmpty() || taken < weight) && left.hasNext()) {
                    Frame frame = left.next();
                    Spooled spooled;
                    try {
                        spooled = read(frame);
                    } catch (DamagedException e) {
                        setAside(frame.seq(), frame.offset(), next - frame.seq(), e);
                        // Those before it first, or the first of the placeholders.
                        return read.isEmpty() ? peek(most, weight) : read;
                    }
                    taken += JdbcAuditLog.weight(spooled.entry());
                    if (read.isEmpty() || taken <= weight) {
                        read.add(spooled);
                    }
                }
                return read;
            }
        }
    }

    /**
     * Notes that the entries up to a place stand in the store, and removes the file if they were the last.
     *
     * @return whether the file is gone
     */
    boolean replayed(long seq) throws IOException {
        synchronized (disk) {
            FileChannel current;
            synchronized (this) {
                Frame frame = frames.peek();
                current = channel;
                if (frame == null || frame.seq() > seq || seq >= next || current == null) {
                    throw new IllegalStateException("entry " + seq + " is not among the next ones to be replayed");
                }
                while (frame != null && frame.seq() <= seq) {
                    frames.remove();
                    replayed++;
                    frame = frames.peek();
                }
                durableBelow = Math.max(durableBelow, seq + 1);
                writeAt(current, counter(first, replayed), (long) headerBytes - COUNTER_BYTES);
                if (frames.isEmpty()) {
                    rememberEnd();
                    remove();
                    return true;
                }
            }
            current.force(false);
            return false;
        }
    }

    /**
     * Keeps the first entry in a spool of its own beside this one, because the store does not take it.
     *
     * @return where it is kept
     */
    Path keepRefused(long seq) throws IOException {
        synchronized (disk) {
            synchronized (this) {
                Frame frame = frames.peek();
                if (frame == null || frame.seq() != seq) {
                    throw new IllegalStateException("entry " + seq + " is not the next one to be replayed");
                }
                Path kept = file.resolveSibling(file.getFileName() + ".refused-" + seq);
                ByteBuffer bytes = readAt(current(), frame.offset(), FRAME_HEAD + frame.length());
                try (FileChannel target = openPrivately(
                        kept,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE))) {
                    writeAt(target, header(seq, 0), 0);
                    writeAt(target, bytes, headerBytes);
                    target.force(true);
                }
                forceDirectory();
                return kept;
            }
        }
    }

    private void remove() throws IOException {
        FileChannel current = channel;
        channel = null;
        if (current != null) {
            current.close();
        }
        Files.deleteIfExists(file);
        forceDirectory();
        frames.clear();
        // Outcomes of what is in the store by now: the store itself takes one of each.
        closed.clear();
        first = next;
        replayed = 0;
        size = 0;
        unreliable = false;
    }

    /** Reads what an earlier process left. */
    private synchronized void load() throws IOException {
        FileChannel left = channels.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        channel = left;
        size = left.size();
        if (size < headerBytes && isBeginningOfHeader(left)) {
            LOG.warn("The spool {} was never begun in full; nothing was confirmed by it, and it is removed", file);
            remove();
            return;
        }
        readHeader(left);
        long offset = headerBytes;
        next = first;
        long from = first + replayed;
        try {
            while (offset < size) {
                Optional<Frame> frame = frameAt(next, offset);
                if (frame.isEmpty()) {
                    LOG.warn(
                            "The last entry in the spool {} was not written in full, so nobody was told that it is kept;"
                                    + " it is dropped",
                            file);
                    truncate(left, offset);
                    break;
                }
                if (next >= from) {
                    AuditEntry entry = read(frame.get()).entry();
                    entry.intent()
                            .ifPresent(intent -> closed.add(intent.position().seq()));
                    frames.add(frame.get().of(entry));
                }
                offset += FRAME_HEAD + frame.get().length();
                next++;
            }
        } catch (DamagedException e) {
            long behind = framesBehind(left, offset);
            setAside(next, offset, Math.max(1 + behind, from - next), e);
        }
        next = Math.max(next, from);
        durableBelow = next;
        if (frames.isEmpty()) {
            rememberEnd();
            remove();
        } else {
            LOG.warn("The spool {} holds {} entries of an earlier process, to be replayed", file, frames.size());
        }
    }

    private boolean isBeginningOfHeader(FileChannel left) throws IOException {
        ByteBuffer there = readAt(left, 0, (int) Math.min(size, MAGIC.length));
        return there.equals(ByteBuffer.wrap(MAGIC, 0, there.remaining()))
                || there.equals(ByteBuffer.allocate(there.remaining()));
    }

    private void readHeader(FileChannel left) throws IOException {
        String unusable = "; restore it or its key, or move it away, and what it holds is not replayed";
        ByteBuffer header = readAt(left, 0, (int) Math.min(size, headerBytes));
        byte[] magic = new byte[MAGIC.length];
        byte[] name = new byte[stream.length()];
        byte[] sealed = new byte[SpoolCipher.OVERHEAD];
        byte[] count = new byte[COUNTER_BYTES];
        if (header.remaining() < headerBytes) {
            throw new IOException(file + " is no spool of " + stream + unusable);
        }
        header.get(magic);
        int length = header.get();
        header.get(name);
        if (!Arrays.equals(magic, MAGIC)
                || length != name.length
                || !stream.equals(new String(name, StandardCharsets.US_ASCII))) {
            throw new IOException(file + " is no spool of " + stream + unusable);
        }
        first = header.getLong();
        header.get(sealed).get(count);
        try {
            cipher.open(sealed, stream, first);
            replayed = ByteBuffer.wrap(cipher.open(count, stream, ~first)).getLong();
        } catch (AEADBadTagException e) {
            throw new IOException("the spool " + file + " was written with another key, or changed" + unusable, e);
        }
    }

    /**
     * Looks for a frame.
     *
     * @return the frame; empty if the file ends before it does
     * @throws DamagedException if there is something else
     */
    private Optional<Frame> frameAt(long seq, long offset) throws IOException, DamagedException {
        FileChannel current = current();
        if (size - offset < FRAME_HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = readAt(current, offset, FRAME_HEAD);
        int length = head.getInt();
        int complement = head.getInt();
        if (length == 0 && complement == 0 && isZero(current, offset)) {
            // Some file systems make room before they write.
            return Optional.empty();
        }
        if (complement != ~length || length < SpoolCipher.OVERHEAD) {
            throw new DamagedException("its length is not what was written", null);
        }
        return offset + FRAME_HEAD + length > size
                ? Optional.empty()
                : Optional.of(new Frame(seq, offset, length, null));
    }

    private boolean isZero(FileChannel current, long offset) throws IOException {
        ByteBuffer rest = readAt(current, offset, (int) (size - offset));
        return rest.equals(ByteBuffer.allocate(rest.remaining()));
    }

    private Spooled read(Frame frame) throws IOException, DamagedException {
        ByteBuffer bytes = readAt(current(), frame.offset(), FRAME_HEAD + frame.length());
        int expected = bytes.getInt(2 * Integer.BYTES);
        byte[] sealed = new byte[frame.length()];
        bytes.position(FRAME_HEAD).get(sealed);
        CRC32C crc = new CRC32C();
        crc.update(sealed);
        if ((int) crc.getValue() != expected) {
            throw new DamagedException("its checksum does not fit", null);
        }
        try {
            AuditEntry entry = codec.decode(cipher.open(sealed, stream, frame.seq()));
            return new Spooled(new AuditPosition(stream, frame.seq()), entry);
        } catch (AEADBadTagException e) {
            throw new DamagedException("it was changed, or stood elsewhere", e);
        } catch (IllegalArgumentException e) {
            throw new DamagedException("this version of the library cannot read it", e);
        }
    }

    /** Counts the frames behind one that is damaged which are whole, to know how many places were given. */
    private long framesBehind(FileChannel current, long damaged) throws IOException {
        ByteBuffer rest = readAt(current, damaged, (int) (size - damaged));
        long found = 0;
        int offset = 1;
        while (rest.limit() - offset >= FRAME_HEAD) {
            int length = wholeFrameAt(rest, offset);
            found += length < 0 ? 0 : 1;
            offset += length < 0 ? 1 : FRAME_HEAD + length;
        }
        return found;
    }

    /** Returns the length of the frame that begins at an offset; negative if none does. */
    private static int wholeFrameAt(ByteBuffer bytes, int offset) {
        int length = bytes.getInt(offset);
        if (bytes.getInt(offset + Integer.BYTES) != ~length
                || length < SpoolCipher.OVERHEAD
                || length > bytes.limit() - offset - FRAME_HEAD) {
            return -1;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(offset + FRAME_HEAD, length));
        return (int) crc.getValue() == bytes.getInt(offset + 2 * Integer.BYTES) ? length : -1;
    }

    /**
     * Moves a damaged entry, and all that follow it, to a file of its own, where somebody can look at it, and has placeholders
     * stand in their places: in a new file that takes the place of this one at once, so that whoever is killed meanwhile finds
     * the one or the other, and no place is given anew.
     *
     * @param lost how many places these had
     */
    private void setAside(long seq, long offset, long lost, DamagedException damage) throws IOException {
        FileChannel current = current();
        Path aside = aside(seq);
        LongFunction<AuditEntry> placeholder = placeholders(aside);
        List<Frame> placeholders = new ArrayList<>();
        try {
            keep(aside, readAt(current, offset, (int) (size - offset)));
            replaceBy(writeNew(readAt(current, 0, (int) offset), seq, lost, placeholder, placeholders));
        } catch (IOException e) {
            // Nothing has changed yet, so that it is tried again, and needs no copy of each attempt.
            Files.deleteIfExists(aside);
            Files.deleteIfExists(newFile());
            throw e;
        }
        size = placeholders.get(placeholders.size() - 1).end();
        frames.removeIf(frame -> frame.seq() >= seq);
        placeholders.stream().filter(frame -> frame.seq() >= first + replayed).forEach(frames::add);
        next = Math.max(next, seq + lost);
        durableBelow = next;
        LOG.error(
                "The spool {} is damaged at the entry for {}#{}: {}. That entry and all behind it are kept in {} and are not"
                        + " replayed; instead of {} records that were confirmed, the log will say that they are missing",
                file,
                stream,
                seq,
                damage.getMessage(),
                aside,
                lost);
        try {
            forceDirectory();
        } catch (IOException e) {
            // Which of the two is found after a crash is not known.
            unreliable = true;
            throw e;
        }
    }

    /**
     * Returns the placeholders. Each says when what is damaged happened, where that is remembered: an outcome may still come,
     * and closes an access of that instant.
     */
    private LongFunction<AuditEntry> placeholders(Path aside) throws IOException {
        Instant before = Files.getLastModifiedTime(file).toInstant();
        Map<Long, Instant> known = new HashMap<>();
        for (Frame frame : frames) {
            if (frame.at() != null) {
                known.put(frame.seq(), frame.at());
            }
        }
        return place -> SpoolPlaceholder.ofDamaged(known.getOrDefault(place, before), aside);
    }

    private void keep(Path aside, ByteBuffer bytes) throws IOException {
        try (FileChannel kept = openPrivately(aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            writeAt(kept, bytes, 0);
            kept.force(true);
        }
        forceDirectory();
    }

    /** Writes a file of what is good and placeholders behind it, and waits for the disk. */
    private FileChannel writeNew(
            ByteBuffer good, long seq, long lost, LongFunction<AuditEntry> placeholder, List<Frame> placeholders)
            throws IOException {
        FileChannel anew = channels.open(
                newFile(),
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
        try {
            long end = good.remaining();
            writeAt(anew, good, 0);
            for (long place = seq; place < seq + lost; place++) {
                AuditEntry entry = placeholder.apply(place);
                ByteBuffer bytes = frame(place, entry);
                Frame frame = new Frame(place, end, bytes.remaining() - FRAME_HEAD, entry.at());
                writeAt(anew, bytes, end);
                placeholders.add(frame);
                end = frame.end();
            }
            anew.force(true);
            return anew;
        } catch (IOException e) {
            anew.close();
            throw e;
        }
    }

    private void replaceBy(FileChannel anew) throws IOException {
        // Windows replaces no file that is open.
        current().close();
        try {
            Files.move(newFile(), file, StandardCopyOption.ATOMIC_MOVE);
            channel = anew;
        } catch (IOException e) {
            anew.close();
            channel = channels.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            throw e;
        }
    }

    private Path newFile() {
        return file.resolveSibling(file.getFileName() + ".rewritten");
    }

    private Path aside(long seq) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + seq);
        for (int i = 2; Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + seq + "-" + i);
        }
        return aside;
    }

    private void truncate(FileChannel current, long to) throws IOException {
        current.truncate(to);
        current.force(true);
        size = to;
    }

    private FileChannel current() {
        if (channel == null) {
            throw new IllegalStateException("there is no file");
        }
        return channel;
    }

    private static ByteBuffer readAt(FileChannel from, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (from.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the spool became shorter");
            }
        }
        return bytes.flip();
    }

    private static void writeAt(FileChannel to, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += to.write(bytes, at);
        }
    }

    /** Without this, a crash of the machine may lose the name of a file whose content is safe. */
    private void forceDirectory() throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || File.separatorChar == '\\') {
            // Windows opens no directories, and writes names through by itself.
            return;
        }
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Gives the file free for another process; what is in it stays. */
    @Override
    public void close() throws IOException {
        synchronized (disk) {
            synchronized (this) {
                FileChannel current = channel;
                channel = null;
                unreliable = true;
                if (current != null) {
                    current.close();
                }
            }
        }
        lockChannel.close();
    }
}

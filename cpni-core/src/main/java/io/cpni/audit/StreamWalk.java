package io.cpni.audit;

import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.Checkpoint;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TileSource;
import io.cpni.merkle.TreeFrontier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the records of a stream in their order, 256 at a time as the tiles have them, and lets a tree grow over them.
 *
 * <p>Three tell what the hash of a record was: its leaf, the column beside it, and the tile, which the tile above vouches for.
 * Where they disagree, the tile is believed if the one above agrees with it, otherwise two against one. The tree then goes on
 * with the hash that is believed, so that one changed record is one finding, and a checkpoint only differs where records and
 * tree were changed together.
 */
final class StreamWalk {

    private static final int WIDTH = RecordTable.TILE_WIDTH;

    /** How many missing records are named one by one. */
    private static final long LONGEST_GAP = 10_000;

    /** Says what stands against the word of a record: the beginning of a sentence that ends with which record it is. */
    @FunctionalInterface
    interface Cited {
        Optional<String> doubt(int stream, RecordTable.Row row);
    }

    private final LogSource source;
    private final LogSource.Stream stream;
    private final TileSource tiles;
    private final CheckpointTrail checkpoints;
    private final Cited cited;
    private final TreeMap<Long, LogSource.Purge> purges = new TreeMap<>();

    /** Those that were there before the first record was read: others may be of records that were read before. */
    private final Set<LogSource.Purge> early;

    private final RecentAccesses accesses = new RecentAccesses();
    private final Findings findings;
    private final LongConsumer progress;
    private final Map<ByteBuffer, Optional<Shape>> shapes = new HashMap<>();
    private final RecordTable.@Nullable Row[] places = new RecordTable.Row[WIDTH];

    private final long begin;
    private TreeFrontier tree;
    private boolean isTreeKnown = true;
    private boolean isRewritten;
    private long firstOfTile;
    private int filled;
    private long next;
    private long read;
    private long lastLogged = Long.MIN_VALUE;
    private @Nullable Checkpoint attested;

    /**
     * Starts at a place.
     *
     * @param from where to start, the first of a tile
     * @param checkpoints those that a trusted key signed
     * @param cited what stands against the word of the record of a purge
     */
    StreamWalk(
            LogSource source,
            LogSource.Stream stream,
            long from,
            CheckpointTrail checkpoints,
            Cited cited,
            Findings findings,
            LongConsumer progress) {
        this.source = source;
        this.stream = stream;
        this.tiles = source.tiles(stream.no());
        this.checkpoints = checkpoints;
        this.cited = cited;
        this.findings = findings;
        this.progress = progress;
        readPurges();
        this.early = Set.copyOf(purges.values());
        this.tree = TreeFrontier.empty();
        this.begin = from;
        this.firstOfTile = from;
        this.next = from;
        if (from > 0) {
            readTree(from);
        }
        compareWithCheckpoint();
    }

    /** Goes over all records to the end. */
    void run() {
        source.records(stream.no(), next, this::accept);
        finishTile();
    }

    long read() {
        return read;
    }

    long size() {
        return next;
    }

    /** Returns the longest checkpoint with which the tree agreed. */
    Optional<Checkpoint> attested() {
        return Optional.ofNullable(attested);
    }

    private void accept(RecordTable.Row row) {
        if (row.seq() < next) {
            findings.add(AuditFinding.at(AuditFinding.Kind.INSERTED, at(row.seq()), "the place is taken twice"));
            return;
        }
        long askedBefore = -1;
        while (next < row.seq()) {
            if (purgeAt(next).isEmpty() && askedBefore < 0) {
                // Asked again before anybody is accused: a purge may have come meanwhile.
                askedBefore = next;
                readPurges();
            }
            Optional<LogSource.Purge> purge = purgeAt(next);
            if (purge.isPresent() && purge.get().to() <= row.seq() && (filled == 0 || isLate(purge.get()))) {
                skip(purge.get());
            } else if (row.seq() - next > LONGEST_GAP && purges.higherKey(next) == null) {
                jump(row.seq());
            } else {
                put(null);
            }
        }
        if (purgeAt(row.seq()).filter(purge -> !isLate(purge)).isPresent()) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.INSERTED, at(row.seq()), "it stands where the log purged a record"));
        }
        put(row);
        read++;
        progress.accept(read);
    }

    private void readPurges() {
        purges.clear();
        source.purges(stream.no()).forEach(purge -> purges.put(purge.from(), purge));
    }

    private boolean isLate(LogSource.Purge purge) {
        return !early.contains(purge);
    }

    /** Records that are missing by the ten thousand, or one that stands at a place nobody wrote, are one finding. */
    private void jump(long to) {
        finishTile();
        findings.add(AuditFinding.at(
                AuditFinding.Kind.MISSING, at(next), "it and all records up to " + at(to - 1) + " are not there"));
        next = to;
        firstOfTile = to - to % WIDTH;
        Arrays.fill(places, null);
        filled = (int) (to % WIDTH);
        isTreeKnown = false;
    }

    private void put(RecordTable.@Nullable Row row) {
        places[filled++] = row;
        next++;
        if (filled == WIDTH) {
            finishTile();
        }
    }

    private AuditPosition at(long seq) {
        return new AuditPosition(stream.name(), seq);
    }

    private Optional<LogSource.Purge> purgeAt(long seq) {
        Map.Entry<Long, LogSource.Purge> purge = purges.floorEntry(seq);
        return Optional.ofNullable(purge).map(Map.Entry::getValue).filter(found -> seq < found.to());
    }

    /** Leaves out what was purged, if a record says so. */
    private void skip(LogSource.Purge purge) {
        // Of a tile that was being read when it was purged, the rest is gone too; and a walk may begin in what is gone.
        boolean beginsBefore = isLate(purge) || (next == begin && purge.from() < begin);
        long from = beginsBefore ? purge.from() : next;
        Arrays.fill(places, null);
        filled = 0;
        next = purge.to();
        firstOfTile = next;
        if (next % WIDTH != 0) {
            missing(from, next, "a purge that ends within a tile is none of the log's");
            isTreeKnown = false;
            return;
        }
        String claim = claim(purge, from);
        if (!claim.isEmpty()) {
            missing(Math.max(from, begin), next, claim);
        }
        readTree(next);
        compareWithCheckpoint();
    }

    private void missing(long from, long to, String detail) {
        for (long seq = from; seq < to; seq++) {
            findings.add(AuditFinding.at(AuditFinding.Kind.MISSING, at(seq), detail));
        }
    }

    /** Returns what is wrong with the claim that records were purged; nothing if a record says so of just these. */
    private String claim(LogSource.Purge purge, long from) {
        if (purge.from() != from) {
            return "it is not there, and the record of a purge names other places";
        }
        Optional<RecordTable.Row> row = source.record(purge.stream(), purge.seq());
        if (row.isEmpty()) {
            return "it is not there, and neither is the record of a purge";
        }
        try {
            Leaf leaf = Leaf.decode(row.get().leaf());
            Optional<PurgedRecords> purged =
                    leaf.body().kind() == AuditKind.PURGE ? leaf.body().purged() : Optional.empty();
            // A purge that was broken off took fewer records than its record says.
            boolean isSame = purged.filter(said -> said.stream().equals(stream.name())
                            && said.from() <= purge.from()
                            && said.to() >= purge.to()
                            && said.tiles().equals(hashOfTiles(roots(said))))
                    .isPresent();
            return isSame
                    ? cited.doubt(purge.stream(), row.get())
                            .map(doubt -> "it is not there, and " + doubt + " the record that says it was purged")
                            .orElse("")
                    : "it is not there, and the record that should say it was purged says something else";
        } catch (MalformedRecordException e) {
            return "it is not there, and the record of a purge cannot be read";
        }
    }

    private List<byte[]> roots(PurgedRecords purged) {
        List<byte[]> roots = new ArrayList<>();
        for (long index = purged.from() / WIDTH; index < purged.to() / WIDTH; index++) {
            long tile = index;
            roots.add(parentEntry(tile).or(() -> ownRoot(tile)).orElse(new byte[0]));
        }
        return roots;
    }

    /** Returns the hash by which the record of a purge names the tiles that went. */
    static AuditHash hashOfTiles(List<byte[]> roots) {
        Sha256 hash = Sha256.of(Sha256.PURGED);
        roots.forEach(hash::add);
        return AuditHash.of(hash.end());
    }

    /** Goes on with the tree as the tiles have it. */
    private void readTree(long size) {
        try {
            tree = TreeFrontier.read(size, tiles, List.of());
            isTreeKnown = true;
        } catch (AbsentTileException | IllegalStateException e) {
            isTreeKnown = false;
            findings.add(AuditFinding.of(AuditFinding.Kind.TILE_ALTERED, e.getMessage() + ", in " + stream.name()));
        }
    }

    private void finishTile() {
        if (filled == 0) {
            return;
        }
        boolean isComplete = filled == WIDTH;
        byte[] stored = isComplete ? tile(0, firstOfTile / WIDTH) : null;
        if (isComplete && stored == null) {
            findings.add(AuditFinding.of(
                    AuditFinding.Kind.TILE_ALTERED,
                    "tile " + firstOfTile / WIDTH + " of level 0 is not there, or not whole, in " + stream.name()));
        }
        boolean isTrusted = stored != null && isVouchedFor(firstOfTile / WIDTH, stored);
        if (!isTreeKnown && firstOfTile % WIDTH == 0 && firstOfTile > 0) {
            readTree(firstOfTile);
        }
        for (int i = 0; i < filled; i++) {
            NodeHash hash = judge(i, stored == null ? null : hashAt(stored, i), isTrusted);
            if (hash == null) {
                isTreeKnown = false;
            } else if (isTreeKnown) {
                tree.append(hash, this::compareTile);
                compareWithCheckpoint();
            }
        }
        firstOfTile = next;
        Arrays.fill(places, null);
        filled = 0;
    }

    /** Says what is wrong with the record at a place of the tile, and returns what its hash was; null if nobody knows. */
    private @Nullable NodeHash judge(int place, @Nullable NodeHash inTile, boolean isTileTrusted) {
        RecordTable.Row row = places[place];
        AuditPosition position = at(firstOfTile + place);
        accesses.put(position.seq(), RecentAccesses.UNKNOWN);
        if (row == null) {
            findings.add(AuditFinding.at(AuditFinding.Kind.MISSING, position, "it is not there"));
            return inTile;
        }
        NodeHash ofLeaf = Rfc6962.leaf(row.leaf());
        boolean isColumnRight = Arrays.equals(ofLeaf.bytes(), row.leafHash());
        if (inTile == null && !isColumnRight) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.ALTERED, position, "the record and the column with its hash disagree"));
            return row.leafHash().length == NodeHash.BYTES ? NodeHash.of(row.leafHash()) : ofLeaf;
        }
        if (inTile == null || inTile.equals(ofLeaf)) {
            if (!isColumnRight) {
                findings.add(AuditFinding.at(
                        AuditFinding.Kind.ALTERED,
                        position,
                        "the column with its hash disagrees with record and tree"));
            }
            check(row, position);
            return ofLeaf;
        }
        Optional<AuditFinding> moved = moved(row, position);
        if (!isTileTrusted && isColumnRight && moved.isEmpty()) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.TILE_ALTERED, position, "the tree holds another hash than the record has"));
            check(row, position);
            return ofLeaf;
        }
        findings.add(moved.orElse(AuditFinding.at(
                AuditFinding.Kind.ALTERED, position, "it is not the record that the tree was built over")));
        return inTile;
    }

    /** Tells whether a record that does not belong here is one from another place. */
    private static Optional<AuditFinding> moved(RecordTable.Row row, AuditPosition position) {
        try {
            AuditPosition own = Leaf.decode(row.leaf()).position();
            return own.equals(position)
                    ? Optional.empty()
                    : Optional.of(
                            AuditFinding.at(AuditFinding.Kind.REORDERED, position, "here stands the record of " + own));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    /** Checks what a record, whose bytes are as they were written, says, and what stands beside it. */
    private void check(RecordTable.Row row, AuditPosition position) {
        Leaf leaf;
        try {
            leaf = Leaf.decode(row.leaf());
        } catch (MalformedRecordException e) {
            findings.add(AuditFinding.at(AuditFinding.Kind.UNREADABLE, position, String.valueOf(e.getMessage())));
            return;
        }
        if (!leaf.position().equals(position)) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.REORDERED, position, "here stands the record of " + leaf.position()));
            return;
        }
        if (leaf.loggedMicros() < lastLogged) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.REWRITTEN, position, "it says it was written before the record before it"));
        }
        lastLogged = Math.max(lastLogged, leaf.loggedMicros());
        accesses.put(position.seq(), accessTime(leaf));
        leaf.body().intent().ifPresent(intent -> checkAccess(intent, position));
        checkCopies(row, leaf, position);
        checkConcerned(row, leaf, position);
    }

    private static long accessTime(Leaf leaf) {
        return leaf.body().kind().releases() ? leaf.body().atMicros() : RecentAccesses.NO_ACCESS;
    }

    /** Checks that an outcome closes an access that happened when it says; a purge takes both or none. */
    private void checkAccess(AuditEntry.Intent intent, AuditPosition position) {
        long seq = intent.position().seq();
        long at = seq >= position.seq()
                ? RecentAccesses.NO_ACCESS
                : accesses.at(seq).orElseGet(() -> accessTimeOf(seq));
        if (at != RecentAccesses.UNKNOWN && at != Micros.of(intent.at())) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.OUTCOME_MISPLACED,
                    position,
                    at == RecentAccesses.NO_ACCESS
                            ? "no access stands at " + at(seq) + ", which it closes"
                            : "the access at " + at(seq) + ", which it closes, is not the one it was written for"));
        }
    }

    /** Looks up an access of long ago. What is missing is found by itself, and an export has what is cited only. */
    private long accessTimeOf(long seq) {
        Optional<RecordTable.Row> row = source.record(stream.no(), seq);
        if (row.isEmpty()) {
            return purgeAt(seq).isPresent() ? RecentAccesses.NO_ACCESS : RecentAccesses.UNKNOWN;
        }
        try {
            return accessTime(Leaf.decode(row.get().leaf()));
        } catch (MalformedRecordException e) {
            return RecentAccesses.UNKNOWN;
        }
    }

    private void checkCopies(RecordTable.Row row, Leaf leaf, AuditPosition position) {
        Leaf.Body body = leaf.body();
        Optional<Shape> shape = shape(body, position);
        copy(
                "intent_seq",
                row.intentSeq(),
                body.intent().map(intent -> intent.position().seq()),
                position);
        copy("logged_us", row.loggedMicros(), Optional.of(leaf.loggedMicros()), position);
        copy("kind", row.kind(), Optional.of(body.kind().name()), position);
        copy("accessor", row.accessor(), leaf.tail().accessor(), position);
        if (body.shapeHash() == null || shape.isPresent()) {
            copy("purpose", row.purpose(), shape.flatMap(Shape::purpose).map(Enum::name), position);
            copy("relation", row.relation(), shape.flatMap(Shape::relation), position);
        }
    }

    private void copy(String column, @Nullable Object stored, Optional<?> said, AuditPosition position) {
        if (!Objects.equals(stored, said.orElse(null))) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.COPY_ALTERED,
                    position,
                    "column " + column + " does not say what the record says"));
        }
    }

    private Optional<Shape> shape(Leaf.Body body, AuditPosition position) {
        byte[] hash = body.shapeHash();
        if (hash == null) {
            return Optional.empty();
        }
        return shapes.computeIfAbsent(ByteBuffer.wrap(hash), key -> readShape(hash, position));
    }

    private Optional<Shape> readShape(byte[] hash, AuditPosition position) {
        Optional<byte[]> stored = source.shape(stream.no(), hash);
        if (stored.isEmpty() || !Arrays.equals(Shape.hash(stored.get()), hash)) {
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.SHAPE_ALTERED,
                    position,
                    "what it was for and by which rules " + (stored.isEmpty() ? "is not there" : "was changed")
                            + "; other records may have had it too"));
            return Optional.empty();
        }
        try {
            return Optional.of(Shape.decode(stored.get()));
        } catch (MalformedRecordException e) {
            findings.add(AuditFinding.at(AuditFinding.Kind.UNREADABLE, position, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void checkConcerned(RecordTable.Row row, Leaf leaf, AuditPosition position) {
        Leaf.Tail tail = leaf.tail();
        TreeSet<Integer> mentioned = new TreeSet<>();
        tail.accessorPerson().ifPresent(mentioned::add);
        tail.subject().ifPresent(mentioned::add);
        int[] named = new int[1];
        try {
            if (row.customers() != null) {
                CustomerSet.read(row.customers(), (person, rows) -> {
                    mentioned.add(person);
                    named[0]++;
                });
            }
        } catch (MalformedRecordException e) {
            altered(position, "its set of customers is none");
            return;
        }
        if (named[0] != tail.named() || (row.customers() != null) != (tail.concern() == Leaf.Concern.NAMED)) {
            altered(position, "its set of customers has another number than it says");
            return;
        }
        if (mentioned.isEmpty()) {
            return;
        }
        List<byte[]> commitments = new ArrayList<>(mentioned.size());
        for (int person : mentioned) {
            Optional<byte[]> commitment = source.commitment(person);
            if (commitment.isEmpty()) {
                altered(position, "person " + person + " whom it names is not there");
                return;
            }
            commitments.add(commitment.get());
        }
        if (!Arrays.equals(LeafMaker.concerned(row.customers(), commitments), tail.concerned())) {
            altered(position, "its set of customers, or a person it names, was changed");
        }
    }

    private void altered(AuditPosition position, String detail) {
        findings.add(AuditFinding.at(AuditFinding.Kind.CUSTOMERS_ALTERED, position, detail));
    }

    /** Returns a complete tile; one of another length is none. */
    private byte @Nullable [] tile(int level, long tile) {
        try {
            byte[] hashes = tiles.hashes(level, tile);
            return hashes.length == WIDTH * NodeHash.BYTES ? hashes : null;
        } catch (AbsentTileException e) {
            return null;
        }
    }

    private static @Nullable NodeHash hashAt(byte[] tile, int index) {
        int from = index * NodeHash.BYTES;
        return tile.length < from + NodeHash.BYTES
                ? null
                : NodeHash.of(Arrays.copyOfRange(tile, from, from + NodeHash.BYTES));
    }

    /** Returns the hash that the tile above holds for a tile of level 0; empty while that is not complete. */
    private Optional<byte[]> parentEntry(long tile) {
        byte[] parent = tile(1, tile / WIDTH);
        return parent == null
                ? Optional.empty()
                : Optional.ofNullable(hashAt(parent, (int) (tile % WIDTH))).map(NodeHash::bytes);
    }

    /** Tells whether the tile above holds the root of a tile of level 0. */
    private boolean isVouchedFor(long tile, byte[] hashes) {
        Optional<byte[]> entry = parentEntry(tile);
        return entry.isPresent()
                && Arrays.equals(entry.get(), Rfc6962.tileRoot(hashes).bytes());
    }

    /** Returns the root of a tile of level 0 that is still there. */
    private Optional<byte[]> ownRoot(long tile) {
        byte[] own = tile(0, tile);
        return own == null || own.length != WIDTH * NodeHash.BYTES
                ? Optional.empty()
                : Optional.of(Rfc6962.tileRoot(own).bytes());
    }

    /** Compares a tile above the leaves; those of the leaves have been judged. */
    private void compareTile(int level, long tile, byte[] hashes) {
        if (level > 0 && !Arrays.equals(hashes, tile(level, tile))) {
            findings.add(AuditFinding.of(
                    AuditFinding.Kind.TILE_ALTERED,
                    "tile " + tile + " of level " + level + " does not follow from those below it, in "
                            + stream.name()));
        }
    }

    private void compareWithCheckpoint() {
        Checkpoint checkpoint = isTreeKnown ? checkpoints.at(tree.size()).orElse(null) : null;
        if (checkpoint == null || isRewritten) {
            return;
        }
        if (checkpoint.root().equals(tree.root())) {
            attested = checkpoint;
        } else {
            isRewritten = true;
            long good = attested == null ? 0 : attested.size();
            findings.add(AuditFinding.at(
                    AuditFinding.Kind.REWRITTEN,
                    at(good),
                    "records from this one to " + at(Math.max(good, checkpoint.size() - 1))
                            + " are not those over which the checkpoint of " + checkpoint.size()
                            + " records was signed"));
        }
    }
}

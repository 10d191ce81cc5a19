package io.cpni.audit;

import io.cpni.accessor.Operation;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The records of legal holds, found by reading every leaf of every tree: whoever owns the tables can change what stands beside
 * the leaves without being found, and hide a hold so.
 *
 * <p>Remembers the tiles that it has read, so that the next time only what is new is read. Safe for many threads.
 */
final class HoldRecords {

    private static final int WIDTH = RecordTable.TILE_WIDTH;
    private static final int TILES_AT_ONCE = 4;
    private static final String SELECT_LEAVES = "SELECT seq, leaf, leaf_hash FROM cpni_audit_record WHERE stream_no = ?"
            + " AND seq >= ? AND seq < ? ORDER BY stream_no, seq";

    /**
     * The record that a hold was placed, or released.
     *
     * @param isPlacing whether it was placed
     * @param persons the numbers of the customer whom it names; none if it is on everybody's records
     */
    record Hold(HoldTable.Place place, Leaf leaf, boolean isPlacing, Set<Integer> persons) {

        String id() {
            return leaf.body().correlation().orElse("");
        }
    }

    /**
     * What was read.
     *
     * @param damaged the first places of tiles of which a record is not as it was written, or not there
     */
    record Read(List<Hold> holds, List<AuditPosition> damaged) {}

    /** A leaf as it stands there. */
    @SuppressWarnings("ArrayRecordComponent") // columns on their way; nobody compares them
    private record Stored(long seq, byte[] leaf, byte[] leafHash) {}

    /** How far a stream was read. */
    private static final class Stream {
        private final Map<Long, List<Hold>> holdsByTile = new TreeMap<>();
        private final TreeSet<Long> damaged = new TreeSet<>();
        private long nextTile;
        private @Nullable NodeHash lastRoot;
    }

    private final AuditKeys keys;
    private final Map<Integer, Stream> streams = new HashMap<>();

    HoldRecords(AuditKeys keys) {
        this.keys = keys;
    }

    /**
     * Reads what was not read yet, and returns all records of holds that are there.
     *
     * @param gaps where records were purged
     */
    synchronized Read read(Connection connection, List<PurgeTable.Gap> gaps) throws SQLException {
        List<Hold> holds = new ArrayList<>();
        List<AuditPosition> damaged = new ArrayList<>();
        DataKeys opened = DataKeys.read(connection, keys);
        for (Map.Entry<Integer, String> named : AuditIndex.streams(connection).entrySet()) {
            int streamNo = named.getKey();
            List<PurgeTable.Gap> own =
                    gaps.stream().filter(gap -> gap.streamNo() == streamNo).toList();
            Stream stream = streams.computeIfAbsent(streamNo, key -> new Stream());
            if (!isStillThere(connection, streamNo, stream)) {
                // Restored from a backup, say.
                stream = new Stream();
                streams.put(streamNo, stream);
            }
            List<Hold> behind = readOn(connection, opened, streamNo, stream, own);
            stream.holdsByTile
                    .keySet()
                    .removeIf(tile -> PurgeTable.behindGap(own, tile * WIDTH).isPresent());
            stream.holdsByTile.values().forEach(holds::addAll);
            holds.addAll(behind);
            stream.damaged.forEach(tile -> damaged.add(new AuditPosition(named.getValue(), tile * WIDTH)));
        }
        return new Read(List.copyOf(holds), List.copyOf(damaged));
    }

    private static boolean isStillThere(Connection connection, int streamNo, Stream stream) {
        return stream.lastRoot == null
                || isRoot(RecordTable.tiles(connection, streamNo), stream.nextTile - 1, stream.lastRoot);
    }

    /** Tells whether the tree has this root for a tile. */
    private static boolean isRoot(TileSource tiles, long tile, NodeHash root) {
        return root(tiles, tile).filter(root::equals).isPresent();
    }

    private static Optional<NodeHash> root(TileSource tiles, long tile) {
        try {
            return Optional.of(PurgeTable.storedRoot(tiles, tile));
        } catch (AbsentTileException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Reads on from where it was last; returns the holds of the last tile, which is not complete, and is read each time. */
    private static List<Hold> readOn(
            Connection connection, DataKeys keys, int streamNo, Stream stream, List<PurgeTable.Gap> gaps)
            throws SQLException {
        long end = end(connection, streamNo);
        long complete = end / WIDTH;
        TileSource tiles = RecordTable.tiles(connection, streamNo);
        for (long tile : List.copyOf(stream.damaged)) {
            // Somebody may have mended it.
            read(connection, keys, streamNo, stream, gaps, tiles, tile, tile + 1);
        }
        while (stream.nextTile < complete) {
            OptionalLong behindGap = PurgeTable.behindGap(gaps, stream.nextTile * WIDTH);
            if (behindGap.isPresent()) {
                stream.nextTile = behindGap.getAsLong() / WIDTH;
                stream.lastRoot = root(tiles, stream.nextTile - 1).orElse(null);
                continue;
            }
            long to = Math.min(complete, stream.nextTile + TILES_AT_ONCE);
            read(connection, keys, streamNo, stream, gaps, tiles, stream.nextTile, to);
            // Nobody knows how far it is to a record that somebody planted at the end of all numbers.
            to = stream.damaged.contains(to - 1) ? Math.max(to, nextTile(connection, streamNo, to)) : to;
            stream.nextTile = to;
            stream.lastRoot = root(tiles, to - 1).orElse(null);
        }
        List<Hold> last = new ArrayList<>();
        stream.damaged.remove(complete);
        List<Stored> behind = leaves(connection, streamNo, complete * WIDTH, end);
        for (Stored each : behind) {
            if (!Arrays.equals(Rfc6962.leaf(each.leaf()).bytes(), each.leafHash())) {
                stream.damaged.add(complete);
            }
        }
        if (behind.size() != end - complete * WIDTH || !addHolds(connection, keys, streamNo, behind, last)) {
            stream.damaged.add(complete);
        }
        return last;
    }

    private static void read(
            Connection connection,
            DataKeys keys,
            int streamNo,
            Stream stream,
            List<PurgeTable.Gap> gaps,
            TileSource tiles,
            long from,
            long to)
            throws SQLException {
        Map<Long, List<Stored>> byTile = new HashMap<>();
        for (Stored leaf : leaves(connection, streamNo, from * WIDTH, to * WIDTH)) {
            byTile.computeIfAbsent(leaf.seq() / WIDTH, key -> new ArrayList<>()).add(leaf);
        }
        for (long tile = from; tile < to; tile++) {
            stream.damaged.remove(tile);
            if (PurgeTable.behindGap(gaps, tile * WIDTH).isPresent()) {
                continue;
            }
            List<Stored> leaves = byTile.getOrDefault(tile, List.of());
            List<Hold> holds = new ArrayList<>();
            boolean isWhole = leaves.size() == WIDTH
                    && isRoot(
                            tiles,
                            tile,
                            PurgedTiles.root(leaves.stream()
                                    .map(leaf -> Rfc6962.leaf(leaf.leaf()))
                                    .toList()));
            if (!isWhole || !addHolds(connection, keys, streamNo, leaves, holds)) {
                stream.damaged.add(tile);
            } else if (!holds.isEmpty()) {
                stream.holdsByTile.put(tile, holds);
            }
        }
    }

    private static long nextTile(Connection connection, int streamNo, long tile) throws SQLException {
        return RecordTable.records(connection, streamNo, tile * WIDTH, 1).stream()
                .mapToLong(row -> row.seq() / WIDTH)
                .findFirst()
                .orElse(tile);
    }

    private static long end(Connection connection, int streamNo) throws SQLException {
        return RecordTable.last(connection, streamNo)
                .map(last -> last.seq() + 1)
                .orElse(0L);
    }

    private static List<Stored> leaves(Connection connection, int streamNo, long from, long to) throws SQLException {
        List<Stored> leaves = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_LEAVES)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setLong(3, to);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    leaves.add(new Stored(result.getLong(1), result.getBytes(2), result.getBytes(3)));
                }
            }
        }
        return leaves;
    }

    /**
     * Adds those of some leaves that are about holds; tells whether all can be read with what belongs to them, and the log wrote
     * them: whoever can write to the tables could release a hold otherwise.
     */
    private static boolean addHolds(
            Connection connection, DataKeys keys, int streamNo, List<Stored> leaves, List<Hold> holds)
            throws SQLException {
        try {
            for (Stored each : leaves) {
                Leaf leaf = Leaf.decode(each.leaf());
                if (leaf.body().kind() == AuditKind.HOLD) {
                    Optional<Hold> hold = hold(connection, new HoldTable.Place(streamNo, each.seq()), leaf);
                    if (hold.isEmpty() || !keys.isOwnOrOld(each.leaf(), leaf.seal())) {
                        return false;
                    }
                    holds.add(hold.get());
                }
            }
            return true;
        } catch (MalformedRecordException damaged) {
            return false;
        }
    }

    /** Returns a hold as its record says; empty if what the leaf binds beside it, its shape and its customers, was changed. */
    private static Optional<Hold> hold(Connection connection, HoldTable.Place place, Leaf leaf) throws SQLException {
        Optional<String> stream = RecordTable.streamName(connection, place.streamNo());
        if (stream.isEmpty() || !leaf.position().equals(new AuditPosition(stream.get(), place.seq()))) {
            return Optional.empty();
        }
        byte[] hash = leaf.body().shapeHash();
        Optional<byte[]> shape =
                hash == null ? Optional.empty() : RecordTable.shape(connection, place.streamNo(), hash);
        Optional<RecordTable.Row> row = RecordStreams.at(connection, place.streamNo(), place.seq());
        if (shape.isEmpty()
                || row.isEmpty()
                || !Arrays.equals(hash, Shape.hash(shape.get()))
                || !Mentioned.isIntact(connection, row.get(), leaf)) {
            return Optional.empty();
        }
        boolean isPlacing = Shape.decode(shape.get())
                .operation()
                .filter(Operation.INSERT::equals)
                .isPresent();
        return Optional.of(new Hold(place, leaf, isPlacing, Mentioned.named(row.get())));
    }
}

package io.cpni.audit;

import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the tiles of one stream that may be removed. For one use. */
final class PurgePlanner {

    private static final int WIDTH = RecordTable.TILE_WIDTH;
    private static final String SELECT_CLOSED =
            "SELECT intent_seq FROM cpni_audit_record WHERE stream_no = ? AND intent_seq >= ? AND intent_seq < ?";

    private final Connection connection;
    private final String stream;
    private final int streamNo;
    private final List<HoldTable.Row> holds;
    private final List<PurgeTable.Gap> gaps;
    private final Set<Long> needed = new HashSet<>();

    /** Places of records of purges in this stream that say what is gone of this stream. */
    private final Map<Long, PurgeTable.Gap> purges = new HashMap<>();

    private final TileSource treeTiles;
    private final NavigableMap<Long, Tile> tiles = new TreeMap<>();
    private final Map<Long, Set<Long>> pairs = new HashMap<>();
    private final boolean anybodyHeld;

    /** A tile whose time has ended. */
    private static final class Tile {
        private PurgePlan.@Nullable Reason keep;
        private String detail = "";
        private @Nullable NodeHash root;
        private long firstLogged;
        private long lastLogged;

        boolean goes() {
            return keep == null;
        }

        void keep(PurgePlan.Reason reason) {
            if (keep == null) {
                keep = reason;
            }
        }
    }

    /** Which tiles go, with their roots, and what the plan says of them. */
    record Result(List<PurgePlan.Range> ranges, List<PurgePlan.Kept> kept, NavigableMap<Long, NodeHash> roots) {}

    /**
     * Prepares the search.
     *
     * @param releases where the records of released holds stand that are still needed
     * @param gaps what was purged of any stream
     */
    PurgePlanner(
            Connection connection,
            String stream,
            int streamNo,
            List<HoldTable.Row> holds,
            Set<HoldTable.Place> releases,
            List<PurgeTable.Gap> gaps) {
        this.connection = connection;
        this.stream = stream;
        this.streamNo = streamNo;
        this.holds = holds;
        this.gaps = gaps.stream().filter(gap -> gap.streamNo() == streamNo).toList();
        for (PurgeTable.Gap gap : gaps) {
            if (gap.streamNo() == streamNo && gap.purge().streamNo() == streamNo) {
                purges.put(gap.purge().seq(), gap);
            } else {
                need(gap.purge());
            }
        }
        holds.forEach(hold -> need(hold.placed()));
        releases.forEach(this::need);
        this.treeTiles = RecordTable.tiles(connection, streamNo);
        this.anybodyHeld = holds.stream().anyMatch(hold -> hold.persons() != null);
    }

    private void need(HoldTable.Place place) {
        if (place.streamNo() == streamNo) {
            needed.add(place.seq());
        }
    }

    Result plan(AuditRetention retention, Instant now) throws SQLException {
        Optional<RecordTable.Last> last = RecordTable.last(connection, streamNo);
        if (last.isEmpty()) {
            return new Result(List.of(), List.of(), new TreeMap<>());
        }
        // The last record stays: a log continues behind it, and where there is none it would begin anew.
        long end = last.get().seq() / WIDTH;
        PurgePlan.Reason behind = PurgePlan.Reason.LAST_OF_STREAM;
        long tile = 0;
        while (tile < end) {
            OptionalLong gap = PurgeTable.behindGap(gaps, tile * WIDTH);
            if (gap.isPresent()) {
                tile = gap.getAsLong() / WIDTH;
                continue;
            }
            Tile examined = examine(tile);
            if (examined.lastLogged != 0
                    && retention
                            .disposableFrom(Micros.instant(examined.lastLogged))
                            .isAfter(now)) {
                behind = PurgePlan.Reason.NOT_EXPIRED;
                break;
            }
            tiles.put(tile, examined);
            tile = examined.lastLogged == 0 ? nextTile(tile + 1) : tile + 1;
        }
        long stop = Math.min(tile, end);
        for (long intent : PurgeTable.closedFrom(connection, streamNo, stop * WIDTH)) {
            keep(intent / WIDTH);
        }
        keepPairs();
        while (keepPurgesThatAreNotSaidAnew()) {
            keepPairs();
        }
        return result(stop, behind, last.get().seq() + 1);
    }

    /** Nobody knows how far it is to a record that somebody planted at the end of all numbers. */
    private long nextTile(long from) throws SQLException {
        return RecordTable.records(connection, streamNo, from * WIDTH, 1).stream()
                .mapToLong(row -> row.seq() / WIDTH)
                .findFirst()
                .orElse(from);
    }

    private Tile examine(long number) throws SQLException {
        long from = number * WIDTH;
        List<RecordTable.Row> rows = RecordTable.records(connection, streamNo, from, WIDTH).stream()
                .filter(row -> row.seq() < from + WIDTH)
                .toList();
        Tile tile = new Tile();
        List<NodeHash> hashes = new ArrayList<>(WIDTH);
        Set<Long> closed = anybodyHeld ? closed(from) : Set.of();
        Set<String> held = new TreeSet<>();
        for (RecordTable.Row row : rows) {
            try {
                Leaf leaf = Leaf.decode(row.leaf());
                tile.firstLogged = tile.firstLogged == 0 ? leaf.loggedMicros() : tile.firstLogged;
                tile.lastLogged = Math.max(tile.lastLogged, leaf.loggedMicros());
                hashes.add(Rfc6962.leaf(row.leaf()));
                if (!leaf.position().equals(new AuditPosition(stream, row.seq()))
                        || (anybodyHeld && !Mentioned.isIntact(connection, row, leaf))) {
                    tile.keep(PurgePlan.Reason.DAMAGED);
                }
                if (leaf.body().kind() == AuditKind.ERASURE) {
                    // Without it, an emptied person looks like one that an intruder emptied.
                    needed.add(row.seq());
                }
                holds.stream()
                        .filter(hold -> PurgeRules.isHeld(row, leaf, hold, closed))
                        .forEach(hold -> held.add(hold.id()));
                leaf.body()
                        .intent()
                        .ifPresent(intent -> pair(number, intent.position().seq() / WIDTH));
            } catch (MalformedRecordException e) {
                tile.keep(PurgePlan.Reason.DAMAGED);
            }
        }
        if (hashes.size() == WIDTH) {
            NodeHash root = PurgedTiles.root(hashes);
            tile.root = root;
            if (!isOfTree(root, number)) {
                tile.keep(PurgePlan.Reason.DAMAGED);
            }
        } else {
            tile.keep(PurgePlan.Reason.DAMAGED);
        }
        if (!held.isEmpty()) {
            tile.keep(PurgePlan.Reason.HELD);
            tile.detail = tile.keep == PurgePlan.Reason.HELD ? String.join(", ", held) : "";
        }
        if (rows.stream().anyMatch(row -> needed.contains(row.seq()))) {
            tile.keep(PurgePlan.Reason.NEEDED);
        }
        return tile;
    }

    private boolean isOfTree(NodeHash root, long tile) {
        try {
            return root.equals(PurgeTable.storedRoot(treeTiles, tile));
        } catch (AbsentTileException absent) {
            return false;
        }
    }

    /** Returns the accesses of a tile that have an outcome. */
    private Set<Long> closed(long from) throws SQLException {
        Set<Long> closed = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_CLOSED)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setLong(3, from + WIDTH);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    closed.add(result.getLong(1));
                }
            }
        }
        return closed;
    }

    private void pair(long one, long other) {
        if (one != other) {
            pairs.computeIfAbsent(one, key -> new HashSet<>()).add(other);
            pairs.computeIfAbsent(other, key -> new HashSet<>()).add(one);
        }
    }

    private void keep(long tile) {
        Tile found = tiles.get(tile);
        if (found != null) {
            found.keep(PurgePlan.Reason.PAIRED);
        }
    }

    /** Keeps what belongs to something that is kept, and what belongs to that. */
    private void keepPairs() {
        Deque<Long> left = new ArrayDeque<>();
        tiles.forEach((number, tile) -> {
            if (!tile.goes()) {
                left.add(number);
            }
        });
        while (!left.isEmpty()) {
            for (long other : pairs.getOrDefault(left.remove(), Set.of())) {
                Tile tile = tiles.get(other);
                if (tile != null && tile.goes()) {
                    tile.keep(PurgePlan.Reason.PAIRED);
                    left.add(other);
                }
            }
        }
    }

    /**
     * Keeps the record of an earlier purge unless all goes from where that ended to the record itself: then the record of this
     * purge says what is gone before, too.
     *
     * @return whether there was one to keep
     */
    private boolean keepPurgesThatAreNotSaidAnew() {
        boolean any = false;
        for (Map.Entry<Long, PurgeTable.Gap> each : purges.entrySet()) {
            Tile tile = tiles.get(each.getKey() / WIDTH);
            if (tile != null && tile.goes() && !allGo(each.getValue().to() / WIDTH, each.getKey() / WIDTH)) {
                tile.keep(PurgePlan.Reason.NEEDED);
                any = true;
            }
        }
        return any;
    }

    private boolean allGo(long from, long to) {
        for (long number = from; number <= to; number++) {
            Tile tile = tiles.get(number);
            if (tile == null || !tile.goes()) {
                return false;
            }
        }
        return from <= to;
    }

    private Result result(long stop, PurgePlan.Reason behind, long size) {
        List<PurgePlan.Range> ranges = new ArrayList<>();
        List<PurgePlan.Kept> kept = new ArrayList<>();
        NavigableMap<Long, NodeHash> roots = new TreeMap<>();
        List<Long> run = new ArrayList<>();
        for (Map.Entry<Long, Tile> each : tiles.entrySet()) {
            if (!run.isEmpty() && !continues(run.get(run.size() - 1), each.getKey())) {
                close(run, ranges, kept);
            }
            run.add(each.getKey());
            if (each.getValue().goes() && each.getValue().root != null) {
                roots.put(each.getKey(), each.getValue().root);
            }
        }
        close(run, ranges, kept);
        kept.add(new PurgePlan.Kept(stream, stop * WIDTH, size, behind, ""));
        return new Result(ranges, kept, roots);
    }

    private boolean continues(long before, long number) {
        Tile one = tiles.get(before);
        Tile other = tiles.get(number);
        return before + 1 == number
                && one != null
                && other != null
                && one.keep == other.keep
                && one.detail.equals(other.detail);
    }

    private void close(List<Long> run, List<PurgePlan.Range> ranges, List<PurgePlan.Kept> kept) {
        if (run.isEmpty()) {
            return;
        }
        long from = run.get(0) * WIDTH;
        long to = (run.get(run.size() - 1) + 1) * WIDTH;
        Collection<Tile> all =
                tiles.subMap(run.get(0), true, run.get(run.size() - 1), true).values();
        Tile first = tiles.firstEntry().getValue();
        Tile last = first;
        List<NodeHash> roots = new ArrayList<>();
        boolean begun = false;
        for (Tile tile : all) {
            first = begun ? first : tile;
            begun = true;
            last = tile;
            if (tile.root != null) {
                roots.add(tile.root);
            }
        }
        if (first.keep == null) {
            ranges.add(new PurgePlan.Range(
                    stream,
                    from,
                    to,
                    Micros.instant(first.firstLogged),
                    Micros.instant(last.lastLogged),
                    PurgedTiles.hash(roots)));
        } else {
            kept.add(new PurgePlan.Kept(stream, from, to, first.keep, first.detail));
        }
        run.clear();
    }
}

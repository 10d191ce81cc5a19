package io.cpni.audit;

import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Holds the statements of a purge. */
final class PurgeTable {

    private static final int LEAVES = RecordTable.TILE_WIDTH;

    /** How many records a segment of the index has. */
    private static final long SEGMENT = 4_096;

    private static final String SELECT =
            "SELECT stream_no, from_seq, to_seq, purge_stream, purge_seq FROM cpni_audit_purge"
                    + " ORDER BY stream_no, from_seq";
    private static final String INSERT =
            "INSERT INTO cpni_audit_purge (stream_no, from_seq, to_seq, purge_stream, purge_seq)"
                    + " VALUES (?, ?, ?, ?, ?)";
    private static final String DELETE =
            "DELETE FROM cpni_audit_purge WHERE stream_no = ? AND from_seq >= ? AND from_seq < ?";
    private static final String DELETE_RECORDS =
            "DELETE FROM cpni_audit_record WHERE stream_no = ? AND seq >= ? AND seq < ?";
    private static final String DELETE_SECRETS =
            "DELETE FROM cpni_audit_secret WHERE stream_no = ? AND seq >= ? AND seq < ?";
    private static final String DELETE_TILES =
            "DELETE FROM cpni_audit_tile WHERE stream_no = ? AND level = 0 AND tile >= ? AND tile < ?";
    private static final String DELETE_POSTINGS =
            "DELETE FROM cpni_audit_posting WHERE stream_no = ? AND segment >= ? AND segment < ?";
    private static final String SELECT_TILES_ABOVE =
            "SELECT tile FROM cpni_audit_tile WHERE stream_no = ? AND level = 1 AND tile >= ? AND tile <= ? ORDER BY tile";
    private static final String SELECT_LATER_OUTCOMES =
            "SELECT intent_seq FROM cpni_audit_record WHERE stream_no = ? AND intent_seq < ? AND seq >= ?";

    private PurgeTable() {}

    /** Records that are gone, and where the record of it stands. */
    record Gap(int streamNo, long from, long to, HoldTable.Place purge) {}

    /** Returns the gaps of all streams. */
    static List<Gap> gaps(Connection connection) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                gaps.add(new Gap(
                        result.getInt(1),
                        result.getLong(2),
                        result.getLong(3),
                        new HoldTable.Place(result.getInt(4), result.getLong(5))));
            }
        }
        return gaps;
    }

    static List<Gap> gaps(Connection connection, int streamNo) throws SQLException {
        return gaps(connection).stream()
                .filter(gap -> gap.streamNo() == streamNo)
                .toList();
    }

    /** Puts a gap in the place of those that it takes in. */
    static void put(Connection connection, Gap gap) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE);
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            range(delete, gap.streamNo(), gap.from(), gap.to());
            insert.setInt(1, gap.streamNo());
            insert.setLong(2, gap.from());
            insert.setLong(3, gap.to());
            insert.setInt(4, gap.purge().streamNo());
            insert.setLong(5, gap.purge().seq());
            insert.executeUpdate();
        }
    }

    /** Deletes records and what opens their encrypted parts, and returns how many records that were. */
    static long delete(Connection connection, int streamNo, long from, long to) throws SQLException {
        try (PreparedStatement secrets = connection.prepareStatement(DELETE_SECRETS);
                PreparedStatement records = connection.prepareStatement(DELETE_RECORDS)) {
            range(secrets, streamNo, from, to);
            return range(records, streamNo, from, to);
        }
    }

    /** Deletes the tiles of leaves that are gone, where the tile above holds their roots. */
    static void deleteTiles(Connection connection, int streamNo, long from, long to) throws SQLException {
        List<Long> above = new ArrayList<>();
        long first = from / LEAVES;
        long last = to / LEAVES;
        try (PreparedStatement select = connection.prepareStatement(SELECT_TILES_ABOVE)) {
            select.setInt(1, streamNo);
            select.setLong(2, first / LEAVES);
            select.setLong(3, (last - 1) / LEAVES);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    above.add(result.getLong(1));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE_TILES)) {
            for (long tile : above) {
                range(delete, streamNo, Math.max(first, tile * LEAVES), Math.min(last, (tile + 1) * LEAVES));
            }
        }
    }

    /** Deletes what the index says of segments that are gone as a whole. */
    static void deletePostings(Connection connection, int streamNo, long from, long to) throws SQLException {
        long first = (from + SEGMENT - 1) / SEGMENT;
        long end = to / SEGMENT;
        if (first < end) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE_POSTINGS)) {
                range(delete, streamNo, first, end);
            }
        }
    }

    private static long range(PreparedStatement statement, int streamNo, long from, long to) throws SQLException {
        statement.setInt(1, streamNo);
        statement.setLong(2, from);
        statement.setLong(3, to);
        return statement.executeUpdate();
    }

    /** Returns the accesses before a place whose outcomes stand at that place or behind it. */
    static List<Long> closedFrom(Connection connection, int streamNo, long place) throws SQLException {
        List<Long> intents = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_LATER_OUTCOMES)) {
            range(statement, streamNo, place, place, intents);
        }
        return intents;
    }

    private static void range(PreparedStatement statement, int streamNo, long from, long to, List<Long> into)
            throws SQLException {
        statement.setInt(1, streamNo);
        statement.setLong(2, from);
        statement.setLong(3, to);
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                into.add(result.getLong(1));
            }
        }
    }

    /**
     * Returns the root of a tile as the tree still has it.
     *
     * @throws AbsentTileException if neither the tile nor the one above is there, each with its 256 hashes
     */
    static NodeHash storedRoot(TileSource tiles, long tile) {
        try {
            byte[] above = whole(tiles, 1, tile / LEAVES);
            int at = (int) (tile % LEAVES) * NodeHash.BYTES;
            return NodeHash.of(Arrays.copyOfRange(above, at, at + NodeHash.BYTES));
        } catch (AbsentTileException notComplete) {
            byte[] hashes = whole(tiles, 0, tile);
            List<NodeHash> leaves = new ArrayList<>();
            for (int at = 0; at < hashes.length; at += NodeHash.BYTES) {
                leaves.add(NodeHash.of(Arrays.copyOfRange(hashes, at, at + NodeHash.BYTES)));
            }
            return PurgedTiles.root(leaves);
        }
    }

    private static byte[] whole(TileSource tiles, int level, long tile) {
        byte[] hashes = tiles.hashes(level, tile);
        if (hashes.length != LEAVES * NodeHash.BYTES) {
            throw new AbsentTileException(level, tile);
        }
        return hashes;
    }

    /** Returns the first place behind a gap that begins at a place or before it and goes beyond. */
    static OptionalLong behindGap(List<Gap> gaps, long place) {
        return gaps.stream()
                .filter(gap -> gap.from() <= place && place < gap.to())
                .mapToLong(Gap::to)
                .findFirst();
    }
}

package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TileSource;
import io.cpni.merkle.TreeFrontier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Holds the statements on streams, records, shapes, tiles and secrets, in the SQL that H2, PostgreSQL and MariaDB share. */
final class RecordTable {

    /**
     * A row of the table of records.
     *
     * @param customers the bytes of its {@link CustomerSet}; null where none are named
     */
    @SuppressWarnings("ArrayRecordComponent") // columns on their way; nobody compares them
    record Row(
            long seq,
            byte[] leaf,
            byte[] leafHash,
            byte @Nullable [] customers,
            @Nullable Long intentSeq,
            long loggedMicros,
            String kind,
            @Nullable String accessor,
            @Nullable String purpose,
            @Nullable String relation) {}

    /** A tile that a group of records completed. */
    @SuppressWarnings("ArrayRecordComponent") // columns on their way; nobody compares them
    record Tile(int level, long tile, byte[] hashes) {}

    /** The key of what a record holds encrypted. */
    @SuppressWarnings("ArrayRecordComponent") // columns on their way; nobody compares them
    record Secret(long seq, int keyVersion, byte[] wrappedKey) {}

    /** The last record of a stream. */
    record Last(long seq, NodeHash leafHash, long loggedMicros) {}

    /** Does something on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    static final String COLUMNS =
            "seq, leaf, leaf_hash, customers, intent_seq, logged_us, kind, accessor, purpose, relation";
    private static final String INSERT_RECORD =
            "INSERT INTO cpni_audit_record (stream_no, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_TILE =
            "INSERT INTO cpni_audit_tile (stream_no, level, tile, hashes) VALUES (?, ?, ?, ?)";
    private static final String INSERT_SHAPE = "INSERT INTO cpni_audit_shape (stream_no, hash, body) VALUES (?, ?, ?)";
    private static final String INSERT_SECRET =
            "INSERT INTO cpni_audit_secret (stream_no, seq, key_version, wrapped_key) VALUES (?, ?, ?, ?)";
    private static final String SELECT_RECORDS = "SELECT " + COLUMNS
            + " FROM cpni_audit_record WHERE stream_no = ? AND seq >= ? ORDER BY stream_no, seq LIMIT ?";
    private static final String SELECT_OUTCOME =
            "SELECT " + COLUMNS + " FROM cpni_audit_record WHERE stream_no = ? AND intent_seq = ?";
    // Sorted by stream although there is only one: otherwise H2 does not see that the primary key has the order.
    private static final String SELECT_LAST =
            "SELECT seq, leaf_hash, logged_us FROM cpni_audit_record WHERE stream_no = ?"
                    + " ORDER BY stream_no DESC, seq DESC LIMIT 1";
    private static final String SELECT_LOGGED = "SELECT seq, logged_us FROM cpni_audit_record WHERE stream_no = ?"
            + " AND seq >= ? ORDER BY stream_no, seq LIMIT 1";
    private static final String SELECT_HASHES =
            "SELECT leaf_hash FROM cpni_audit_record WHERE stream_no = ? AND seq >= ?"
                    + " AND seq < ? ORDER BY stream_no, seq";
    private static final String SELECT_TILE =
            "SELECT hashes FROM cpni_audit_tile WHERE stream_no = ? AND level = ? AND tile = ?";
    private static final String SELECT_SHAPE = "SELECT body FROM cpni_audit_shape WHERE stream_no = ? AND hash = ?";
    private static final String SELECT_SECRET =
            "SELECT key_version, wrapped_key FROM cpni_audit_secret WHERE stream_no = ? AND seq = ?";
    private static final String SELECT_STREAM = "SELECT stream_no FROM cpni_audit_stream WHERE name = ?";
    private static final String SELECT_STREAM_NAME = "SELECT name FROM cpni_audit_stream WHERE stream_no = ?";
    private static final String INSERT_STREAM =
            "INSERT INTO cpni_audit_stream (stream_no, name, created_us) SELECT COALESCE(MAX(stream_no), 0) + 1, ?, ?"
                    + " FROM cpni_audit_stream";

    private static final int ROWS_PER_FETCH = 1_000;

    private RecordTable() {}

    /** Returns the number of a stream, if it has been opened once. */
    static OptionalInt streamNo(Connection connection, String stream) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_STREAM)) {
            statement.setString(1, stream);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? OptionalInt.of(result.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    /** Returns the name of a stream. */
    static Optional<String> streamName(Connection connection, int streamNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_STREAM_NAME)) {
            statement.setInt(1, streamNo);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    /** Gives a stream a number. Neither commits nor rolls back. */
    static void insertStream(Connection connection, String stream, long nowMicros) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_STREAM)) {
            statement.setString(1, stream);
            statement.setLong(2, nowMicros);
            statement.executeUpdate();
        }
    }

    static void insert(Connection connection, int streamNo, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_RECORD)) {
            for (Row row : rows) {
                statement.setInt(1, streamNo);
                statement.setLong(2, row.seq());
                statement.setBytes(3, row.leaf());
                statement.setBytes(4, row.leafHash());
                statement.setBytes(5, row.customers());
                bind(statement, 6, row.intentSeq(), Types.BIGINT);
                statement.setLong(7, row.loggedMicros());
                statement.setString(8, row.kind());
                bind(statement, 9, row.accessor(), Types.VARCHAR);
                bind(statement, 10, row.purpose(), Types.VARCHAR);
                bind(statement, 11, row.relation(), Types.VARCHAR);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value, int type)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, type);
        } else {
            statement.setObject(index, value, type);
        }
    }

    static void insertTiles(Connection connection, int streamNo, List<Tile> tiles) throws SQLException {
        if (tiles.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_TILE)) {
            for (Tile tile : tiles) {
                statement.setInt(1, streamNo);
                statement.setInt(2, tile.level());
                statement.setLong(3, tile.tile());
                statement.setBytes(4, tile.hashes());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void insertSecrets(Connection connection, int streamNo, List<Secret> secrets) throws SQLException {
        if (secrets.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_SECRET)) {
            for (Secret secret : secrets) {
                statement.setInt(1, streamNo);
                statement.setLong(2, secret.seq());
                statement.setInt(3, secret.keyVersion());
                statement.setBytes(4, secret.wrappedKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void insertShape(Connection connection, int streamNo, byte[] hash, byte[] body) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_SHAPE)) {
            statement.setInt(1, streamNo);
            statement.setBytes(2, hash);
            statement.setBytes(3, body);
            statement.executeUpdate();
        }
    }

    static Optional<byte[]> shape(Connection connection, int streamNo, byte[] hash) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_SHAPE)) {
            statement.setInt(1, streamNo);
            statement.setBytes(2, hash);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getBytes(1)) : Optional.empty();
            }
        }
    }

    static Optional<Secret> secret(Connection connection, int streamNo, long seq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_SECRET)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, seq);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new Secret(seq, result.getInt(1), result.getBytes(2)))
                        : Optional.empty();
            }
        }
    }

    /** Returns records of a stream from a place on. */
    static List<Row> records(Connection connection, int streamNo, long from, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_RECORDS)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setInt(3, limit);
            statement.setFetchSize(ROWS_PER_FETCH);
            return rows(statement);
        }
    }

    /** Returns the record that closes an access. */
    static Optional<Row> outcomeOf(Connection connection, int streamNo, long intentSeq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_OUTCOME)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, intentSeq);
            return rows(statement).stream().findFirst();
        }
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    /** Reads a row whose columns are those of the table from {@code seq} on, in their order. */
    static Row row(ResultSet result) throws SQLException {
        long intent = result.getLong(5);
        // Asked at once: it is the column read last that it is about.
        @Nullable Long intentSeq = result.wasNull() ? null : (Long) intent;
        return new Row(
                result.getLong(1),
                result.getBytes(2),
                result.getBytes(3),
                result.getBytes(4),
                intentSeq,
                result.getLong(6),
                result.getString(7),
                result.getString(8),
                result.getString(9),
                result.getString(10));
    }

    /**
     * Returns the place of the first record written at an instant or later, or the place after the last record. Times of
     * writing never go back along a stream, so this looks at a few dozen records however many there are.
     */
    static long firstLoggedFrom(Connection connection, int streamNo, long micros) throws SQLException {
        long low = 0;
        long high = last(connection, streamNo).map(last -> last.seq() + 1).orElse(0L);
        try (PreparedStatement statement = connection.prepareStatement(SELECT_LOGGED)) {
            while (low < high) {
                long middle = low + (high - low) / 2;
                statement.setInt(1, streamNo);
                statement.setLong(2, middle);
                try (ResultSet result = statement.executeQuery()) {
                    // Records may have been purged: then the one after the gap stands for all of it.
                    if (!result.next() || result.getLong(2) >= micros) {
                        high = middle;
                    } else {
                        low = result.getLong(1) + 1;
                    }
                }
            }
        }
        return low;
    }

    /** Returns the last record of a stream, if it has one. */
    static Optional<Last> last(Connection connection, int streamNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_LAST)) {
            statement.setInt(1, streamNo);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new Last(result.getLong(1), NodeHash.of(result.getBytes(2)), result.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    /** Returns the hashes of the leaves from a place to the one before another. */
    static List<NodeHash> hashes(Connection connection, int streamNo, long from, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_HASHES)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setLong(3, to);
            List<NodeHash> hashes = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    hashes.add(NodeHash.of(result.getBytes(1)));
                }
            }
            return hashes;
        }
    }

    /** Returns the tiles of a stream; a failure of the database comes out as {@link StoreUnavailableException}. */
    static TileSource tiles(Connection connection, int streamNo) {
        return (level, tile) -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT_TILE)) {
                statement.setInt(1, streamNo);
                statement.setInt(2, level);
                statement.setLong(3, tile);
                try (ResultSet result = statement.executeQuery()) {
                    if (!result.next()) {
                        throw new AbsentTileException(level, tile);
                    }
                    return result.getBytes(1);
                }
            } catch (SQLException e) {
                throw new StoreUnavailableException("reading the tiles of an audit stream failed", e);
            }
        };
    }

    /**
     * Reads the right edge of a stream's tree.
     *
     * @throws AbsentTileException if a tile is missing
     */
    static TreeFrontier frontier(Connection connection, int streamNo, long size) throws SQLException {
        long complete = size - size % TILE_WIDTH;
        return TreeFrontier.read(size, tiles(connection, streamNo), hashes(connection, streamNo, complete, size));
    }

    /** How many leaves a tile has. */
    static final int TILE_WIDTH = 256;

    /** Reads in one transaction that is rolled back afterwards. */
    static <T> T read(DataSource dataSource, String what, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    what + " failed; check that the audit database is up and has the tables of "
                            + "classpath:io/cpni/db/audit",
                    e);
        }
    }
}

package io.cpni.audit;

import io.cpni.jdbc.DatabaseVendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Holds the statements by which records of a stream are looked up by place, in the SQL that H2, PostgreSQL and MariaDB share. */
final class StreamReads {

    /** Takes a row. */
    @FunctionalInterface
    interface RowVisitor {
        void row(RecordTable.Row row) throws SQLException;
    }

    private static final String FROM = " FROM cpni_audit_record WHERE stream_no = ?";
    private static final String SCAN =
            "SELECT " + RecordTable.COLUMNS + FROM + " AND seq >= ? AND seq < ? ORDER BY stream_no, seq";
    private static final String CLOSED = "SELECT intent_seq" + FROM + " AND intent_seq >= ? AND intent_seq < ?";
    // Sorted by stream too: otherwise H2 does not see that the primary key has the order.
    private static final String PLACES_BEFORE =
            "SELECT seq" + FROM + " AND seq >= ? AND seq < ? ORDER BY stream_no DESC, seq DESC LIMIT ?";
    private static final String FIRST = "SELECT seq" + FROM + " ORDER BY stream_no, seq LIMIT 1";

    /** How many values a list of parameters has: few sizes, so that few statements are prepared. */
    private static final int[] LIST_SIZES = {1, 16, 256, 1_024};

    private static final int ROWS_PER_FETCH = 256;

    private StreamReads() {}

    /** Visits records in their order, from a place to the one before another. */
    static void scan(Connection connection, int streamNo, long from, long to, RowVisitor visitor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SCAN)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setLong(3, to);
            statement.setFetchSize(ROWS_PER_FETCH);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    visitor.row(RecordTable.row(result));
                }
            }
        }
    }

    /** Returns which accesses have an outcome, counted from the first place. */
    static BitSet closed(Connection connection, int streamNo, long from, long to) throws SQLException {
        BitSet closed = new BitSet();
        try (PreparedStatement statement = connection.prepareStatement(CLOSED)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setLong(3, to);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    closed.set((int) (result.getLong(1) - from));
                }
            }
        }
        return closed;
    }

    /** Returns the last places before one, the last one first. */
    static List<Long> placesBefore(Connection connection, int streamNo, long from, long to, int limit)
            throws SQLException {
        List<Long> places = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PLACES_BEFORE)) {
            statement.setInt(1, streamNo);
            statement.setLong(2, from);
            statement.setLong(3, to);
            statement.setInt(4, limit);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    places.add(result.getLong(1));
                }
            }
        }
        return places;
    }

    /** Returns the first place of a stream that is still there. */
    static OptionalLong firstPlace(Connection connection, int streamNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIRST)) {
            statement.setInt(1, streamNo);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? OptionalLong.of(result.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Returns records of some places, each under its place; those that were purged are missing. */
    static Map<Long, RecordTable.Row> at(Connection connection, int streamNo, List<Long> places) throws SQLException {
        Map<Long, RecordTable.Row> found = new HashMap<>();
        read(connection, streamNo, "seq", places, row -> found.put(row.seq(), row));
        return found;
    }

    /** Returns the outcomes of some accesses, each under the place of its access. */
    static Map<Long, RecordTable.Row> outcomesOf(Connection connection, int streamNo, List<Long> intents)
            throws SQLException {
        Map<Long, RecordTable.Row> found = new HashMap<>();
        read(connection, streamNo, "intent_seq", intents, row -> {
            if (row.intentSeq() != null) {
                found.put(row.intentSeq(), row);
            }
        });
        return found;
    }

    private static void read(Connection connection, int streamNo, String column, List<Long> values, RowVisitor visitor)
            throws SQLException {
        // H2 finds a list by key only in the first column of one, and would read the whole stream here.
        int largest = DatabaseVendor.of(connection) == DatabaseVendor.H2 ? 1 : LIST_SIZES[LIST_SIZES.length - 1];
        for (int from = 0; from < values.size(); from += largest) {
            List<Long> part = values.subList(from, Math.min(values.size(), from + largest));
            int size = Arrays.stream(LIST_SIZES)
                    .filter(each -> each >= part.size())
                    .findFirst()
                    .orElseThrow();
            String sql = "SELECT " + RecordTable.COLUMNS + FROM + " AND " + column + " IN ("
                    + String.join(", ", Collections.nCopies(size, "?")) + ")";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, streamNo);
                for (int i = 0; i < size; i++) {
                    statement.setLong(i + 2, part.get(Math.min(i, part.size() - 1)));
                }
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        visitor.row(RecordTable.row(result));
                    }
                }
            }
        }
    }
}

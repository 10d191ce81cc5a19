package io.cpni.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the index, and the form of their entries: for a segment of 4,096 records and a bucket, which records, each as
 * three bytes: the term's lane in the bucket, and the record's place in the segment. They ascend.
 */
final class Postings {

    /** How many records a segment has, as a power of two. */
    static final int SEGMENT_BITS = 12;

    /** How many records a segment has. */
    static final int SEGMENT = 1 << SEGMENT_BITS;

    private static final int MEMBER_BYTES = 3;
    private static final int STATEMENTS_PER_BATCH = 500;

    private static final String INSERT_SEGMENT =
            "INSERT INTO cpni_audit_segment (stream_no, segment, records) VALUES (?, ?, ?)";
    private static final String REMOVE_SHORTER =
            "DELETE FROM cpni_audit_segment WHERE stream_no = ? AND segment = ? AND records < ?";
    private static final String SELECT_SEGMENTS =
            "SELECT segment, records FROM cpni_audit_segment WHERE stream_no = ? AND segment >= ? AND segment <= ?";
    private static final String INSERT =
            "INSERT INTO cpni_audit_posting (stream_no, field, bucket, segment, part, members) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String REMOVE =
            "DELETE FROM cpni_audit_posting WHERE stream_no = ? AND field = ? AND bucket = ? AND segment = ? AND part = ?";

    /** Finds the postings of a term; the primary key has all that it asks for. */
    static final String SELECT = "SELECT segment, members FROM cpni_audit_posting WHERE stream_no = ? AND field = ?"
            + " AND bucket = ? AND segment >= ? AND segment <= ?";

    /** Where a posting stands but for its segment. */
    record Bucket(IndexField field, long bucket) {}

    private Postings() {}

    /** Returns the segment in which a place lies. */
    static int segmentOf(long seq) {
        return (int) (seq >> SEGMENT_BITS);
    }

    /** Returns the first place of a segment. */
    static long firstOf(int segment) {
        return (long) segment << SEGMENT_BITS;
    }

    /** Returns how a term's record stands in a posting. */
    static int member(int lane, long seq) {
        return (lane << SEGMENT_BITS) | (int) (seq & (SEGMENT - 1));
    }

    /** Writes members, which need not be sorted or distinct. */
    static byte[] encode(int[] members) {
        int[] sorted = Arrays.stream(members).sorted().distinct().toArray();
        byte[] bytes = new byte[MEMBER_BYTES * sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            bytes[3 * i] = (byte) (sorted[i] >> 16);
            bytes[3 * i + 1] = (byte) (sorted[i] >> 8);
            bytes[3 * i + 2] = (byte) sorted[i];
        }
        return bytes;
    }

    /** Adds the records of a lane to those found. */
    static void read(byte[] members, int lane, BitSet found) {
        if (members.length % MEMBER_BYTES != 0) {
            throw new MalformedRecordException("a posting of the index has a length that none has");
        }
        int first = lane << SEGMENT_BITS;
        int low = 0;
        int high = members.length / MEMBER_BYTES;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(members, middle) < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < members.length / MEMBER_BYTES && at(members, i) < first + SEGMENT; i++) {
            found.set(at(members, i) - first);
        }
    }

    private static int at(byte[] members, int index) {
        int start = MEMBER_BYTES * index;
        return ((members[start] & 0xFF) << 16) | ((members[start + 1] & 0xFF) << 8) | (members[start + 2] & 0xFF);
    }

    /**
     * Says that a segment is indexed; what it is found by is inserted in the same transaction. Neither commits nor rolls back.
     *
     * @param records how many of its records are, from its first on
     * @throws SQLException with a state of the class 23 if somebody else has said so
     */
    static void insertSegment(Connection connection, int streamNo, int segment, int records) throws SQLException {
        segment(connection, INSERT_SEGMENT, streamNo, segment, records);
    }

    /**
     * Takes back that a segment is indexed, if fewer of its records are than some; their postings stay. Neither commits nor
     * rolls back.
     *
     * @return whether there was one
     */
    static boolean removeShorter(Connection connection, int streamNo, int segment, int records) throws SQLException {
        return segment(connection, REMOVE_SHORTER, streamNo, segment, records) > 0;
    }

    private static int segment(Connection connection, String sql, int streamNo, int segment, int records)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, streamNo);
            statement.setInt(2, segment);
            statement.setInt(3, records);
            return statement.executeUpdate();
        }
    }

    /** Which segments of a stream are indexed: those that are so as a whole, and how many records of others. */
    record Indexed(BitSet whole, Map<Integer, Integer> records) {

        /** Returns the place after the last record of a segment that is indexed. */
        long end(int segment) {
            return firstOf(segment) + records.getOrDefault(segment, 0);
        }
    }

    /** Returns which of some segments are indexed. */
    static Indexed indexed(Connection connection, int streamNo, int first, int last) throws SQLException {
        Indexed indexed = new Indexed(new BitSet(), new HashMap<>());
        try (PreparedStatement statement = connection.prepareStatement(SELECT_SEGMENTS)) {
            statement.setInt(1, streamNo);
            statement.setInt(2, first);
            statement.setInt(3, last);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    indexed.records().put(result.getInt(1), result.getInt(2));
                    if (result.getInt(2) == SEGMENT) {
                        indexed.whole().set(result.getInt(1));
                    }
                }
            }
        }
        return indexed;
    }

    /** Inserts the postings of a part of a segment. Neither commits nor rolls back. */
    static void insert(
            Connection connection, int streamNo, int segment, int part, Map<Bucket, byte[]> postings, boolean replace)
            throws SQLException {
        if (replace) {
            batch(connection, REMOVE, streamNo, segment, part, postings, false);
        }
        batch(connection, INSERT, streamNo, segment, part, postings, true);
    }

    private static void batch(
            Connection connection,
            String sql,
            int streamNo,
            int segment,
            int part,
            Map<Bucket, byte[]> postings,
            boolean withMembers)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int added = 0;
            for (Map.Entry<Bucket, byte[]> posting : postings.entrySet()) {
                statement.setInt(1, streamNo);
                statement.setInt(2, posting.getKey().field().number());
                statement.setLong(3, posting.getKey().bucket());
                statement.setInt(4, segment);
                statement.setInt(5, part);
                if (withMembers) {
                    statement.setBytes(6, posting.getValue());
                }
                statement.addBatch();
                added++;
                if (added % STATEMENTS_PER_BATCH == 0) {
                    statement.executeBatch();
                }
            }
            if (added % STATEMENTS_PER_BATCH != 0) {
                statement.executeBatch();
            }
        }
    }

    /** Returns, of some indexed segments, the records that have one of the terms. */
    static Map<Integer, BitSet> find(Connection connection, int streamNo, List<Term> terms, int first, int last)
            throws SQLException {
        Map<Integer, BitSet> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            for (Term term : terms) {
                statement.setInt(1, streamNo);
                statement.setInt(2, term.field().number());
                statement.setLong(3, term.bucket());
                statement.setInt(4, first);
                statement.setInt(5, last);
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        read(
                                result.getBytes(2),
                                term.lane(),
                                found.computeIfAbsent(result.getInt(1), segment -> new BitSet(SEGMENT)));
                    }
                }
            }
        }
        return found;
    }
}

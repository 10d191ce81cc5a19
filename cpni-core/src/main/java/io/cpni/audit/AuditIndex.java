package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of the audit log: which records of a segment of 4,096 name whom or what.
 *
 * <p>It is made from the records and nothing else, needs no key, and may be dropped and made anew at any time. What is not
 * indexed yet is read record by record, so an answer never depends on it, only how fast it comes. A segment is indexed once
 * it is whole, in one transaction; whoever else does so at the same time finds it done.
 *
 * <p>Safe for many threads if the data source is.
 */
public final class AuditIndex {

    private static final Logger LOG = LoggerFactory.getLogger(AuditIndex.class);
    private static final String STREAMS = "SELECT stream_no, name FROM cpni_audit_stream ORDER BY stream_no";
    private static final String REMOVE_POSTINGS = "DELETE FROM cpni_audit_posting WHERE stream_no = ?";
    private static final String REMOVE_SEGMENTS = "DELETE FROM cpni_audit_segment WHERE stream_no = ?";
    private static final String ALREADY_THERE = "23";
    private static final String PREFERRED_ANOTHER = "40";

    private final DataSource dataSource;

    /** Segments, by stream, with a record that cannot be read: said once, and not tried again. */
    private final Set<Map.Entry<Integer, Integer>> unreadable = ConcurrentHashMap.newKeySet();

    private AuditIndex(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Returns the index in a database, whose tables of the index may be written. */
    public static AuditIndex over(DataSource dataSource) {
        return new AuditIndex(dataSource);
    }

    /**
     * Indexes every whole segment of every stream that is not yet.
     *
     * @return how many that were
     * @throws StoreUnavailableException if the database fails
     */
    public int complete() {
        return complete(Integer.MAX_VALUE, () -> false);
    }

    /** Does so with some segments at most, until it is told that others need the database more. */
    int complete(int most, BooleanSupplier isBusy) {
        return inTransactions("indexing the audit log", connection -> {
            int indexed = 0;
            for (Map.Entry<Integer, String> stream : streams(connection).entrySet()) {
                indexed += complete(connection, stream.getKey(), stream.getValue(), most - indexed, isBusy);
            }
            return indexed;
        });
    }

    /**
     * Makes the index anew. Whoever searches meanwhile reads records instead.
     *
     * @return how many segments were indexed
     * @throws StoreUnavailableException if the database fails
     */
    public int rebuild() {
        return inTransactions("making the index of the audit log anew", connection -> {
            int indexed = 0;
            for (Map.Entry<Integer, String> stream : streams(connection).entrySet()) {
                // Postings first: a segment that somebody else completes between the two is then forgotten as a whole,
                // or
                // kept as a whole, or loses its row only, which costs time and no answer.
                remove(connection, REMOVE_POSTINGS, stream.getKey());
                remove(connection, REMOVE_SEGMENTS, stream.getKey());
                connection.commit();
                unreadable.removeIf(place -> place.getKey().equals(stream.getKey()));
                indexed += complete(connection, stream.getKey(), stream.getValue(), Integer.MAX_VALUE, () -> false);
            }
            return indexed;
        });
    }

    private int complete(Connection connection, int streamNo, String stream, int most, BooleanSupplier isBusy)
            throws SQLException {
        Optional<RecordTable.Last> last = RecordTable.last(connection, streamNo);
        OptionalLong first = StreamReads.firstPlace(connection, streamNo);
        int indexed = 0;
        if (last.isPresent() && first.isPresent()) {
            int begin = Postings.segmentOf(first.getAsLong());
            int end = Postings.segmentOf(last.get().seq() + 1);
            BitSet there = Postings.indexed(connection, streamNo, begin, end);
            connection.rollback();
            RecordTerms terms = new RecordTerms(connection, streamNo);
            for (int segment = there.nextClearBit(begin); segment < end; segment = there.nextClearBit(segment + 1)) {
                if (indexed >= most || isBusy.getAsBoolean()) {
                    return indexed;
                }
                indexed += index(connection, streamNo, stream, segment, terms) ? 1 : 0;
            }
        }
        connection.rollback();
        return indexed;
    }

    /** Indexes a segment; returns whether this was it who did. */
    private boolean index(Connection connection, int streamNo, String stream, int segment, RecordTerms terms)
            throws SQLException {
        Map.Entry<Integer, Integer> place = Map.entry(streamNo, segment);
        boolean replace = false;
        while (!unreadable.contains(place)) {
            try {
                // The segment's row is the lock: who comes second waits here, and is refused.
                Postings.insertSegment(connection, streamNo, segment);
                new SegmentBuilder(connection, streamNo, terms).build(segment, replace);
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                if (isOf(e, PREFERRED_ANOTHER)) {
                    return false;
                }
                if (!isOf(e, ALREADY_THERE)) {
                    throw e;
                }
                boolean isIndexed =
                        Postings.indexed(connection, streamNo, segment, segment).get(segment);
                connection.rollback();
                if (isIndexed || replace) {
                    return false;
                }
                replace = true;
            } catch (IllegalArgumentException e) {
                connection.rollback();
                unreadable.add(place);
                LOG.error(
                        "Records {} to {} of audit stream {} are not indexed, because one holds what no record can; let an"
                                + " AuditVerifier look at the stream",
                        Postings.firstOf(segment),
                        Postings.firstOf(segment + 1) - 1,
                        stream,
                        e);
                return false;
            }
        }
        return false;
    }

    private static boolean isOf(SQLException e, String stateClass) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            String state = each.getSQLState();
            if (state != null && state.startsWith(stateClass)) {
                return true;
            }
        }
        return false;
    }

    private static void remove(Connection connection, String sql, int streamNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, streamNo);
            statement.executeUpdate();
        }
    }

    /** Returns the numbers of the streams with their names. */
    static Map<Integer, String> streams(Connection connection) throws SQLException {
        Map<Integer, String> streams = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(STREAMS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                streams.put(result.getInt(1), result.getString(2));
            }
        }
        return streams;
    }

    private int inTransactions(String what, RecordTable.Work<Integer> work) {
        // What is committed is committed; the rest is rolled back.
        return RecordTable.read(dataSource, what, work);
    }
}

package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * The index of the audit log: which records of a segment of 4,096 name whom or what.
 *
 * <p>It is made from the records and nothing else, needs no key, and may be dropped and made anew at any time. What is not
 * indexed yet is read record by record, so an answer never depends on it, only how fast it comes. A segment is indexed once
 * it is whole, or once its stream has rested for an hour, because a node that is gone leaves one that is not, and many such
 * would have to be read for each question. That is done in one transaction; whoever else does so at the same time finds it
 * done. A record that cannot be read keeps no other from being found: it is a candidate of each query.
 *
 * <p>Safe for many threads if the data source is.
 */
public final class AuditIndex {

    private static final String STREAMS = "SELECT stream_no, name FROM cpni_audit_stream ORDER BY stream_no";
    private static final String LAST = "(SELECT %s FROM cpni_audit_record r WHERE r.stream_no = s.stream_no"
            + " ORDER BY r.stream_no DESC, r.seq DESC LIMIT 1)";
    private static final String ENDS = "SELECT s.stream_no, s.name, " + LAST.formatted("r.seq") + ", "
            + LAST.formatted("r.logged_us") + " FROM cpni_audit_stream s ORDER BY s.stream_no";
    private static final String REMOVE_POSTINGS = "DELETE FROM cpni_audit_posting WHERE stream_no = ?";
    private static final String REMOVE_SEGMENTS = "DELETE FROM cpni_audit_segment WHERE stream_no = ?";
    private static final String ALREADY_THERE = "23";
    private static final String PREFERRED_ANOTHER = "40";

    /** How long nothing must have been written to a stream, until the segment that it has begun is indexed too. */
    static final Duration RESTED = Duration.ofHours(1);

    /**
     * Where a stream ends.
     *
     * @param next the place after its last record
     * @param loggedMicros when that was written
     */
    record End(int streamNo, String stream, long next, long loggedMicros) {}

    private final DataSource dataSource;
    private final InstantSource clock;

    /** The ends of streams that are indexed to there, so that those of nodes that are gone are not looked at again. */
    private final Map<Integer, Long> done = new ConcurrentHashMap<>();

    private AuditIndex(DataSource dataSource, InstantSource clock) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Returns the index in a database, whose tables of the index may be written. */
    public static AuditIndex over(DataSource dataSource) {
        return new AuditIndex(dataSource, InstantSource.system());
    }

    /** Returns the index in a database, as seen at the time that a clock tells. */
    static AuditIndex over(DataSource dataSource, InstantSource clock) {
        return new AuditIndex(dataSource, clock);
    }

    /**
     * Indexes every segment that is not yet: whole ones, and those that streams at rest have begun.
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
            for (End end : ends(connection)) {
                if (!Objects.equals(done.get(end.streamNo()), end.next())) {
                    indexed += complete(connection, end, most - indexed, isBusy);
                }
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
            for (End end : ends(connection)) {
                // Postings first: a segment that somebody else completes between the two is then forgotten or kept as
                // a whole, or loses its row only, which costs time and no answer.
                remove(connection, REMOVE_POSTINGS, end.streamNo());
                remove(connection, REMOVE_SEGMENTS, end.streamNo());
                connection.commit();
                indexed += complete(connection, end, Integer.MAX_VALUE, () -> false);
            }
            return indexed;
        });
    }

    private int complete(Connection connection, End found, int most, BooleanSupplier isBusy) throws SQLException {
        int streamNo = found.streamNo();
        OptionalLong first = StreamReads.firstPlace(connection, streamNo);
        int indexed = 0;
        if (first.isPresent()) {
            int begin = Postings.segmentOf(first.getAsLong());
            long next = found.next();
            int end = Postings.segmentOf(next);
            Postings.Indexed there = Postings.indexed(connection, streamNo, begin, end);
            connection.rollback();
            SegmentBuilder builder =
                    new SegmentBuilder(connection, streamNo, found.stream(), new RecordTerms(connection, streamNo));
            for (int segment = there.whole().nextClearBit(begin);
                    segment < end;
                    segment = there.whole().nextClearBit(segment + 1)) {
                if (indexed >= most || isBusy.getAsBoolean()) {
                    return indexed;
                }
                indexed += index(connection, streamNo, segment, Postings.SEGMENT, builder) ? 1 : 0;
            }
            if (isAtRest(found) && indexed < most && !isBusy.getAsBoolean()) {
                int records = (int) (next - Postings.firstOf(end));
                boolean isNew = next > there.end(end) && index(connection, streamNo, end, records, builder);
                indexed += isNew ? 1 : 0;
                done.put(streamNo, next);
            }
        }
        connection.rollback();
        return indexed;
    }

    private boolean isAtRest(End end) {
        return !Micros.instant(end.loggedMicros()).plus(RESTED).isAfter(clock.instant());
    }

    /** Indexes some records of a segment, from its first on; returns whether this was it who did. */
    private static boolean index(Connection connection, int streamNo, int segment, int records, SegmentBuilder builder)
            throws SQLException {
        boolean replace = false;
        while (true) {
            try {
                replace |= Postings.removeShorter(connection, streamNo, segment, records);
                // The segment's row is the lock: who comes second waits here, and is refused.
                Postings.insertSegment(connection, streamNo, segment, records);
                builder.build(segment, records, replace);
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
                        Postings.indexed(connection, streamNo, segment, segment).end(segment)
                                >= Postings.firstOf(segment) + records;
                connection.rollback();
                if (isIndexed || replace) {
                    return false;
                }
                replace = true;
            }
        }
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

    /** Returns where the streams end that have records, in one look: many are of nodes that are gone. */
    static List<End> ends(Connection connection) throws SQLException {
        List<End> ends = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ENDS);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                long last = result.getLong(3);
                if (!result.wasNull()) {
                    ends.add(new End(result.getInt(1), result.getString(2), last + 1, result.getLong(4)));
                }
            }
        }
        return ends;
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

package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the records of a stream that some terms of the index lead to: by the index where there is one, record by record where
 * not. A record that cannot be read stops nothing; it is named.
 */
final class RecordSearch {

    private static final Logger LOG = LoggerFactory.getLogger(RecordSearch.class);

    /** How many segments are looked up at once. */
    private static final int SEGMENTS_AT_ONCE = 256;

    /** Tells whether a record is one of those looked for: a term may lead to others too. */
    @FunctionalInterface
    interface Wanted {
        boolean test(RecordTable.Row row, Leaf leaf);
    }

    /** Takes a record that was looked for. */
    @FunctionalInterface
    interface Visitor {
        void visit(RecordTable.Row row, Leaf leaf) throws SQLException;
    }

    /** A record that was found. */
    private record Hit(RecordTable.Row row, Leaf leaf) {}

    private final Connection connection;
    private final int streamNo;
    private final List<Term> terms;
    private final Wanted wanted;
    private final List<Long> unreadable = new ArrayList<>();

    /**
     * Prepares a search.
     *
     * @param connection in a transaction that sees one moment of the log, see {@link #inSnapshot}
     * @param terms what leads to the records; one of them is enough
     */
    RecordSearch(Connection connection, int streamNo, List<Term> terms, Wanted wanted) {
        this.connection = connection;
        this.streamNo = streamNo;
        this.terms = Stream.concat(terms.stream(), Stream.of(Term.of(IndexField.Mark.UNREADABLE)))
                .toList();
        this.wanted = wanted;
    }

    /**
     * Visits the records, in their order.
     *
     * @param from the first place to look at
     * @return the places of records that cannot be read, and may be among those looked for
     */
    List<Long> visit(long from, Visitor visitor) throws SQLException {
        long end = RecordTable.last(connection, streamNo)
                .map(last -> last.seq() + 1)
                .orElse(0L);
        if (from >= end) {
            return List.of();
        }
        int last = Postings.segmentOf(end - 1);
        int segment = Postings.segmentOf(from);
        BitSet indexed = Postings.indexed(connection, streamNo, segment, last).whole();
        while (segment <= last) {
            int behind = segment + 1;
            if (indexed.get(segment)) {
                behind = Math.min(indexed.nextClearBit(segment), segment + SEGMENTS_AT_ONCE);
                behind = Math.min(behind, last + 1);
            }
            List<Hit> hits = indexed.get(segment)
                    ? lookUp(segment, behind - 1, from)
                    : scan(Math.max(from, Postings.firstOf(segment)), Math.min(end, Postings.firstOf(behind)));
            for (Hit hit : hits) {
                visitor.visit(hit.row(), hit.leaf());
            }
            segment = behind;
        }
        return List.copyOf(unreadable);
    }

    private List<Hit> lookUp(int first, int last, long from) throws SQLException {
        Map<Integer, BitSet> found;
        try {
            found = Postings.find(connection, streamNo, terms, first, last);
        } catch (MalformedRecordException e) {
            LOG.warn(
                    "The index of the audit log holds what none can have, so records are read one by one; make it anew"
                            + " (AuditIndex.rebuild)",
                    e);
            return scan(Math.max(from, Postings.firstOf(first)), Postings.firstOf(last + 1));
        }
        TreeSet<Long> places = new TreeSet<>();
        found.forEach((segment, offsets) ->
                offsets.stream().forEach(offset -> places.add(Postings.firstOf(segment) + offset)));
        Map<Long, RecordTable.Row> rows = StreamReads.at(connection, streamNo, List.copyOf(places.tailSet(from, true)));
        List<Hit> hits = new ArrayList<>();
        for (long place : places.tailSet(from, true)) {
            RecordTable.Row row = rows.get(place);
            if (row != null) {
                add(row, hits);
            }
        }
        return hits;
    }

    private List<Hit> scan(long from, long to) throws SQLException {
        List<Hit> hits = new ArrayList<>();
        StreamReads.scan(connection, streamNo, from, to, row -> add(row, hits));
        return hits;
    }

    private void add(RecordTable.Row row, List<Hit> hits) {
        try {
            Leaf leaf = Leaf.decode(row.leaf());
            if (wanted.test(row, leaf)) {
                hits.add(new Hit(row, leaf));
            }
        } catch (MalformedRecordException e) {
            LOG.debug("Record {} of audit stream number {} cannot be read", row.seq(), streamNo, e);
            unreadable.add(row.seq());
        }
    }

    /** Reads in one transaction that sees one moment of the log: segments with their postings, an access with its outcome. */
    static <T> T inSnapshot(DataSource dataSource, String what, RecordTable.Work<T> work) {
        return RecordTable.read(dataSource, what, connection -> {
            int isolation = connection.getTransactionIsolation();
            if (isolation < Connection.TRANSACTION_REPEATABLE_READ) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
            }
        });
    }
}

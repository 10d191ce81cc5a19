package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a query finds in one stream, the newest first. Segments that are indexed are looked up, others read record by
 * record; what comes of either is a candidate only.
 */
final class StreamSearch {

    /** How many indexed segments are looked up at once: few at first, because the page may be full soon. */
    private static final int FIRST_SEGMENTS = 16;

    private static final int MOST_SEGMENTS = 256;
    private static final int FEWEST_CANDIDATES = 16;
    private static final int MOST_CANDIDATES = 256;

    private final Connection connection;
    private final int streamNo;
    private final Criteria criteria;
    private final MatchReader reader;
    private final RecordTerms terms;
    private final long from;
    private final int batch;
    private final Postings.Indexed indexed;
    private final Deque<Long> candidates = new ArrayDeque<>();
    private final Deque<AuditMatch> matches = new ArrayDeque<>();
    private long to;
    private int segmentsAtOnce = FIRST_SEGMENTS;

    /**
     * Prepares a search.
     *
     * @param from the first place to look at
     * @param to the place after the last one
     * @param wanted how many matches are wanted at most
     */
    StreamSearch(Connection connection, int streamNo, Criteria criteria, DataKeys keys, long from, long to, int wanted)
            throws SQLException {
        this.connection = connection;
        this.streamNo = streamNo;
        this.criteria = criteria;
        this.reader = new MatchReader(connection, streamNo, criteria, keys);
        this.terms = new RecordTerms(connection, streamNo);
        this.from = from;
        this.to = to;
        this.batch = Math.min(MOST_CANDIDATES, Math.max(FEWEST_CANDIDATES, wanted));
        this.indexed = from < to && !criteria.terms().isEmpty()
                ? Postings.indexed(connection, streamNo, Postings.segmentOf(from), Postings.segmentOf(to - 1))
                : new Postings.Indexed(new BitSet(), Map.of());
    }

    /** Returns the places of records that may be what is asked for, and could not be read. */
    SortedSet<Long> unreadable() {
        return reader.unreadable();
    }

    /** Returns the newest match that was not taken yet; null if there is none. */
    @Nullable AuditMatch peek() throws SQLException {
        while (matches.isEmpty()) {
            List<Long> places = nextPlaces();
            if (places.isEmpty()) {
                return null;
            }
            matches.addAll(reader.read(places));
        }
        return matches.peekFirst();
    }

    /** Takes the match that was looked at. */
    void take() {
        matches.removeFirst();
    }

    private List<Long> nextPlaces() throws SQLException {
        if (criteria.terms().isEmpty()) {
            List<Long> places = StreamReads.placesBefore(connection, streamNo, from, to, batch);
            to = places.isEmpty() ? from : places.get(places.size() - 1);
            return places;
        }
        while (candidates.isEmpty() && from < to) {
            int segment = Postings.segmentOf(to - 1);
            long end = indexed.end(segment);
            if (to <= end) {
                lookUp(segment);
            } else {
                scan(segment, end);
            }
        }
        List<Long> places = new ArrayList<>();
        while (places.size() < batch && !candidates.isEmpty()) {
            places.add(candidates.removeFirst());
        }
        return places;
    }

    /** Looks up a segment and those before it, as far as they are indexed as a whole. */
    private void lookUp(int last) throws SQLException {
        int first = last;
        if (indexed.whole().get(last)) {
            first = Math.max(indexed.whole().previousClearBit(last) + 1, last - segmentsAtOnce + 1);
            first = Math.max(first, Postings.segmentOf(from));
        }
        segmentsAtOnce = Math.min(MOST_SEGMENTS, 4 * segmentsAtOnce);
        List<Map<Integer, BitSet>> found = new ArrayList<>();
        for (List<Term> each : criteria.terms()) {
            found.add(Postings.find(connection, streamNo, each, first, last));
        }
        for (int segment = last; segment >= first; segment--) {
            BitSet inAll = new BitSet(Postings.SEGMENT);
            inAll.set(0, Postings.SEGMENT);
            for (Map<Integer, BitSet> each : found) {
                inAll.and(each.getOrDefault(segment, new BitSet()));
            }
            add(segment, inAll);
        }
        to = Math.max(from, Postings.firstOf(first));
    }

    /** Reads a segment from where it is not indexed, as far as it is asked for. */
    private void scan(int segment, long end) throws SQLException {
        long first = Math.max(from, end);
        List<BitSet> found = new ArrayList<>();
        criteria.terms().forEach(each -> found.add(new BitSet(Postings.SEGMENT)));
        StreamReads.scan(connection, streamNo, first, to, row -> {
            int offset = (int) (row.seq() - Postings.firstOf(segment));
            // Whether it is closed is asked when it is read; until then it may not be.
            terms.visit(row, seq -> false, (field, bucket, lane) -> {
                for (int i = 0; i < found.size(); i++) {
                    if (has(criteria.terms().get(i), field, bucket, lane)) {
                        found.get(i).set(offset);
                    }
                }
            });
        });
        BitSet inAll = found.get(0);
        found.forEach(inAll::and);
        add(segment, inAll);
        to = first;
    }

    private static boolean has(List<Term> terms, IndexField field, long bucket, int lane) {
        for (Term term : terms) {
            if (term.field() == field && term.bucket() == bucket && term.lane() == lane) {
                return true;
            }
        }
        return false;
    }

    /** Adds a segment's candidates that lie in what is asked for, the last one first. */
    private void add(int segment, BitSet offsets) {
        long first = Postings.firstOf(segment);
        for (int offset = offsets.previousSetBit(Postings.SEGMENT - 1);
                offset >= 0;
                offset = offsets.previousSetBit(offset - 1)) {
            long place = first + offset;
            if (place >= from && place < to) {
                candidates.addLast(place);
            }
        }
    }
}

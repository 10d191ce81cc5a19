package io.cpni.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the postings of one segment. For one connection and one thread. */
final class SegmentBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentBuilder.class);

    /**
     * How many members are held in memory at once. Those of a part stand together, so no posting is larger than this either,
     * but for one record's: three bytes each stay below what H2 takes for a value.
     */
    private static final int MEMBERS_PER_PART = 300_000;

    private final Connection connection;
    private final int streamNo;
    private final String stream;
    private final RecordTerms terms;
    private final int membersPerPart;
    private final Map<Postings.Bucket, Members> buckets = new HashMap<>();
    private int gathered;
    private int parts;

    /** Members of a bucket as they come. */
    private static final class Members {

        private int[] values = new int[4];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size] = value;
            size++;
        }

        byte[] encode() {
            return Postings.encode(Arrays.copyOf(values, size));
        }
    }

    SegmentBuilder(Connection connection, int streamNo, String stream, RecordTerms terms) {
        this(connection, streamNo, stream, terms, MEMBERS_PER_PART);
    }

    SegmentBuilder(Connection connection, int streamNo, String stream, RecordTerms terms, int membersPerPart) {
        this.connection = connection;
        this.streamNo = streamNo;
        this.stream = stream;
        this.terms = terms;
        this.membersPerPart = membersPerPart;
    }

    /**
     * Inserts the postings. Neither commits nor rolls back.
     *
     * @param records how many of its records, from the first on
     * @param replace whether there may be postings of the segment already
     */
    void build(int segment, int records, boolean replace) throws SQLException {
        buckets.clear();
        gathered = 0;
        parts = 0;
        long from = Postings.firstOf(segment);
        long to = from + records;
        BitSet closed = StreamReads.closed(connection, streamNo, from, to);
        StreamReads.scan(connection, streamNo, from, to, row -> {
            boolean isReadable = terms.visit(row, seq -> closed.get((int) (seq - from)), (field, bucket, lane) -> {
                buckets.computeIfAbsent(new Postings.Bucket(field, bucket), each -> new Members())
                        .add(Postings.member(lane, row.seq()));
                gathered++;
            });
            if (!isReadable) {
                LOG.error(
                        "Record {} of audit stream {} cannot be read, so each report names it: it was changed, or a later"
                                + " version of this library wrote it; let an AuditVerifier look at the stream",
                        row.seq(),
                        stream);
            }
            if (gathered >= membersPerPart) {
                flush(segment, replace);
            }
        });
        flush(segment, replace);
    }

    private void flush(int segment, boolean replace) throws SQLException {
        Map<Postings.Bucket, byte[]> postings = new LinkedHashMap<>();
        buckets.forEach((bucket, members) -> postings.put(bucket, members.encode()));
        Postings.insert(connection, streamNo, segment, parts, postings, replace);
        buckets.clear();
        gathered = 0;
        parts++;
    }
}

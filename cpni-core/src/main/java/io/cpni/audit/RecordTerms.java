package io.cpni.audit;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by which terms a record is found. The indexer and whoever looks at records that are not indexed yet ask the same,
 * so that both answer alike. For one connection and one stream.
 */
final class RecordTerms {

    private static final Logger LOG = LoggerFactory.getLogger(RecordTerms.class);
    private static final int REMEMBERED = 10_000;

    /** Takes the terms of a record. */
    @FunctionalInterface
    interface Visitor {
        void term(IndexField field, long bucket, int lane);
    }

    private final Connection connection;
    private final int streamNo;
    private final Map<ByteBuffer, Shape> shapes = new HashMap<>();
    private final Map<String, Long> buckets = new HashMap<>();

    RecordTerms(Connection connection, int streamNo) {
        this.connection = connection;
        this.streamNo = streamNo;
    }

    /**
     * Visits the terms of a record. The customers of an outcome are those of its own place, not of its access's, which may
     * have been indexed long before.
     *
     * <p>A record that cannot be read, because it was damaged or a later version of this library wrote it, has a mark of its
     * own: it is a candidate of every query, and keeps nobody from finding the others.
     *
     * @param isClosed tells of the place of an access whether it has an outcome
     * @return whether it could be read
     */
    boolean visit(RecordTable.Row row, LongPredicate isClosed, Visitor visitor) throws SQLException {
        try {
            visitReadable(row, isClosed, visitor);
            return true;
        } catch (MalformedRecordException e) {
            LOG.debug("A record at place {} cannot be read", row.seq(), e);
            mark(IndexField.Mark.UNREADABLE, visitor);
            return false;
        }
    }

    private void visitReadable(RecordTable.Row row, LongPredicate isClosed, Visitor visitor) throws SQLException {
        Leaf leaf = Leaf.decode(row.leaf());
        if (row.customers() != null) {
            CustomerSet.read(
                    row.customers(),
                    (person, rows) -> visitor.term(IndexField.CUSTOMER, Term.bucket(person), Term.lane(person)));
        }
        leaf.tail().accessor().ifPresent(id -> visitor.term(IndexField.ACCESSOR, bucket(id), 0));
        leaf.tail()
                .accessorPerson()
                .ifPresent(person -> visitor.term(IndexField.CUSTOMER_ASKING, Term.bucket(person), Term.lane(person)));
        leaf.tail()
                .subject()
                .ifPresent(person -> visitor.term(IndexField.SUBJECT, Term.bucket(person), Term.lane(person)));
        leaf.body()
                .serverText()
                .ifPresent(text ->
                        visitor.term(IndexField.FAILURE, bucket(text.reference().value()), 0));
        shape(leaf, visitor);
        marks(row.seq(), leaf, isClosed, visitor);
    }

    private void shape(Leaf leaf, Visitor visitor) throws SQLException {
        byte[] hash = leaf.body().shapeHash();
        if (hash == null) {
            return;
        }
        Shape shape = shapes.get(ByteBuffer.wrap(hash));
        if (shape == null) {
            shape = Shape.decode(RecordTable.shape(connection, streamNo, hash)
                    .orElseThrow(() -> new MalformedRecordException("the shape of a record is missing")));
            if (shapes.size() >= REMEMBERED) {
                shapes.clear();
            }
            shapes.put(ByteBuffer.wrap(hash), shape);
        }
        shape.purpose().ifPresent(purpose -> visitor.term(IndexField.PURPOSE, bucket(purpose.name()), 0));
        shape.relation().ifPresent(relation -> visitor.term(IndexField.RELATION, bucket(relation), 0));
        for (AppliedRule rule : shape.rules()) {
            visitor.term(IndexField.RULE, bucket(rule.id()), 0);
        }
    }

    private static void marks(long seq, Leaf leaf, LongPredicate isClosed, Visitor visitor) {
        AuditKind kind = leaf.body().kind();
        boolean isScope = leaf.tail().concern() == Leaf.Concern.SCOPE;
        if (leaf.body().breakGlass()) {
            mark(IndexField.Mark.BREAK_GLASS, visitor);
        }
        switch (kind) {
            case DENIAL -> mark(IndexField.Mark.DENIAL, visitor);
            case OBSERVED_DENIAL -> mark(IndexField.Mark.OBSERVED_DENIAL, visitor);
            case ERASURE, PURGE, HOLD -> mark(IndexField.Mark.KEEPING, visitor);
            case OUTCOME -> {
                if (isScope) {
                    mark(IndexField.Mark.SCOPE, visitor);
                }
            }
            case ACCESS, FAILURE -> {
                // Found by what they are about.
            }
        }
        if (kind.releases() && isScope && !isClosed.test(seq)) {
            mark(IndexField.Mark.NOT_CLOSED, visitor);
        }
    }

    private static void mark(IndexField.Mark mark, Visitor visitor) {
        visitor.term(IndexField.MARK, mark.number(), 0);
    }

    private long bucket(String text) {
        if (buckets.size() >= REMEMBERED) {
            buckets.clear();
        }
        return buckets.computeIfAbsent(text, Term::bucket);
    }
}

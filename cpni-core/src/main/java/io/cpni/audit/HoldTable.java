package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the statements on the table of legal holds. */
final class HoldTable {

    private static final String SELECT = "SELECT id, placed_stream, placed_seq, placed_us, from_us, to_us, persons,"
            + " released_stream, released_seq FROM cpni_audit_hold";
    private static final String INSERT =
            "INSERT INTO cpni_audit_hold (id, placed_stream, placed_seq, placed_us, from_us,"
                    + " to_us, persons) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String RELEASE =
            "UPDATE cpni_audit_hold SET released_stream = ?, released_seq = ?, released_us = ?"
                    + " WHERE id = ? AND released_seq IS NULL";

    private static final Logger LOG = LoggerFactory.getLogger(HoldTable.class);

    private HoldTable() {}

    /** Where a record stands, by the number of its stream. */
    record Place(int streamNo, long seq) {}

    /**
     * A hold as the table has it.
     *
     * @param placed the record that says so
     * @param from its first microsecond; null if it has no beginning
     * @param to the microsecond after it; null if it has no end
     * @param persons the numbers of the customer; null if the hold is on everybody's records
     * @param released the record that says that it was released; null while it is in force
     */
    record Row(
            String id,
            Place placed,
            long placedMicros,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable Set<Integer> persons,
            @Nullable Place released) {

        boolean isInForce() {
            return released == null;
        }

        boolean covers(long micros) {
            return (from == null || micros >= from) && (to == null || micros < to);
        }
    }

    static List<Row> all(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT + " ORDER BY id");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows;
    }

    /** Finds all persons of a customer. */
    @FunctionalInterface
    private interface Lookup {
        List<Person> of(Connection connection, DataKeys keys, CustomerId customer) throws SQLException;
    }

    /**
     * Returns the holds in force. Each names all persons that its customer has by now, as far as the customer is not erased.
     *
     * @throws AuditUnavailableException if the digest of a held customer leads to somebody else
     */
    static List<Row> inForce(Connection connection, AuditKeys outer) throws SQLException {
        return inForce(connection, outer, PersonTable::of);
    }

    /**
     * Returns the holds in force for an erasure. That of one customer is not stopped because the digest of another, who is held,
     * was changed: that one's hold names whom it named when it was placed.
     */
    static List<Row> inForceWhoeverWasChanged(Connection connection, AuditKeys outer) throws SQLException {
        return inForce(connection, outer, (current, keys, customer) -> {
            try {
                return PersonTable.of(current, keys, customer);
            } catch (AuditUnavailableException e) {
                LOG.error("A customer under a legal hold cannot be looked up", e);
                return List.of();
            }
        });
    }

    private static List<Row> inForce(Connection connection, AuditKeys outer, Lookup lookup) throws SQLException {
        List<Row> rows = all(connection).stream().filter(Row::isInForce).toList();
        if (rows.stream().allMatch(row -> row.persons() == null)) {
            return rows;
        }
        DataKeys keys = DataKeys.read(connection, outer);
        Aead aead = new Aead(new SecureRandom());
        List<Row> known = new ArrayList<>();
        for (Row row : rows) {
            Set<Integer> persons = row.persons();
            if (persons == null) {
                known.add(row);
                continue;
            }
            Set<Integer> all = new TreeSet<>(persons);
            for (Person person : PersonTable.byNumber(connection, persons).values()) {
                Optional<CustomerId> customer = person.customer(keys, aead);
                if (customer.isPresent()) {
                    lookup.of(connection, keys, customer.get()).forEach(each -> all.add(each.number()));
                }
            }
            known.add(new Row(row.id(), row.placed(), row.placedMicros(), row.from(), row.to(), all, null));
        }
        return known;
    }

    static void insert(Connection connection, Row row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, row.id());
            statement.setInt(2, row.placed().streamNo());
            statement.setLong(3, row.placed().seq());
            statement.setLong(4, row.placedMicros());
            statement.setObject(5, row.from(), Types.BIGINT);
            statement.setObject(6, row.to(), Types.BIGINT);
            statement.setBytes(7, encoded(row.persons()));
            statement.executeUpdate();
        }
    }

    /** Ends a hold; tells whether it was in force. */
    static boolean release(Connection connection, String id, Place released, long micros) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setInt(1, released.streamNo());
            statement.setLong(2, released.seq());
            statement.setLong(3, micros);
            statement.setString(4, id);
            return statement.executeUpdate() > 0;
        }
    }

    private static byte @Nullable [] encoded(@Nullable Set<Integer> persons) {
        if (persons == null) {
            return null;
        }
        int[] numbers = persons.stream().mapToInt(Integer::intValue).sorted().toArray();
        return CustomerSet.encode(numbers, new long[numbers.length]);
    }

    private static Row row(ResultSet result) throws SQLException {
        byte[] persons = result.getBytes(7);
        Set<Integer> numbers = null;
        if (persons != null) {
            Set<Integer> read = new TreeSet<>();
            CustomerSet.read(persons, (number, rows) -> read.add(number));
            numbers = read;
        }
        Long releasedSeq = longOrNull(result, 9);
        return new Row(
                result.getString(1),
                new Place(result.getInt(2), result.getLong(3)),
                result.getLong(4),
                longOrNull(result, 5),
                longOrNull(result, 6),
                numbers,
                releasedSeq == null ? null : new Place(result.getInt(8), releasedSeq));
    }

    private static @Nullable Long longOrNull(ResultSet result, int column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : (Long) value;
    }

    /** Finds the record that was just appended, in this database. */
    static RecordTable.Row appended(Connection connection, AuditPosition position, AuditKind kind) throws SQLException {
        OptionalInt streamNo = RecordTable.streamNo(connection, position.stream());
        if (streamNo.isPresent()) {
            for (RecordTable.Row row : RecordTable.records(connection, streamNo.getAsInt(), position.seq(), 1)) {
                if (row.seq() == position.seq()
                        && Leaf.decode(row.leaf()).body().kind() == kind
                        && Arrays.equals(io.cpni.merkle.Rfc6962.leaf(row.leaf()).bytes(), row.leafHash())) {
                    return row;
                }
            }
        }
        throw new IllegalStateException(
                "the record of this " + kind + " does not stand in the audit tables: the audit log given"
                        + " writes to another database, or to none; nothing was changed");
    }
}

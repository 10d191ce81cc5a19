package io.cpni.audit;

import io.cpni.audit.AuditRow.Text;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.SqlInstants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Holds the statements on the audit tables, in the SQL that H2, PostgreSQL and MariaDB share. */
final class AuditTable {

    /**
     * A row with the hashes that link it.
     *
     * @param row the columns that are hashed
     * @param previousHash what it holds for the hash before it
     * @param hash what it holds for its own
     */
    record Linked(AuditRow row, AuditHash previousHash, AuditHash hash) {}

    /** Does something on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final List<String> OTHER_COLUMNS = List.of(
            "stream",
            "seq",
            "format",
            "at",
            "intent_seq",
            "intent_at",
            "row_count",
            "customer_count",
            "customers_digest",
            "previous_hash",
            "hash");
    private static final String TEXT_COLUMNS =
            Arrays.stream(Text.values()).map(Text::column).collect(Collectors.joining(", "));
    private static final String COLUMNS = String.join(", ", OTHER_COLUMNS) + ", " + TEXT_COLUMNS;

    private static final String INSERT_RECORD = "INSERT INTO cpni_audit_record (" + COLUMNS + ") VALUES ("
            + String.join(", ", Collections.nCopies(OTHER_COLUMNS.size() + Text.values().length, "?")) + ")";
    private static final String INSERT_CUSTOMER =
            "INSERT INTO cpni_audit_customer (customer_id, stream, seq, at, row_count) VALUES (?, ?, ?, ?, ?)";
    // Sorted by stream although there is only one: otherwise H2 does not see that the primary key has the order.
    private static final String SELECT_HEAD =
            "SELECT seq, hash FROM cpni_audit_record WHERE stream = ? ORDER BY stream DESC, seq DESC LIMIT 1";
    private static final String SELECT_RECORDS = "SELECT " + COLUMNS
            + " FROM cpni_audit_record WHERE stream = ? AND seq >= ?" + " ORDER BY stream, seq LIMIT ?";
    private static final String SELECT_FAILURES =
            "SELECT " + COLUMNS + " FROM cpni_audit_record WHERE at = ? AND kind = 'FAILURE' ORDER BY stream, seq";
    private static final String SELECT_CUSTOMERS = "SELECT seq, customer_id, at, row_count FROM cpni_audit_customer"
            + " WHERE stream = ? AND seq >= ? AND seq <= ? ORDER BY stream, seq";

    private static final int CUSTOMERS_PER_BATCH = 1_000;
    private static final int ROWS_PER_FETCH = 1_000;

    private AuditTable() {}

    /** Inserts the rows and what they name, without committing. */
    static void insert(Connection connection, List<Linked> rows, List<List<CustomerRow>> customers)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_RECORD)) {
            for (Linked linked : rows) {
                bind(statement, linked);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        if (customers.stream().allMatch(List::isEmpty)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_CUSTOMER)) {
            int waiting = 0;
            for (int i = 0; i < rows.size(); i++) {
                AuditRow row = rows.get(i).row();
                for (CustomerRow customer : customers.get(i)) {
                    statement.setString(1, customer.customer());
                    statement.setString(2, row.stream());
                    statement.setLong(3, row.seq());
                    SqlInstants.set(statement, 4, customer.at());
                    statement.setLong(5, customer.rows());
                    statement.addBatch();
                    waiting++;
                    if (waiting == CUSTOMERS_PER_BATCH) {
                        statement.executeBatch();
                        waiting = 0;
                    }
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    private static void bind(PreparedStatement statement, Linked linked) throws SQLException {
        AuditRow row = linked.row();
        statement.setString(1, row.stream());
        statement.setLong(2, row.seq());
        statement.setInt(3, row.format());
        SqlInstants.set(statement, 4, row.at());
        bind(statement, 5, row.intentSeq(), Types.BIGINT);
        Instant intentAt = row.intentAt();
        if (intentAt == null) {
            statement.setNull(6, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            SqlInstants.set(statement, 6, intentAt);
        }
        statement.setLong(7, row.rowCount());
        statement.setLong(8, row.customerCount());
        AuditHash digest = row.customersDigest();
        bind(statement, 9, digest == null ? null : digest.bytes(), Types.BINARY);
        statement.setBytes(10, linked.previousHash().bytes());
        statement.setBytes(11, linked.hash().bytes());
        int index = OTHER_COLUMNS.size();
        for (Text column : Text.values()) {
            index++;
            bind(statement, index, row.texts().get(column), Types.VARCHAR);
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

    /** Returns the last record of a stream, if it has one. */
    static Optional<AuditHead> head(Connection connection, String stream) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_HEAD)) {
            statement.setString(1, stream);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new AuditHead(
                                new AuditPosition(stream, result.getLong(1)), AuditCodec.stored(result.getBytes(2))))
                        : Optional.empty();
            }
        }
    }

    /** Returns records of a stream from a place on. */
    static List<Linked> records(Connection connection, String stream, long from, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_RECORDS)) {
            statement.setString(1, stream);
            statement.setLong(2, from);
            statement.setInt(3, limit);
            statement.setFetchSize(ROWS_PER_FETCH);
            List<Linked> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(read(result));
                }
            }
            return rows;
        }
    }

    /** Returns the records of failures at an instant, over all streams. */
    static List<Linked> failures(Connection connection, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_FAILURES)) {
            SqlInstants.set(statement, 1, at);
            List<Linked> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(read(result));
                }
            }
            return rows;
        }
    }

    private static Linked read(ResultSet result) throws SQLException {
        long intentSeq = result.getLong(5);
        Long intentSeqOrNull = result.wasNull() ? null : (Long) intentSeq;
        Instant intentAt = SqlInstants.find(result, 6).orElse(null);
        byte[] digest = result.getBytes(9);
        Map<Text, String> texts = new EnumMap<>(Text.class);
        int index = OTHER_COLUMNS.size();
        for (Text column : Text.values()) {
            index++;
            String text = result.getString(index);
            if (text != null) {
                texts.put(column, text);
            }
        }
        return new Linked(
                new AuditRow(
                        result.getString(1),
                        result.getLong(2),
                        result.getInt(3),
                        SqlInstants.get(result, 4),
                        texts,
                        intentSeqOrNull,
                        intentAt,
                        result.getLong(7),
                        result.getLong(8),
                        digest == null ? null : AuditCodec.stored(digest)),
                AuditCodec.stored(result.getBytes(10)),
                AuditCodec.stored(result.getBytes(11)));
    }

    /** Goes over the customers of a range of records, in the order of the records. */
    static final class CustomerCursor implements AutoCloseable {

        private final PreparedStatement statement;
        private final ResultSet result;
        private boolean atRow;

        CustomerCursor(Connection connection, String stream, long from, long to) throws SQLException {
            statement = connection.prepareStatement(SELECT_CUSTOMERS);
            try {
                statement.setString(1, stream);
                statement.setLong(2, from);
                statement.setLong(3, to);
                statement.setFetchSize(ROWS_PER_FETCH);
                result = statement.executeQuery();
                atRow = result.next();
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        }

        /** Returns the customers of a record; records are asked for in their order. */
        List<CustomerRow> of(long seq) throws SQLException {
            List<CustomerRow> rows = new ArrayList<>();
            while (atRow && result.getLong(1) <= seq) {
                if (result.getLong(1) == seq) {
                    rows.add(new CustomerRow(result.getString(2), SqlInstants.get(result, 3), result.getLong(4)));
                }
                atRow = result.next();
            }
            return rows;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    /** Returns the entry of a row with the customers it names. */
    static AuditRecord toRecord(Linked linked, List<CustomerRow> customers) {
        SortedMap<CustomerId, Long> byCustomer = new TreeMap<>();
        customers.forEach(row -> byCustomer.put(new CustomerId(row.customer()), row.rows()));
        AuditRow row = linked.row();
        try {
            return new AuditRecord(row.position(), row.toEntry(byCustomer), linked.previousHash(), linked.hash());
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailableException(
                    "audit record " + row.position() + " holds what no entry can have: it was changed, or a later "
                            + "version of this library wrote it; let an AuditVerifier look at the stream",
                    e);
        }
    }

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

package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Reads records from the audit tables.
 *
 * <p>Whoever may call it sees who asked for which customer: the caller guards that, and records it. Safe for many
 * threads if the data source is. Each call is a transaction of its own.
 */
public final class AuditReader {

    private static final int LARGEST_PAGE = 10_000;

    private final DataSource dataSource;
    private final AuditKeys keys;

    private AuditReader(DataSource dataSource, AuditKeys keys) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** Returns a reader of the tables in a database, whose keys the given ones open. */
    public static AuditReader over(DataSource dataSource, AuditKeys keys) {
        return new AuditReader(dataSource, keys);
    }

    /**
     * Returns the record at a place, if there is one.
     *
     * @throws StoreUnavailableException if the database fails, or the record cannot be read
     * @throws AuditUnavailableException if the keys of the log cannot be opened
     */
    public Optional<AuditRecord> find(AuditPosition position) {
        return read(position.stream(), position.seq(), 1).stream()
                .filter(found -> found.position().equals(position))
                .findFirst();
    }

    /**
     * Returns records of a stream in their order, from a place on.
     *
     * @param limit how many at most, from 1 to 10,000
     * @throws StoreUnavailableException if the database fails, or a record cannot be read
     * @throws AuditUnavailableException if the keys of the log cannot be opened
     */
    public List<AuditRecord> read(String stream, long from, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit must lie between 1 and " + LARGEST_PAGE);
        }
        return RecordTable.read(dataSource, "reading audit records", connection -> {
            OptionalInt streamNo = RecordTable.streamNo(connection, stream);
            if (streamNo.isEmpty()) {
                return List.of();
            }
            List<RecordTable.Row> rows = RecordTable.records(connection, streamNo.getAsInt(), from, limit);
            return rows.isEmpty()
                    ? List.of()
                    : new RecordOpener(connection, DataKeys.read(connection, keys), streamNo.getAsInt()).open(rows);
        });
    }

    /**
     * Tells whether the log knows a customer by a number. Unlike a record that names the customer, the question gives nobody a
     * number: who was erased, or never seen, stays so. What asks for such a one keeps the id in a {@link RecordedStatement}, which
     * is encrypted.
     *
     * @throws StoreUnavailableException if the database fails
     * @throws AuditUnavailableException if the keys of the log cannot be opened, or the customer's digest leads to somebody else
     */
    public boolean knows(CustomerId customer) {
        return RecordTable.read(
                dataSource,
                "looking for a customer in the audit log",
                connection -> DataKeys.areThere(connection)
                        && !PersonTable.of(connection, DataKeys.read(connection, keys), customer)
                                .isEmpty());
    }

    /**
     * Returns how many records a stream has had: the place of its next one.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public long size(String stream) {
        return RecordTable.read(dataSource, "reading the end of an audit stream", connection -> {
            OptionalInt streamNo = RecordTable.streamNo(connection, stream);
            return streamNo.isEmpty()
                    ? 0L
                    : RecordTable.last(connection, streamNo.getAsInt())
                            .map(last -> last.seq() + 1)
                            .orElse(0L);
        });
    }

    /**
     * Returns the same of a stream whose last record the log itself wrote.
     *
     * @throws AuditUnavailableException if somebody else wrote it, or nobody can tell
     */
    long ownSize(String stream) {
        return RecordTable.read(dataSource, "reading the end of an audit stream", connection -> {
            OptionalInt streamNo = RecordTable.streamNo(connection, stream);
            Optional<RecordTable.Last> last =
                    streamNo.isEmpty() ? Optional.empty() : RecordTable.last(connection, streamNo.getAsInt());
            if (last.isEmpty()) {
                return 0L;
            }
            AuditPosition place = new AuditPosition(stream, last.get().seq());
            for (RecordTable.Row row : RecordTable.records(connection, streamNo.getAsInt(), place.seq(), 1)) {
                if (!DataKeys.read(connection, keys).isOwn(row.leaf(), place)) {
                    throw new AuditUnavailableException(
                            "record " + place
                                    + " has no seal of this log: somebody else wrote it; let an AuditVerifier look at the stream");
                }
            }
            return place.seq() + 1;
        });
    }

    /**
     * Returns the names of all streams, sorted.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public List<String> streams() {
        return RecordTable.read(dataSource, "reading the names of audit streams", connection -> {
            List<String> streams = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT name FROM cpni_audit_stream ORDER BY name");
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    streams.add(result.getString(1));
                }
            }
            return List.copyOf(streams);
        });
    }
}

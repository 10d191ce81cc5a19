package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private AuditReader(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Returns a reader of the tables in a database. */
    public static AuditReader over(DataSource dataSource) {
        return new AuditReader(dataSource);
    }

    /**
     * Returns the record at a place, if there is one.
     *
     * @throws StoreUnavailableException if the database fails, or the record cannot be read
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
     */
    public List<AuditRecord> read(String stream, long from, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit must lie between 1 and " + LARGEST_PAGE);
        }
        return AuditTable.read(dataSource, "reading audit records", connection -> {
            List<AuditTable.Linked> rows = AuditTable.records(connection, stream, from, limit);
            List<AuditRecord> records = new ArrayList<>(rows.size());
            if (!rows.isEmpty()) {
                long last = rows.get(rows.size() - 1).row().seq();
                try (AuditTable.CustomerCursor customers =
                        new AuditTable.CustomerCursor(connection, stream, from, last)) {
                    for (AuditTable.Linked linked : rows) {
                        List<CustomerRow> named = customers.of(linked.row().seq());
                        records.add(AuditTable.toRecord(linked, named));
                    }
                }
            }
            return List.copyOf(records);
        });
    }

    /**
     * Returns the last record of a stream and its hash; worth keeping where nobody who can change the log can change it.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public Optional<AuditHead> head(String stream) {
        return AuditTable.read(
                dataSource, "reading the end of an audit stream", connection -> AuditTable.head(connection, stream));
    }

    /**
     * Returns the names of all streams, sorted.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public List<String> streams() {
        return AuditTable.read(dataSource, "reading the names of audit streams", connection -> {
            List<String> streams = new ArrayList<>();
            // Steps from name to name along the primary key, however many records a stream has.
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT MIN(stream) FROM cpni_audit_record WHERE stream > ?")) {
                String last = "";
                while (true) {
                    statement.setString(1, last);
                    try (ResultSet result = statement.executeQuery()) {
                        String next = result.next() ? result.getString(1) : null;
                        if (next == null) {
                            return List.copyOf(streams);
                        }
                        streams.add(next);
                        last = next;
                    }
                }
            }
        });
    }
}

package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the hashes of a stream and says which records are not as they were written.
 *
 * <p>Finds every record that was changed, removed, inserted or moved, and every change to the customers it names,
 * provided that some record after it was left alone. What it cannot find by the database alone is that the last records
 * were cut off, or that somebody wrote all records from one on anew: for these, keep an {@link AuditHead} elsewhere from
 * time to time and give it to {@link #verify(String, AuditHead)}.
 *
 * <p>May run while the log is written. Safe for many threads.
 */
public final class AuditVerifier {

    private static final int PAGE = 1_000;
    private static final String SELECT_ORPHANS = "SELECT DISTINCT c.seq FROM cpni_audit_customer c"
            + " WHERE c.stream = ? AND c.seq > ? AND NOT EXISTS (SELECT 1 FROM cpni_audit_record r"
            + " WHERE r.stream = c.stream AND r.seq = c.seq) ORDER BY c.seq LIMIT 1";

    private final DataSource dataSource;

    private AuditVerifier(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Returns a verifier of the tables in a database; reading rights are enough. */
    public static AuditVerifier over(DataSource dataSource) {
        return new AuditVerifier(dataSource);
    }

    /**
     * Verifies a stream from its first record to its last.
     *
     * @throws StoreUnavailableException if the database fails
     */
    public AuditVerification verify(String stream) {
        return verify(stream, Optional.empty());
    }

    /**
     * Verifies a stream, and that it still has the record that was its last when the head was kept.
     *
     * @throws StoreUnavailableException if the database fails
     * @throws IllegalArgumentException if the head is of another stream
     */
    public AuditVerification verify(String stream, AuditHead kept) {
        if (!kept.last().stream().equals(stream)) {
            throw new IllegalArgumentException("the head kept is of stream " + kept.last().stream());
        }
        return verify(stream, Optional.of(kept));
    }

    private AuditVerification verify(String stream, Optional<AuditHead> kept) {
        AuditPosition.requireStream(stream);
        return AuditTable.read(dataSource, "verifying an audit stream", connection -> {
            ChainWalk walk = new ChainWalk(stream, kept);
            long from = 0;
            List<AuditTable.Linked> page;
            do {
                page = AuditTable.records(connection, stream, from, PAGE);
                from = walk(connection, walk, page, from);
            } while (page.size() == PAGE);
            return walk.finish(orphan(connection, stream, from - 1));
        });
    }

    private static long walk(Connection connection, ChainWalk walk, List<AuditTable.Linked> page, long from)
            throws SQLException {
        if (page.isEmpty()) {
            return from;
        }
        AuditRow last = page.get(page.size() - 1).row();
        try (AuditTable.CustomerCursor customers =
                new AuditTable.CustomerCursor(connection, last.stream(), from, last.seq())) {
            for (AuditTable.Linked linked : page) {
                walk.accept(linked, customers.of(linked.row().seq()));
            }
        }
        return last.seq() + 1;
    }

    /** Returns a place after the last record for which customers are named nevertheless. */
    private static @Nullable Long orphan(Connection connection, String stream, long last) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT_ORPHANS)) {
            statement.setString(1, stream);
            statement.setLong(2, last);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? (Long) result.getLong(1) : null;
            }
        }
    }
}

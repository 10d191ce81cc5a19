package io.cpni.audit;

import io.cpni.jdbc.DatabaseVendor;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of entries to one stream, linked to the record before. Used by one thread at a time.
 *
 * <p>Keeps one connection. After any failure it drops the connection and forgets the head of the chain, so the next
 * attempt reads both anew: that is how it recovers when the database comes back. Because a hash stands for everything up
 * to its record, finding the batch's last hash at the head proves that a commit succeeded whose answer was lost.
 */
final class ChainWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChainWriter.class);

    /** Says that the store refuses this very record, so trying again will not help. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(SQLException cause) {
            super(
                    "the audit store refused the record (SQLState " + cause.getSQLState()
                            + "): a value it cannot hold, or a second outcome of one access",
                    cause);
        }
    }

    private static final int ATTEMPTS = 3;

    /** Classes of errors about connections, rights, missing tables and the server itself. */
    private static final List<String> STATES_WITHOUT_VALUES =
            List.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58", "90");

    private static final Executor SAME_THREAD = Runnable::run;

    private final DataSource dataSource;
    private final String stream;
    private final int networkTimeoutMillis;
    private @Nullable Connection connection;
    private @Nullable Head head;
    private @Nullable AuditHash unresolved;

    /** Where the chain stands: the place of the next record, and the hash before it. */
    private record Head(long nextSeq, AuditHash hash) {

        static Head of(Optional<AuditHead> last) {
            return last.map(value -> new Head(value.last().seq() + 1, value.hash()))
                    .orElse(new Head(0, AuditHash.ZERO));
        }
    }

    ChainWriter(DataSource dataSource, String stream, int networkTimeoutMillis) {
        this.dataSource = dataSource;
        this.stream = stream;
        this.networkTimeoutMillis = networkTimeoutMillis;
    }

    /** Connects and finds the end of the chain. */
    void connect() throws SQLException {
        Connection current = open();
        try {
            warnIfCommitsAreLate(current);
            head(current);
            current.commit();
        } catch (SQLException e) {
            reset();
            throw e;
        }
    }

    /**
     * Writes the entries in one transaction and commits it.
     *
     * @return where each stands
     * @throws SQLException if the store fails
     * @throws RefusedException if the store refuses one of the records; none is then written
     * @throws AuditUnavailableException if somebody else writes this stream
     */
    List<AuditPosition> write(List<AuditEntry> entries) throws SQLException, RefusedException {
        List<List<CustomerRow>> customers =
                entries.stream().map(CustomerRow::of).toList();
        List<AuditTable.Linked> rows = List.of();
        AuditHash earlier = unresolved;
        SQLException failure = null;
        boolean committing = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Connection current = open();
            try {
                Head end = head(current);
                if (committing && lastHash(rows).equals(end.hash())) {
                    return positions(rows);
                }
                if (failure != null && isConstraintViolation(failure)) {
                    requireOwnStream(end, rows, earlier, failure);
                }
                if (rows.isEmpty() || !rows.get(0).previousHash().equals(end.hash())) {
                    rows = link(entries, end);
                }
                AuditTable.insert(current, rows, customers);
                committing = true;
                current.commit();
                head = new Head(end.nextSeq() + rows.size(), lastHash(rows));
                unresolved = null;
                return positions(rows);
            } catch (SQLException e) {
                reset();
                failure = withoutValues(e);
                if (isRefusal(failure)) {
                    throw new RefusedException(failure);
                }
                unresolved = committing ? lastHash(rows) : unresolved;
            } catch (RefusedException | RuntimeException e) {
                reset();
                throw e;
            }
        }
        throw failure == null ? new SQLException("no attempt was made") : failure;
    }

    private List<AuditTable.Linked> link(List<AuditEntry> entries, Head end) {
        List<AuditTable.Linked> rows = new ArrayList<>(entries.size());
        AuditHash previous = end.hash();
        long seq = end.nextSeq();
        for (AuditEntry entry : entries) {
            AuditRow row = AuditRow.of(new AuditPosition(stream, seq), entry);
            AuditHash hash = AuditCodec.hash(previous, row);
            rows.add(new AuditTable.Linked(row, previous, hash));
            previous = hash;
            seq++;
        }
        return rows;
    }

    /**
     * Finds out why a constraint was violated: the place was taken, by a late commit of ours or by another writer, or
     * the record itself is refused.
     */
    private void requireOwnStream(
            Head end, List<AuditTable.Linked> rows, @Nullable AuditHash earlier, SQLException violation)
            throws RefusedException {
        if (!rows.isEmpty() && rows.get(0).previousHash().equals(end.hash())) {
            throw new RefusedException(violation);
        }
        if (!end.hash().equals(earlier)) {
            throw new AuditUnavailableException(
                    "another writer appends to audit stream '" + stream + "'; give each node a stream of its own",
                    violation);
        }
    }

    private Connection open() throws SQLException {
        Connection current = connection;
        if (current == null) {
            current = dataSource.getConnection();
            try {
                current.setAutoCommit(false);
                limitWaiting(current);
                keepCommitsSynchronous(current);
            } catch (SQLException | RuntimeException e) {
                closeQuietly(current);
                throw e;
            }
            connection = current;
        }
        return current;
    }

    /** Lets a server that has gone silent fail the connection, so that a new one can be tried. */
    private void limitWaiting(Connection current) {
        try {
            current.setNetworkTimeout(SAME_THREAD, networkTimeoutMillis);
        } catch (SQLException e) {
            LOG.debug("The audit database's driver has no network timeout; a silent server is noticed later", e);
        }
    }

    private static void keepCommitsSynchronous(Connection current) throws SQLException {
        if (DatabaseVendor.of(current) == DatabaseVendor.POSTGRESQL) {
            try (var statement = current.createStatement()) {
                statement.execute("SELECT set_config('synchronous_commit', 'on', false)"
                        + " WHERE current_setting('synchronous_commit') = 'off'");
            }
            current.commit();
        }
    }

    private static void warnIfCommitsAreLate(Connection current) throws SQLException {
        if (DatabaseVendor.of(current) == DatabaseVendor.MARIADB) {
            warnIfMariaDbIsLate(current);
        }
        if (DatabaseVendor.of(current) != DatabaseVendor.H2
                || current.getMetaData().getURL().startsWith("jdbc:h2:mem:")) {
            return;
        }
        try (var statement = current.createStatement();
                var result = statement.executeQuery("SELECT CAST(setting_value AS integer)"
                        + " FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'")) {
            if (result.next() && result.getInt(1) > 0) {
                LOG.warn(
                        "H2 writes commits to the file {} ms late, so a crash may lose audit records of released data; "
                                + "add WRITE_DELAY=0 to the URL of the audit database",
                        result.getInt(1));
            }
        }
    }

    /** Here no session can ask for more than the server gives to all. */
    private static void warnIfMariaDbIsLate(Connection current) throws SQLException {
        try (var statement = current.createStatement();
                var result = statement.executeQuery("SELECT @@innodb_flush_log_at_trx_commit")) {
            result.next();
            if (result.getInt(1) != 1) {
                LOG.warn(
                        "MariaDB does not write commits to the disk at once (innodb_flush_log_at_trx_commit = {}), so a"
                                + " crash may lose audit records of released data; set it to 1 on the server of the audit"
                                + " database",
                        result.getInt(1));
            }
        }
    }

    private Head head(Connection current) throws SQLException {
        Head known = head;
        if (known == null) {
            known = Head.of(AuditTable.head(current, stream));
            head = known;
        }
        return known;
    }

    /** Drops the connection and what is believed about the chain. */
    void reset() {
        Connection current = connection;
        connection = null;
        head = null;
        if (current != null) {
            try {
                current.rollback();
            } catch (SQLException e) {
                LOG.debug("Rolling back on a failed connection failed too", e);
            }
            closeQuietly(current);
        }
    }

    private static void closeQuietly(Connection current) {
        try {
            current.close();
        } catch (SQLException e) {
            LOG.debug("Closing a failed connection failed too", e);
        }
    }

    @Override
    public void close() {
        reset();
    }

    private static AuditHash lastHash(List<AuditTable.Linked> rows) {
        return rows.get(rows.size() - 1).hash();
    }

    private static List<AuditPosition> positions(List<AuditTable.Linked> rows) {
        return rows.stream().map(linked -> linked.row().position()).toList();
    }

    /**
     * Returns what went wrong without the values of the record, which drivers like to quote: they belong in the audit
     * tables and nowhere else.
     */
    private static SQLException withoutValues(SQLException e) {
        SQLException cause = e;
        while (cause instanceof BatchUpdateException && cause.getNextException() != null) {
            cause = cause.getNextException();
        }
        String state = cause.getSQLState();
        if (!(cause instanceof BatchUpdateException)
                && state != null
                && STATES_WITHOUT_VALUES.stream().anyMatch(state::startsWith)) {
            return cause;
        }
        SQLException bare = new SQLException(
                cause.getClass().getName() + ", whose message is left out because it may quote the record",
                state,
                cause.getErrorCode());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }

    private static boolean isConstraintViolation(SQLException e) {
        return hasState(e, "23");
    }

    /** Tells whether the store cannot hold a value, or would exceed a limit of its own. */
    private static boolean isRefusal(SQLException e) {
        return hasState(e, "22") || hasState(e, "54");
    }

    private static boolean hasState(SQLException e, String stateClass) {
        String state = e.getSQLState();
        return state != null && state.startsWith(stateClass);
    }
}

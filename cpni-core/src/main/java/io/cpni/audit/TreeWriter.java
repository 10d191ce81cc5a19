package io.cpni.audit;

import io.cpni.customer.CustomerId;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.merkle.AbsentTileException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.Rfc6962;
import io.cpni.merkle.TreeFrontier;
import io.cpni.merkle.TreeProofs;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes groups of entries to the end of one stream and of its tree. Used by one thread at a time.
 *
 * <p>Keeps one connection. After any failure it drops the connection and forgets the end of the stream, so the next
 * attempt reads both anew: that is how it recovers when the database comes back. Because no two records have the same id,
 * finding the group's last hash at the end proves that a commit succeeded whose answer was lost.
 */
final class TreeWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TreeWriter.class);

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

    /** Says that somebody else writes this stream. */
    static final class ForeignWriterException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ForeignWriterException(String message, SQLException cause) {
            super(message, cause);
        }
    }

    private static final int ATTEMPTS = 3;

    /** Nodes that start for the first time at the same moment make the log's keys and their streams one after the other. */
    private static final int ATTEMPTS_AT_START = 25;

    /** How long such a node waits at most before it tries again, after its first attempt. */
    private static final long PAUSE_AT_START_MILLIS = 20;

    private static final int PING_SECONDS = 5;

    /** Logs that meet the same customers take turns; each attempt finds those that the other has introduced. */
    private static final int ATTEMPTS_AT_PERSONS = 10;

    /** Classes of errors about connections, rights, missing tables and the server itself. */
    private static final List<String> STATES_WITHOUT_VALUES =
            List.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58", "90");

    private static final Executor SAME_THREAD = Runnable::run;

    private static final int REMEMBERED_SHAPES = 10_000;

    /** How often the log's keys are compared with the table's, so that one that was rotated out is used no longer than this. */
    static final Duration KEYS_SEEN_EVERY = Duration.ofMinutes(5);

    private final DataSource dataSource;
    private final String stream;
    private final AuditKeys outerKeys;
    private final WritingClock clock;
    private final int networkTimeoutMillis;
    private final LeafMaker maker;
    private final Set<ByteBuffer> shapes = new HashSet<>();
    private @Nullable Connection connection;
    private @Nullable DataKeys keys;
    private Instant keysSeen = Instant.EPOCH;
    private @Nullable End end;
    private @Nullable NodeHash unresolved;
    private volatile @Nullable TreeFrontier committed;

    /** How many records the stream had when it was first seen. */
    private volatile long found = Long.MAX_VALUE;

    /**
     * Where the stream ends.
     *
     * @param last the hash of its last leaf; of nothing if it has none
     * @param lastMicros when that was written
     * @param tree the right edge of its tree, which nobody changes: what grows is a copy
     */
    private record End(int streamNo, NodeHash last, long lastMicros, TreeFrontier tree) {

        long nextSeq() {
            return tree.size();
        }
    }

    /** A group that is about to be written, and what the stream's end will be. */
    private record Group(End from, LeafMaker.Made made, List<RecordTable.Tile> tiles, End to) {}

    TreeWriter(
            DataSource dataSource, String stream, AuditKeys outerKeys, WritingClock clock, int networkTimeoutMillis) {
        this.dataSource = dataSource;
        this.stream = stream;
        this.outerKeys = outerKeys;
        this.clock = clock;
        this.networkTimeoutMillis = networkTimeoutMillis;
        this.maker = new LeafMaker(stream, new Aead(new SecureRandom()));
    }

    /** Connects, opens the keys and finds the end of the stream. */
    void connect() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                Connection current = open();
                warnIfCommitsAreLate(current);
                end(current);
                current.commit();
                return;
            } catch (SQLException e) {
                reset();
                if (attempt == ATTEMPTS_AT_START || !mayBeAnotherLog(e)) {
                    throw e;
                }
                pause(attempt);
            } catch (RuntimeException e) {
                reset();
                throw e;
            }
        }
    }

    /** Waits for a time of its own, so that those who met do not meet again. */
    private static void pause(int attempt) throws SQLException {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, attempt * PAUSE_AT_START_MILLIS + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while other logs start", "57014", e);
        }
    }

    /** Tells whether it knows where the stream ends. */
    boolean isConnected() {
        return committed != null;
    }

    /**
     * Uses the connection, so that nothing on the way takes it for dead; if it is, replaces it before somebody waits for it.
     *
     * @throws SQLException if the store does not answer
     */
    void ping() throws SQLException {
        Connection current = connection;
        try {
            if (current != null && current.isValid(PING_SECONDS)) {
                current.rollback();
                return;
            }
        } catch (SQLException e) {
            LOG.debug("The connection of audit stream {} is dead", stream, e);
        }
        reset();
        connect();
    }

    /**
     * Gives customers their numbers ahead, in a transaction of its own, so that the entry that names them needs not wait for
     * that.
     *
     * @throws SQLException if the store fails
     */
    void introduce(Set<CustomerId> customers) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                Connection current = open();
                maker.introduce(current, keys(current), customers);
                current.commit();
                return;
            } catch (SQLException e) {
                SQLException failure = withoutValues(e);
                boolean isAnotherLog = mayBeAnotherLog(e);
                reset();
                if (attempt == ATTEMPTS_AT_PERSONS || !isAnotherLog) {
                    throw failure;
                }
            } catch (RuntimeException e) {
                reset();
                throw e;
            }
        }
    }

    /** Returns the right edge of the tree as it was last committed; empty before the first connection. */
    Optional<TreeFrontier> committed() {
        return Optional.ofNullable(committed).map(TreeFrontier::copy);
    }

    /** Returns how many records the stream had when this writer first saw it: all behind them are its own. */
    long found() {
        return found;
    }

    /**
     * Writes the entries in one transaction and commits it.
     *
     * @return where each stands
     * @throws SQLException if the store fails
     * @throws RefusedException if the store refuses one of the records; none is then written
     * @throws ForeignWriterException if somebody else writes this stream; none is then written
     * @throws AuditUnavailableException if the keys cannot be opened, or the stream cannot be continued
     */
    List<AuditPosition> write(List<Prepared> entries) throws SQLException, RefusedException {
        Group group = null;
        NodeHash earlier = unresolved;
        SQLException failure = null;
        boolean committing = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                Connection current = open();
                End from = end(current);
                if (committing && group != null && group.to().last().equals(from.last())) {
                    return positions(group);
                }
                // Without rows yet, what was refused were persons, whom another log met at this moment.
                if (failure != null && group != null && isConstraintViolation(failure)) {
                    requireOwnStream(from, group, earlier, failure);
                }
                if (group == null || !group.from().last().equals(from.last())) {
                    group = group(current, entries, from);
                }
                insert(current, entries, group);
                committing = true;
                current.commit();
                end = group.to();
                committed = group.to().tree();
                unresolved = null;
                return positions(group);
            } catch (SQLException e) {
                reset();
                failure = withoutValues(e);
                if (isRefusal(failure)) {
                    throw new RefusedException(failure);
                }
                unresolved = committing && group != null ? group.to().last() : unresolved;
            } catch (RefusedException | RuntimeException e) {
                reset();
                throw e;
            }
        }
        if (failure instanceof Persons.UnknownKeyException) {
            // Not for want of a database: the record of somebody else can be written.
            throw new AuditUnavailableException(
                    "a person whom a record names is kept under a key that the audit tables do not have; restore the rows"
                            + " of cpni_audit_key, all of them",
                    failure);
        }
        throw failure == null ? new SQLException("no attempt was made") : failure;
    }

    /** Makes the rows of a group and lets the tree grow by them; tries again where another log met the same persons. */
    private Group group(Connection current, List<Prepared> entries, End from) throws SQLException {
        boolean hasHappened =
                entries.stream().allMatch(each -> hasHappened(each.entry().kind()));
        long logged =
                Math.max(from.lastMicros(), Micros.of(hasHappened ? clock.always(current) : clock.instant(current)));
        LeafMaker.Made made = null;
        for (int attempt = 1; made == null; attempt++) {
            try {
                made = maker.make(current, keys(current), entries, from.nextSeq(), logged);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS_AT_PERSONS || !mayBeAnotherLog(e)) {
                    throw e;
                }
                current.rollback();
            }
        }
        TreeFrontier tree = from.tree().copy();
        List<RecordTable.Tile> tiles = new ArrayList<>();
        for (NodeHash leaf : made.hashes()) {
            tree.append(leaf, (level, tile, hashes) -> tiles.add(new RecordTable.Tile(level, tile, hashes)));
        }
        NodeHash last = made.hashes().get(made.hashes().size() - 1);
        return new Group(from, made, tiles, new End(from.streamNo(), last, logged, tree));
    }

    /** Tells whether refusing the record would keep nothing from happening. */
    static boolean hasHappened(AuditKind kind) {
        return switch (kind) {
            case OUTCOME, DENIAL, FAILURE -> true;
            case ACCESS, OBSERVED_DENIAL, ERASURE, PURGE, HOLD -> false;
        };
    }

    private void insert(Connection current, List<Prepared> entries, Group group) throws SQLException {
        int streamNo = group.from().streamNo();
        for (Prepared entry : entries) {
            insertShape(current, streamNo, entry);
        }
        RecordTable.insert(current, streamNo, group.made().rows());
        RecordTable.insertSecrets(current, streamNo, group.made().secrets());
        RecordTable.insertTiles(current, streamNo, group.tiles());
    }

    private void insertShape(Connection current, int streamNo, Prepared entry) throws SQLException {
        byte[] hash = entry.shapeHash();
        byte[] shape = entry.shape();
        if (hash == null || shape == null || shapes.contains(ByteBuffer.wrap(hash))) {
            return;
        }
        if (RecordTable.shape(current, streamNo, hash).isEmpty()) {
            RecordTable.insertShape(current, streamNo, hash, shape);
        }
        if (shapes.size() >= REMEMBERED_SHAPES) {
            shapes.clear();
        }
        shapes.add(ByteBuffer.wrap(hash));
    }

    /**
     * Finds out why a constraint was violated: the place was taken, by a late commit of ours or by another writer, or
     * the record itself is refused.
     */
    private void requireOwnStream(End from, @Nullable Group group, @Nullable NodeHash earlier, SQLException violation)
            throws RefusedException {
        if (group != null && group.from().last().equals(from.last())) {
            throw new RefusedException(violation);
        }
        if (earlier == null || !from.last().equals(earlier)) {
            throw new ForeignWriterException(
                    "another writer appends to audit stream '" + stream + "'; give each node a stream of its own",
                    violation);
        }
    }

    private DataKeys keys(Connection current) throws SQLException {
        DataKeys known = keys;
        Instant now = clock.always(current);
        if (known != null && Duration.between(keysSeen, now).abs().compareTo(KEYS_SEEN_EVERY) > 0) {
            keysSeen = now;
            if (!known.areThoseOf(current)) {
                maker.forget();
                known = null;
            }
        }
        if (known == null) {
            known = DataKeys.readOrCreate(current, outerKeys, now);
            current.commit();
            keys = known;
            keysSeen = now;
        }
        return known;
    }

    /** Forgets a customer; may be called by any thread. */
    void forget(CustomerId customer) {
        maker.forget(customer);
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

    private End end(Connection current) throws SQLException {
        End known = end;
        if (known == null) {
            keys(current);
            OptionalInt number = RecordTable.streamNo(current, stream);
            if (number.isEmpty()) {
                RecordTable.insertStream(current, stream, Micros.of(clock.always(current)));
                current.commit();
                number = RecordTable.streamNo(current, stream);
            }
            int streamNo =
                    number.orElseThrow(() -> new SQLException("a stream that was inserted is not there", "58000"));
            Optional<RecordTable.Last> last = RecordTable.last(current, streamNo);
            known = new End(
                    streamNo,
                    last.map(RecordTable.Last::leafHash).orElse(Rfc6962.emptyRoot()),
                    last.map(RecordTable.Last::loggedMicros).orElse(0L),
                    tree(current, streamNo, last.map(record -> record.seq() + 1).orElse(0L)));
            requireNothingLost(current, known);
            end = known;
            if (found == Long.MAX_VALUE) {
                found = known.nextSeq();
            }
            committed = known.tree();
        }
        return known;
    }

    /**
     * A database that comes back without records that were confirmed, after a failover to a copy that was behind, would have
     * their places given anew, and outcomes still on their way would close other accesses.
     */
    private void requireNothingLost(Connection current, End found) throws SQLException {
        TreeFrontier confirmed = committed;
        if (confirmed == null || confirmed.size() == 0) {
            return;
        }
        boolean isThere = found.nextSeq() >= confirmed.size();
        try {
            isThere = isThere
                    && new TreeProofs(RecordTable.tiles(current, found.streamNo()), found.tree())
                            .root(confirmed.size())
                            .equals(confirmed.root());
        } catch (AbsentTileException e) {
            LOG.debug("Audit stream {} cannot be compared with what was confirmed", stream, e);
            isThere = false;
        }
        if (!isThere) {
            throw new AuditUnavailableException("audit stream '" + stream + "' has " + found.nextSeq()
                    + " records, and not all of the " + confirmed.size()
                    + " that were confirmed: its database went back to an earlier state. Nothing more is written to it;"
                    + " do what docs/verify.md says under 'After a restore', and restart this node with another"
                    + " stream (cpni.node)");
        }
    }

    private TreeFrontier tree(Connection current, int streamNo, long size) throws SQLException {
        try {
            return RecordTable.frontier(current, streamNo, size);
        } catch (AbsentTileException | IllegalArgumentException e) {
            throw new AuditUnavailableException(
                    "audit stream '" + stream + "' cannot be continued: records or tiles at its end are missing; "
                            + "let an AuditVerifier look at it, and give this node another stream meanwhile",
                    e);
        }
    }

    /** Drops the connection and what is believed about the stream. */
    void reset() {
        Connection current = connection;
        connection = null;
        end = null;
        keys = null;
        shapes.clear();
        maker.forget();
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

    private List<AuditPosition> positions(Group group) {
        return group.made().rows().stream()
                .map(row -> new AuditPosition(stream, row.seq()))
                .toList();
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

    /** Tells whether another log may have inserted the same at this moment, or was preferred by the database. */
    private static boolean mayBeAnotherLog(SQLException e) {
        SQLException cause = withoutValues(e);
        return isConstraintViolation(cause) || hasState(cause, "40");
    }

    /** Tells whether the store answers, but lacks a table or a right. */
    static boolean isMissing(SQLException e) {
        return hasState(e, "42");
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

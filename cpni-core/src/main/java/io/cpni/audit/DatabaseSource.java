package io.cpni.audit;

import io.cpni.customer.StoreUnavailableException;
import io.cpni.merkle.NodeHash;
import io.cpni.merkle.TileSource;
import io.cpni.merkle.TreeProofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Reads the log from its tables: each query as it stands then, while the log may grow, or all of them as the log was at one
 * moment.
 */
final class DatabaseSource implements LogSource {

    private static final int PAGE = 2_000;
    private static final int PERSONS_PER_PAGE = 10_000;

    private final Connection connection;

    /** What to give back with the connection, if one transaction reads everything. */
    private final Optional<Borrowed> snapshot;

    private final Commitments commitments = new Commitments();
    private int knownPersons;

    /** How a connection was set before a snapshot needed it otherwise. */
    private record Borrowed(boolean isAutoCommit, int isolation) {}

    private DatabaseSource(Connection connection, Optional<Borrowed> snapshot) {
        this.connection = connection;
        this.snapshot = snapshot;
    }

    /**
     * Opens a connection.
     *
     * @throws StoreUnavailableException if the database cannot be reached
     */
    static DatabaseSource open(DataSource dataSource) {
        try {
            return new DatabaseSource(dataSource.getConnection(), Optional.empty());
        } catch (SQLException e) {
            throw failed("connecting to the audit database", e);
        }
    }

    /**
     * Opens a connection that sees the log as it is when it is first read, whatever is written, erased or purged until it is
     * closed. Nobody waits for it.
     *
     * @throws StoreUnavailableException if the database cannot be reached
     */
    static DatabaseSource openSnapshot(DataSource dataSource) {
        try {
            Connection connection = dataSource.getConnection();
            try {
                return new DatabaseSource(connection, Optional.of(beginSnapshot(connection)));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed("connecting to the audit database", e);
        }
    }

    private static Borrowed beginSnapshot(Connection connection) throws SQLException {
        Borrowed borrowed = new Borrowed(connection.getAutoCommit(), connection.getTransactionIsolation());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(oneMomentOfAllTables(connection));
        return borrowed;
    }

    /** Returns the weakest isolation that shows all tables as they were at one moment. Others lock what is read, or fail. */
    private static int oneMomentOfAllTables(Connection connection) throws SQLException {
        // REPEATABLE READ of H2 shows each table as it was when that one was first read.
        return connection.getMetaData().getDatabaseProductName().equals("H2")
                ? Connection.TRANSACTION_SERIALIZABLE
                : Connection.TRANSACTION_REPEATABLE_READ;
    }

    private static StoreUnavailableException failed(String what, SQLException e) {
        return new StoreUnavailableException(
                what + " failed; check that the audit database is up and has the tables of"
                        + " classpath:io/cpni/db/audit",
                e);
    }

    private <T> T read(RecordTable.Work<T> work) {
        try {
            T result = work.on(connection);
            if (snapshot.isEmpty() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            return result;
        } catch (SQLException e) {
            throw failed("reading the audit tables", e);
        }
    }

    private <T> List<T> list(String sql, SqlBinder binder, SqlRow<T> row) {
        return read(open -> {
            try (PreparedStatement statement = open.prepareStatement(sql)) {
                binder.bind(statement);
                List<T> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows.add(row.of(result));
                    }
                }
                return rows;
            }
        });
    }

    @FunctionalInterface
    private interface SqlBinder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface SqlRow<T> {
        T of(ResultSet result) throws SQLException;
    }

    @Override
    public List<Stream> streams() {
        List<Stream> named = list(
                "SELECT stream_no, name FROM cpni_audit_stream ORDER BY name",
                statement -> {},
                row -> AuditPosition.isStream(row.getString(2))
                        ? new Stream(row.getInt(1), row.getString(2))
                        : nameless(row.getInt(1)));
        List<Stream> all = new ArrayList<>(named);
        // Records of a stream that has lost its name are not to be overlooked. Steps along the primary key.
        Optional<Integer> next = recordedAfter(Integer.MIN_VALUE);
        while (next.isPresent()) {
            int no = next.get();
            if (named.stream().noneMatch(stream -> stream.no() == no)) {
                all.add(nameless(no));
            }
            next = recordedAfter(no);
        }
        return all;
    }

    private static Stream nameless(int no) {
        return new Stream(no, "nameless-" + no);
    }

    private Optional<Integer> recordedAfter(int stream) {
        return list(
                        "SELECT stream_no FROM cpni_audit_record WHERE stream_no > ? ORDER BY stream_no, seq LIMIT 1",
                        statement -> statement.setInt(1, stream),
                        row -> row.getInt(1))
                .stream()
                .findFirst();
    }

    @Override
    public long size(int stream) {
        // Nothing but the place is read here: whatever else was changed is the walk's to find.
        return list(
                        "SELECT seq FROM cpni_audit_record WHERE stream_no = ? ORDER BY stream_no DESC, seq DESC LIMIT 1",
                        statement -> statement.setInt(1, stream),
                        row -> row.getLong(1) + 1)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    @Override
    public long grownTo(int stream) {
        return size(stream);
    }

    @Override
    public void records(int stream, long from, Consumer<RecordTable.Row> visitor) {
        long next = from;
        List<RecordTable.Row> page;
        do {
            long start = next;
            page = read(open -> RecordTable.records(open, stream, start, PAGE));
            page.forEach(visitor);
            next = page.isEmpty() ? next : page.get(page.size() - 1).seq() + 1;
        } while (page.size() == PAGE);
    }

    @Override
    public Optional<RecordTable.Row> record(int stream, long seq) {
        return read(open -> RecordTable.records(open, stream, seq, 1).stream()
                .filter(row -> row.seq() == seq)
                .findFirst());
    }

    @Override
    public TileSource tiles(int stream) {
        return RecordTable.tiles(connection, stream);
    }

    @Override
    public Optional<TreeProofs> proofs(int stream) {
        long size = size(stream);
        long complete = size - size % RecordTable.TILE_WIDTH;
        List<NodeHash> edge = read(open -> RecordTable.hashes(open, stream, complete, size));
        return edge.size() == size - complete
                ? Optional.of(new TreeProofs(tiles(stream), size, edge))
                : Optional.empty();
    }

    @Override
    public Iterator<StoredNote> notes(int stream) {
        return new Iterator<>() {
            private final Deque<CheckpointTable.Stored> page = new ArrayDeque<>();
            private long after = Long.MIN_VALUE;
            private boolean isLastPage;

            @Override
            public boolean hasNext() {
                if (page.isEmpty() && !isLastPage) {
                    page.addAll(read(open -> CheckpointTable.page(open, stream, after, PAGE)));
                    isLastPage = page.size() < PAGE;
                    after = page.isEmpty() ? after : page.getLast().size();
                }
                return !page.isEmpty();
            }

            @Override
            public StoredNote next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no more checkpoints");
                }
                CheckpointTable.Stored next = page.removeFirst();
                return new StoredNote(next.size(), next.note());
            }
        };
    }

    @Override
    public Optional<StoredNote> lastNote(int stream, long upTo) {
        return read(open -> CheckpointTable.last(open, stream, upTo))
                .map(stored -> new StoredNote(stored.size(), stored.note()));
    }

    @Override
    public List<Purge> purges(int stream) {
        return list(
                "SELECT from_seq, to_seq, purge_stream, purge_seq FROM cpni_audit_purge WHERE stream_no = ?"
                        + " ORDER BY from_seq",
                statement -> statement.setInt(1, stream),
                row -> new Purge(row.getLong(1), row.getLong(2), row.getInt(3), row.getLong(4)));
    }

    @Override
    public Optional<byte[]> shape(int stream, byte[] hash) {
        return read(open -> RecordTable.shape(open, stream, hash));
    }

    @Override
    public Optional<byte[]> commitment(int person) {
        if (person > knownPersons) {
            int[] last = {person};
            pages(
                    knownPersons,
                    "SELECT person_no, commitment FROM cpni_audit_person WHERE person_no > ? ORDER BY person_no LIMIT ?",
                    row -> {
                        commitments.put(row.getInt(1), row.getBytes(2));
                        last[0] = Math.max(last[0], row.getInt(1));
                        return row.getInt(1);
                    });
            knownPersons = last[0];
        }
        return commitments.get(person).or(() -> introducedLate(person));
    }

    /** Asks once more: a smaller number may have become visible after a larger one. */
    private Optional<byte[]> introducedLate(int person) {
        List<byte[]> found = list(
                "SELECT commitment FROM cpni_audit_person WHERE person_no = ?",
                statement -> statement.setInt(1, person),
                row -> row.getBytes(1));
        found.forEach(commitment -> commitments.put(person, commitment));
        return found.stream().findFirst();
    }

    @Override
    public void persons(Consumer<StoredPerson> visitor) {
        pages(
                0,
                "SELECT person_no, commitment, id_cipher, wrapped_key, digest, erased_stream, erased_seq"
                        + " FROM cpni_audit_person WHERE person_no > ? ORDER BY person_no LIMIT ?",
                row -> {
                    int erasedStream = row.getInt(6);
                    boolean isErased = !row.wasNull();
                    visitor.accept(new StoredPerson(
                            row.getInt(1),
                            row.getBytes(2),
                            row.getBytes(3),
                            row.getBytes(4) != null && row.getBytes(5) != null,
                            isErased ? (Integer) erasedStream : null,
                            isErased ? (Long) row.getLong(7) : null));
                    return row.getInt(1);
                });
    }

    /** Goes over persons page by page; the reader returns the number of the one it has read. */
    private void pages(int after, String sql, SqlRow<Integer> reader) {
        int last = after;
        List<Integer> page;
        do {
            int start = last;
            page = list(
                    sql,
                    statement -> {
                        statement.setInt(1, start);
                        statement.setInt(2, PERSONS_PER_PAGE);
                    },
                    reader);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == PERSONS_PER_PAGE);
    }

    @Override
    public void close() {
        try (Connection closing = connection) {
            if (snapshot.isPresent()) {
                closing.rollback();
                closing.setTransactionIsolation(snapshot.get().isolation());
                closing.setAutoCommit(snapshot.get().isAutoCommit());
            }
        } catch (SQLException e) {
            throw failed("closing the connection to the audit database", e);
        }
    }
}

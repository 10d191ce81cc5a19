package io.cpni.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows as the gate lets them through: hidden key columns are not seen but counted, and no server text comes out. */
final class GuardedResultSet extends ForwardingResultSet {

    private static final String HIDDEN = "cpni_k";

    /** Moves to a row and tells whether there is one. */
    private interface Move {
        boolean go() throws SQLException;
    }

    private final @Nullable GuardedStatementBase statement;
    private final boolean guarded;
    private final int visible;

    /** Where rows are counted by customer: one for each hidden key column, in their order. */
    private final List<OpenAccess> named;

    /** Where rows are counted alone. */
    private final List<OpenAccess> unnamed;

    private final Move forward;
    private boolean ended;

    GuardedResultSet(
            ResultSet delegate, GuardedStatementBase statement, PreparedAccess access, List<OpenAccess> accesses)
            throws SQLException {
        super(delegate);
        this.statement = statement;
        this.forward = delegate::next;
        this.guarded = access.isGuarded();
        List<GuardedTable> hiddenKeys = access.rewritten().hiddenKeys();
        this.named =
                hiddenKeys.stream().map(table -> accesses.get(table.index())).toList();
        this.unnamed = new ArrayList<>(accesses);
        unnamed.removeAll(named);
        this.visible = hiddenKeys.isEmpty()
                ? Integer.MAX_VALUE
                : delegate.getMetaData().getColumnCount() - hiddenKeys.size();
        if (guarded) {
            statement.connection.opened(this);
        }
    }

    private GuardedResultSet(ResultSet delegate, @Nullable GuardedStatementBase statement) {
        super(delegate);
        this.statement = statement;
        this.forward = delegate::next;
        this.guarded = false;
        this.named = List.of();
        this.unnamed = List.of();
        this.visible = Integer.MAX_VALUE;
    }

    /**
     * Wraps rows of a statement that touches no labelled table, so that they do not lead back to the driver's objects.
     */
    static GuardedResultSet unguarded(ResultSet rows, GuardedStatementBase statement) {
        return new GuardedResultSet(rows, statement);
    }

    /** Wraps rows of database metadata and of arrays, which belong to no statement. */
    static GuardedResultSet ofDatabase(ResultSet rows) {
        return new GuardedResultSet(rows, null);
    }

    @Override
    int column(int index) throws SQLException {
        if (index > visible) {
            throw new SQLException("the result has no column " + index);
        }
        return index;
    }

    @Override
    String column(String label) throws SQLException {
        if (!named.isEmpty() && label.toLowerCase(Locale.ROOT).startsWith(HIDDEN)) {
            throw new SQLException("the result has no column of that name");
        }
        return label;
    }

    /**
     * Checks that a large object is one that a table's row refers to: PostgreSQL's driver would read any that a number
     * names, whosever it is.
     */
    @Override
    int largeObject(int index) throws SQLException {
        boolean anyNumber = statement == null || statement.connection.dialect() == SqlDialect.POSTGRESQL;
        if (anyNumber && delegate.getMetaData().getTableName(index).isEmpty()) {
            throw new SQLException("a large object is read from a table's own column only");
        }
        return index;
    }

    // Moving, which is what releases a row

    @Override
    public boolean next() throws SQLException {
        return moved(forward);
    }

    @Override
    public boolean previous() throws SQLException {
        return moved(delegate::previous);
    }

    @Override
    public boolean first() throws SQLException {
        return moved(delegate::first);
    }

    @Override
    public boolean last() throws SQLException {
        return moved(delegate::last);
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return moved(() -> delegate.absolute(row));
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        return moved(() -> delegate.relative(rows));
    }

    private boolean moved(Move move) throws SQLException {
        if (!guarded) {
            return move.go();
        }
        if (ended) {
            throw new SQLException(
                    "the result is closed; it ends with its transaction, because its rows are counted there");
        }
        try {
            if (!move.go()) {
                return false;
            }
            countRow();
            return true;
        } catch (SQLException e) {
            throw ServerText.withhold(e);
        }
    }

    private void countRow() throws SQLException {
        for (int i = 0; i < named.size(); i++) {
            Object key = delegate.getObject(visible + 1 + i);
            // No key: the other side of an outer join, or a record that belongs to no customer.
            if (key != null) {
                named.get(i).count(key);
            }
        }
        for (OpenAccess access : unnamed) {
            access.countUnnamed(1);
        }
    }

    // Back-references and texts

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return new GuardedResultSetMetaData(delegate.getMetaData(), named.size());
    }

    @Override
    public @Nullable Statement getStatement() {
        return statement;
    }

    @Override
    public @Nullable SQLWarning getWarnings() {
        // A warning may quote a hidden row.
        return null;
    }

    /** Accounts for the rows once, whoever closes the result first. */
    void ended() {
        if (!ended) {
            ended = true;
            if (guarded && statement != null) {
                statement.connection.closed(this);
            }
        }
    }

    /** Closes the rows because their transaction ends. */
    void endWithTransaction() throws SQLException {
        ended = true;
        delegate.close();
    }

    @Override
    public void close() throws SQLException {
        try {
            ended();
        } finally {
            delegate.close();
        }
    }
}

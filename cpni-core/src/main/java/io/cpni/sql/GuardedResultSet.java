package io.cpni.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows as the gate lets them through: hidden key columns are not seen but counted, and no server text comes out. */
final class GuardedResultSet extends ForwardingResultSet {

    /** Moves to a row and tells whether there is one. */
    private interface Move {
        boolean go() throws SQLException;
    }

    private final @Nullable GuardedStatementBase statement;
    private final UnaryOperator<SQLException> withheld;
    private final @Nullable AnalyzedStatement source;
    private final boolean guarded;
    private final int visible;

    /** Where rows are counted by customer: one for each hidden key column, in their order. */
    private final List<OpenAccess> named;

    /** For each of them, whether a row without a key is a record of nobody, and not the missing side of a join. */
    private final List<Boolean> always;

    /** Where rows are counted alone. */
    private final List<OpenAccess> unnamed;

    private final Move forward;
    private boolean ended;

    GuardedResultSet(
            ResultSet delegate, GuardedStatementBase statement, PreparedAccess access, List<OpenAccess> accesses)
            throws SQLException {
        super(delegate);
        this.statement = statement;
        this.withheld = statement.connection::withheld;
        this.forward = delegate::next;
        this.source = access.statement();
        this.guarded = access.isGuarded();
        List<GuardedTable> hiddenKeys = access.rewritten().hiddenKeys();
        this.named =
                hiddenKeys.stream().map(table -> accesses.get(table.index())).toList();
        Set<GuardedTable> nullSupplied = access.statement()
                .keySite()
                .map(AnalyzedStatement.KeySite::nullSupplied)
                .orElse(Set.of());
        this.always =
                hiddenKeys.stream().map(table -> !nullSupplied.contains(table)).toList();
        this.unnamed = new ArrayList<>(accesses);
        unnamed.removeAll(named);
        this.visible = hiddenKeys.isEmpty()
                ? Integer.MAX_VALUE
                : delegate.getMetaData().getColumnCount() - hiddenKeys.size();
        if (guarded) {
            statement.connection.opened(this);
        }
    }

    private GuardedResultSet(
            ResultSet delegate, @Nullable GuardedStatementBase statement, UnaryOperator<SQLException> withheld) {
        super(delegate);
        this.statement = statement;
        this.withheld = withheld;
        this.forward = delegate::next;
        this.source = null;
        this.guarded = false;
        this.named = List.of();
        this.always = List.of();
        this.unnamed = List.of();
        this.visible = Integer.MAX_VALUE;
    }

    /**
     * Wraps rows of a statement that touches no labelled table, so that they do not lead back to the driver's objects.
     */
    static GuardedResultSet unguarded(ResultSet rows, GuardedStatementBase statement) {
        return new GuardedResultSet(rows, statement, statement.connection::withheld);
    }

    /** Wraps rows of database metadata and of arrays, which belong to no statement. */
    static GuardedResultSet ofDatabase(ResultSet rows, UnaryOperator<SQLException> withheld) {
        return new GuardedResultSet(rows, null, withheld);
    }

    @Override
    SQLException withheld(SQLException e) {
        return withheld.apply(e);
    }

    @Override
    void changeRefused() {
        if (guarded && statement != null && source != null) {
            statement.connection.gate().recordRefusal(source);
        }
    }

    @Override
    int column(int index) throws SQLException {
        if (index > visible) {
            throw new SQLException("the result has no column " + index);
        }
        return index;
    }

    /** Finds a column by name. H2 finds columns by the name they have in their table too, and hidden ones so. */
    @Override
    public int findColumn(String label) throws SQLException {
        int index = ask(rows -> rows.findColumn(label));
        if (index > visible) {
            throw new SQLException("the result has no column of that name");
        }
        return index;
    }

    /**
     * Checks that a large object is one that a table's row refers to: PostgreSQL's driver would read any that a number
     * names, whosever it is.
     */
    @Override
    int largeObject(int index) throws SQLException {
        boolean anyNumber = statement == null || statement.connection.dialect() == SqlDialect.POSTGRESQL;
        if (anyNumber && ask(rows -> rows.getMetaData().getTableName(index)).isEmpty()) {
            if (statement != null) {
                statement.connection.gate().recordRefusal(source == null ? "" : source.text());
            }
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
        if (ended && guarded) {
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
            throw withheld(e);
        }
    }

    private void countRow() throws SQLException {
        for (int i = 0; i < named.size(); i++) {
            Object key = delegate.getObject(visible + 1 + i);
            if (key != null) {
                named.get(i).count(key);
            } else if (always.get(i)) {
                named.get(i).countOfNobody();
            }
        }
        for (OpenAccess access : unnamed) {
            access.countUnnamed(1);
        }
    }

    // Back-references and texts

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return new GuardedResultSetMetaData(ask(ResultSet::getMetaData), named.size());
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
    void ended() throws SQLException {
        if (!ended) {
            ended = true;
            try {
                countUnread();
            } finally {
                if (guarded && statement != null) {
                    statement.connection.closed(this);
                }
            }
        }
    }

    /** Counts the rows that nobody has read, if they are rows that were changed. */
    private void countUnread() throws SQLException {
        if (guarded && source != null && source.returnsChangedRows()) {
            try {
                while (delegate.next()) {
                    countRow();
                }
            } catch (SQLException e) {
                throw withheld(e);
            }
        }
    }

    /** Closes the rows because their transaction ends. */
    void endWithTransaction() throws SQLException {
        if (!ended) {
            ended = true;
            countUnread();
        }
        tell(ResultSet::close);
    }

    @Override
    public void close() throws SQLException {
        try {
            ended();
        } finally {
            tell(ResultSet::close);
        }
    }
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows as the gate lets them through: hidden columns are not seen, those of keys are counted, tokens
 * stand for values that are not shown, and no server text comes out. */
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
    private final int hidden;
    private final TokenColumns tokens;

    /** Where rows are counted by customer: one for each hidden key column, in their order. */
    private final List<OpenAccess> named;

    /** For each of them, whether a row without a key is a record of nobody, and not the missing side of a join. */
    private final List<Boolean> always;

    /** Where rows are counted alone. */
    private final List<OpenAccess> unnamed;

    private final Move forward;

    /** Under which the statement was executed: who may have its rows. */
    private final @Nullable AccessContext context;

    private boolean ended;

    GuardedResultSet(
            ResultSet delegate, GuardedStatementBase statement, PreparedAccess access, List<OpenAccess> accesses)
            throws SQLException {
        super(delegate);
        this.statement = statement;
        this.withheld = statement::withheld;
        this.forward = delegate::next;
        this.source = access.statement();
        this.guarded = access.isGuarded();
        this.context = accesses.isEmpty() ? null : accesses.get(0).context();
        this.named = new ArrayList<>(accesses.size());
        this.always = new ArrayList<>(accesses.size());
        this.unnamed = new ArrayList<>(accesses);
        Set<GuardedTable> nullSupplied = access.statement()
                .keySite()
                .map(AnalyzedStatement.KeySite::nullSupplied)
                .orElse(Set.of());
        for (GuardedTable table : access.rewritten().hiddenKeys()) {
            OpenAccess counted = accesses.get(table.index());
            named.add(counted);
            always.add(!nullSupplied.contains(table));
            unnamed.remove(counted);
        }
        this.hidden = access.rewritten().hidden();
        this.tokens = access.rewritten().tokens();
        this.visible = hidden == 0 ? Integer.MAX_VALUE : delegate.getMetaData().getColumnCount() - hidden;
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
        this.context = null;
        this.named = List.of();
        this.always = List.of();
        this.unnamed = List.of();
        this.hidden = 0;
        this.tokens = TokenColumns.none();
        this.visible = Integer.MAX_VALUE;
    }

    /**
     * Wraps rows of a statement that touches no labelled table, so that they do not lead back to the driver's objects.
     */
    static GuardedResultSet unguarded(ResultSet rows, GuardedStatementBase statement) {
        return new GuardedResultSet(rows, statement, statement::withheld);
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

    // Tokens, which are read as texts by whatever getter gives one, and by no other

    @Override
    boolean isToken(int index) throws SQLException {
        if (!tokens.contains(index)) {
            return false;
        }
        int flag = tokens.flag(index);
        if (flag == 0) {
            return true;
        }
        int column = visible + named.size() + flag;
        return ask(rows -> rows.getInt(column)) != 1;
    }

    private @Nullable String token(int index) throws SQLException {
        String value = ask(rows -> rows.getString(index));
        if (value == null) {
            return null;
        }
        return Objects.requireNonNull(statement, "rows with tokens come from a statement")
                .connection
                .gate()
                .tokenKey()
                .token(value);
    }

    private @Nullable Reader tokenReader(int index) throws SQLException {
        String token = token(index);
        return token == null ? null : new StringReader(token);
    }

    @Override
    public @Nullable String getString(int index) throws SQLException {
        int column = column(index);
        return isToken(column) ? token(column) : super.getString(index);
    }

    @Override
    public @Nullable String getNString(int index) throws SQLException {
        int column = column(index);
        return isToken(column) ? token(column) : super.getNString(index);
    }

    @Override
    public @Nullable Object getObject(int index) throws SQLException {
        int column = column(index);
        return isToken(column) ? token(column) : super.getObject(index);
    }

    @Override
    public @Nullable Object getObject(int index, Map<String, Class<?>> types) throws SQLException {
        int column = column(index);
        return isToken(column) ? token(column) : super.getObject(index, types);
    }

    @Override
    public <T> @Nullable T getObject(int index, Class<T> type) throws SQLException {
        int column = column(index);
        return isToken(column) && type.isAssignableFrom(String.class)
                ? type.cast(token(column))
                : super.getObject(index, type);
    }

    @Override
    public @Nullable Reader getCharacterStream(int index) throws SQLException {
        int column = column(index);
        return isToken(column) ? tokenReader(column) : super.getCharacterStream(index);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int index) throws SQLException {
        int column = column(index);
        return isToken(column) ? tokenReader(column) : super.getNCharacterStream(index);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int index) throws SQLException {
        int column = column(index);
        if (!isToken(column)) {
            return super.getAsciiStream(index);
        }
        String token = token(column);
        return token == null ? null : new ByteArrayInputStream(token.getBytes(StandardCharsets.US_ASCII));
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
        requireSameAccess();
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

    /** Rows that were asked for by one are not handed to another, nor for another purpose. */
    private void requireSameAccess() {
        AccessContext executed = context;
        if (executed != null && statement != null && source != null) {
            statement.connection.gate().requireSameAccess(executed, source);
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
        return new GuardedResultSetMetaData(ask(ResultSet::getMetaData), hidden, tokens);
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

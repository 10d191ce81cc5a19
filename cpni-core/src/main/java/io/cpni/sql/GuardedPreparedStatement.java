package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.label.ValueFamily;
import java.sql.BatchUpdateException;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement as the gate rewrote it. The caller's parameters go to their new places; the gate's own are
 * bound, and the plan is confirmed, at each execution.
 */
final class GuardedPreparedStatement extends ForwardingPreparedStatement {

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final PreparedAccess access;
    private final int[] positions;
    private final boolean rebinds;
    private final @Nullable Setter[] setters;
    private final Map<Integer, Object> newKeys = new HashMap<>();
    private final List<BatchRow> batch = new ArrayList<>();
    private @Nullable AccessContext batchContext;

    /** What the caller binds, for the record of a statement that cannot name its customers. */
    private final @Nullable ExecutedValues values;

    /** Runs the driver's statement. */
    private interface Execution<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** One row of a batch that is bound when the batch is executed, because the gate binds values of that moment. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only handed on
    private record BatchRow(@Nullable Setter[] setters, Map<Integer, Object> newKeys) {}

    GuardedPreparedStatement(GuardedConnection connection, PreparedStatement prepared, PreparedAccess access) {
        super(connection, prepared);
        this.access = access;
        RewrittenStatement rewritten = access.rewritten();
        this.positions = positions(rewritten);
        this.rebinds = rewritten.parameters().size() > positions.length
                || rewritten.newKeyCheck().isPresent();
        this.setters = new Setter[rebinds ? positions.length : 0];
        this.values = access.hidesCustomers() ? new ExecutedValues(positions.length) : null;
    }

    private static int[] positions(RewrittenStatement statement) {
        int[] positions = new int[statement.callers()];
        for (int i = 0; i < statement.parameters().size(); i++) {
            if (statement.parameters().get(i) instanceof BoundValue.Callers caller) {
                positions[caller.index()] = i + 1;
            }
        }
        return positions;
    }

    @Override
    SQLException withheld(SQLException e) {
        return connection.withheld(e, access.statement());
    }

    // Parameters

    @Override
    void bind(int index, @Nullable ValueFamily family, @Nullable Object value, Setter setter) throws SQLException {
        if (index < 1 || index > positions.length) {
            throw new SQLException(
                    "the statement has " + positions.length + " parameters; there is no parameter " + index);
        }
        ValueFamily expected = access.rewritten().families().get(index - 1);
        if (expected != null && family != null && expected != family) {
            // Comparing would make the server convert stored values, and a failure would tell about a hidden row.
            throw connection
                    .gate()
                    .refuse(
                            "parameter " + index + " is compared with a labelled column of family " + expected
                                    + " but was given a value of family " + family,
                            access.statement());
        }
        newKeys.remove(index - 1);
        tell(statement -> setter.set(positions[index - 1]));
        if (rebinds) {
            setters[index - 1] = setter;
        }
        if (values != null) {
            values.bind(index - 1, value);
        }
    }

    @Override
    <T> @Nullable T kept(@Nullable T value) {
        refuseMask(value);
        return rebinds ? Copies.of(value) : value;
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        super.setLong(index, value);
        noteKey(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        super.setInt(index, value);
        noteKey(index, value);
    }

    @Override
    public void setString(int index, @Nullable String value) throws SQLException {
        refuseMask(value);
        boolean uuid = isUuidAsText(value);
        if (uuid && isComparedWithUuid(index)) {
            bind(index, ValueFamily.UUID, value, at -> prepared.setString(at, value));
        } else {
            super.setString(index, value);
        }
        // A column of UUIDs stores the one that the text spells; a column of texts, the text.
        noteKey(index, uuid && isKeyUuid() ? UUID.fromString(value) : value);
    }

    /** Tells whether a text spells a UUID: so Hibernate binds them on MariaDB. */
    private boolean isUuidAsText(@Nullable String value) {
        return value != null
                && connection.dialect() == SqlDialect.MARIADB
                && UUID_TEXT.matcher(value).matches();
    }

    /** Any other text would make MariaDB warn, or a change fail, once there is a row to compare it with. */
    private boolean isComparedWithUuid(int index) {
        return index >= 1
                && index <= positions.length
                && access.rewritten().families().get(index - 1) == ValueFamily.UUID;
    }

    private boolean isKeyUuid() {
        return access.rewritten()
                .newKeyCheck()
                .filter(check -> check.family() == ValueFamily.UUID)
                .isPresent();
    }

    @Override
    public void setNString(int index, @Nullable String value) throws SQLException {
        refuseMask(value);
        super.setNString(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value) throws SQLException {
        super.setObject(index, value);
        noteKey(index, value);
    }

    @Override
    public void setObject(int index, @Nullable Object value, int type) throws SQLException {
        super.setObject(index, value, type);
        noteKey(index, value);
    }

    @Override
    public void clearParameters() throws SQLException {
        newKeys.clear();
        Arrays.fill(setters, null);
        if (values != null) {
            values.clear();
        }
        tell(statement -> prepared.clearParameters());
    }

    /** Called for each value that is set and could be a text. */
    private void refuseMask(@Nullable Object value) {
        if (access.masks().include(value)) {
            throw connection.gate().refuse(WrittenMasks.refusal("a parameter"), access.statement());
        }
    }

    /** Remembers what may be the key of a new row. A key set in any other way is not known, and the row is denied. */
    private void noteKey(int index, @Nullable Object value) {
        if (value != null && access.rewritten().newKeyCheck().isPresent()) {
            newKeys.put(index - 1, value);
        }
    }

    private void bindOwn(AccessContext context, Instant instant) throws SQLException {
        tell(statement -> bind(prepared, access.rewritten().parameters(), context, instant, null));
    }

    private void bind(
            PreparedStatement statement,
            List<BoundValue> values,
            AccessContext context,
            Instant instant,
            @Nullable Object newKey)
            throws SQLException {
        SqlDialect dialect = connection.dialect();
        for (int i = 0; i < values.size(); i++) {
            BoundValue value = values.get(i);
            if (value instanceof BoundValue.AccessorName) {
                statement.setString(i + 1, context.accessor().id());
            } else if (value instanceof BoundValue.Now) {
                dialect.setInstant(statement, i + 1, instant);
            } else if (value instanceof BoundValue.Text text) {
                statement.setString(i + 1, text.value());
            } else if (value instanceof BoundValue.At at) {
                dialect.setInstant(statement, i + 1, at.value());
            } else if (value instanceof BoundValue.AccessorCustomer) {
                setKey(statement, i + 1, context.accessor().customer().orElseThrow());
            } else if (value instanceof BoundValue.SubjectCustomer) {
                setKey(statement, i + 1, context.subject().orElseThrow());
            } else if (value instanceof BoundValue.NewKey) {
                statement.setObject(i + 1, newKey);
            }
        }
    }

    private void setKey(PreparedStatement statement, int index, CustomerId customer) throws SQLException {
        statement.setObject(index, connection.gate().keyType().toDatabaseValue(customer));
    }

    // Execution

    @Override
    public ResultSet executeQuery() throws SQLException {
        return run(prepared::executeQuery, this::rows);
    }

    @Override
    public int executeUpdate() throws SQLException {
        refuseReturning();
        return run(prepared::executeUpdate, this::changed);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        refuseReturning();
        return run(prepared::executeLargeUpdate, this::changed);
    }

    @Override
    public boolean execute() throws SQLException {
        return run(prepared::execute, (isQuery, accesses) -> {
            if (isQuery) {
                rows(ask(Statement::getResultSet), accesses);
            } else {
                changed(ask(Statement::getUpdateCount), accesses);
            }
            return isQuery;
        });
    }

    /** Takes what came back and where to count it. */
    private interface Counting<T extends @Nullable Object, R> {
        R apply(T result, List<OpenAccess> accesses) throws SQLException;
    }

    private <T extends @Nullable Object, R> R run(Execution<T> execution, Counting<T, R> counting) throws SQLException {
        endCurrent();
        if (!access.isGuarded()) {
            return counting.apply(ask(statement -> execution.run()), List.of());
        }
        connection.requireFreshFacts(access);
        takeAllRows();
        Instant instant = connection.gate().clock().instant();
        AccessContext context = connection.gate().confirm(access, instant);
        return connection.admitted(access, context, instant, prepared, () -> {
            checkNewKeys(newKeys, context, instant);
            bindOwn(context, instant);
            return recorded(context, instant, ExecutedValues::ofExecution, execution, counting);
        });
    }

    private <T extends @Nullable Object, R> R recorded(
            AccessContext context,
            Instant instant,
            Function<ExecutedValues, List<String>> executed,
            Execution<T> execution,
            Counting<T, R> counting)
            throws SQLException {
        List<OpenAccess> accesses = intend(context, instant, executed);
        boolean isReading = access.isReading();
        if (!isReading) {
            release(accesses);
        }
        T result;
        try {
            result = execution.run();
        } catch (SQLException e) {
            countChangedBefore(e, accesses);
            if (access.rewritten().checksKeys() && KeyCheck.failed(e)) {
                connection.statementEnded();
                throw connection.gate().denyNewRow(access, context, instant);
            }
            // Before the accesses are closed, whose transaction the record of the failure names.
            SQLException withheld = withheld(e);
            connection.statementEnded();
            throw withheld;
        }
        if (isReading) {
            release(accesses);
        }
        return counting.apply(result, accesses);
    }

    /** Of a batch that fails, some rows may be changed for good; whose they are nothing tells. */
    private static void countChangedBefore(SQLException e, List<OpenAccess> accesses) {
        if (e instanceof BatchUpdateException batch) {
            count(
                    Arrays.stream(batch.getLargeUpdateCounts())
                            .filter(rows -> rows > 0)
                            .sum(),
                    accesses);
        }
    }

    /** Waits for the record; without it the rows that the driver may have already are dropped. */
    private void release(List<OpenAccess> accesses) {
        try {
            connection.audit().release(accesses);
        } catch (AuditUnavailableException unavailable) {
            try {
                ResultSet rows = prepared.getResultSet();
                if (rows != null) {
                    rows.close();
                }
                connection.statementEnded();
            } catch (SQLException | AuditUnavailableException further) {
                unavailable.addSuppressed(further instanceof SQLException e ? withheld(e) : further);
            }
            throw unavailable;
        }
    }

    /** What was recorded of a statement that is then denied ends with it, like any other statement outside a transaction. */
    private List<OpenAccess> intend(
            AccessContext context, Instant instant, Function<ExecutedValues, List<String>> executed)
            throws SQLException {
        try {
            return connection
                    .audit()
                    .intend(context, access, instant, () -> values == null ? List.of() : executed.apply(values));
        } catch (CpniAccessDeniedException denied) {
            connection.statementEnded();
            throw denied;
        } catch (StoreUnavailableException unavailable) {
            unavailable.addSuppressed(connection.gate().denyUnknown(access, context, instant));
            connection.statementEnded();
            throw unavailable;
        } catch (SQLException e) {
            SQLException withheld = withheld(e);
            connection.statementEnded();
            throw withheld;
        }
    }

    private <N extends Number> N changed(N count, List<OpenAccess> accesses) {
        count(count.longValue(), accesses);
        connection.statementEnded();
        return count;
    }

    private static void count(long rows, List<OpenAccess> accesses) {
        accesses.stream().distinct().forEach(open -> open.countUnnamed(Math.max(rows, 0)));
    }

    private ResultSet rows(ResultSet rows, List<OpenAccess> accesses) throws SQLException {
        return current(new GuardedResultSet(rows, this, access, accesses));
    }

    // Changes that return rows

    private boolean returnsChangedRows() {
        return access.isGuarded() && access.statement().returnsChangedRows();
    }

    /** Refuses what drops the rows that a change returns, for it would be run and its customers not counted. */
    private void refuseReturning() {
        if (returnsChangedRows()) {
            throw connection
                    .gate()
                    .refuse(
                            "a change that returns rows is run by executeQuery or execute, and alone",
                            access.statement());
        }
    }

    /** Has all rows that a change returns sent at once: they are changed and count, whether the caller reads them or not. */
    private void takeAllRows() throws SQLException {
        if (returnsChangedRows()) {
            if (getMaxRows() != 0 || getResultSetType() != ResultSet.TYPE_FORWARD_ONLY) {
                throw connection
                        .gate()
                        .refuse("the rows that a change returns are read forward, and all", access.statement());
            }
            tell(statement -> statement.setFetchSize(0));
        }
    }

    // Batches

    @Override
    public void addBatch() throws SQLException {
        if (!access.isGuarded()) {
            tell(statement -> prepared.addBatch());
            return;
        }
        refuseReturning();
        AccessContext context =
                connection.gate().confirm(access, connection.gate().clock().instant());
        if (batchContext != null && !batchContext.equals(context)) {
            throw otherContext();
        }
        batchContext = context;
        if (values != null) {
            values.addBatch();
        }
        if (rebinds) {
            batch.add(new BatchRow(setters.clone(), Map.copyOf(newKeys)));
        } else {
            tell(statement -> prepared.addBatch());
        }
    }

    @Override
    public void clearBatch() throws SQLException {
        batch.clear();
        batchContext = null;
        if (values != null) {
            values.clearBatch();
        }
        tell(Statement::clearBatch);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return runBatch(prepared::executeBatch, counts -> Arrays.stream(counts).asLongStream());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return runBatch(prepared::executeLargeBatch, Arrays::stream);
    }

    private <T> T runBatch(Execution<T> execution, Function<T, LongStream> counts) throws SQLException {
        endCurrent();
        if (!access.isGuarded()) {
            return ask(statement -> execution.run());
        }
        try {
            connection.requireFreshFacts(access);
            Instant instant = connection.gate().clock().instant();
            AccessContext context = connection.gate().confirm(access, instant);
            if (batchContext != null && !batchContext.equals(context)) {
                throw otherContext();
            }
            return connection.admitted(access, context, instant, prepared, () -> {
                fill(context, instant);
                return recorded(context, instant, ExecutedValues::ofBatch, execution, (result, accesses) -> {
                    counts.apply(result).forEach(rows -> count(rows, accesses));
                    connection.statementEnded();
                    return result;
                });
            });
        } finally {
            clearBatch();
        }
    }

    /** Gives the driver the rows that waited, bound to the context and the instant of this execution. */
    private void fill(AccessContext context, Instant instant) throws SQLException {
        for (BatchRow row : batch) {
            checkNewKeys(row.newKeys(), context, instant);
            for (int i = 0; i < positions.length; i++) {
                Setter setter = row.setters()[i];
                if (setter != null) {
                    int at = positions[i];
                    tell(statement -> setter.set(at));
                }
            }
            bindOwn(context, instant);
            tell(statement -> prepared.addBatch());
        }
    }

    private CpniStatementRefusedException otherContext() {
        return connection
                .gate()
                .refuse(
                        "a batch is filled and executed under one context; execute it before the context changes",
                        access.statement());
    }

    // Keys of new rows

    private void checkNewKeys(Map<Integer, Object> keys, AccessContext context, Instant instant) throws SQLException {
        RewrittenStatement.NewKeyCheck check = access.rewritten().newKeyCheck().orElse(null);
        if (check == null) {
            return;
        }
        for (int key : check.keys()) {
            Object value = keys.get(key);
            if (value == null || !check.isStoredAsChecked(value) || !meets(check, value, context, instant)) {
                throw connection.gate().denyNewRow(access, context, instant);
            }
        }
    }

    private boolean meets(RewrittenStatement.NewKeyCheck check, Object key, AccessContext context, Instant instant)
            throws SQLException {
        try (PreparedStatement query = connection.delegate.prepareStatement(check.text())) {
            bind(query, check.parameters(), context, instant, key);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw withheld(e);
        }
    }

    // Metadata

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        ResultSetMetaData metaData = ask(statement -> prepared.getMetaData());
        return metaData == null
                ? null
                : new GuardedResultSetMetaData(
                        metaData,
                        access.rewritten().hidden(),
                        access.rewritten().tokens());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        if (access.isGuarded()) {
            connection.gate().recordRefusal(access.statement());
            throw new SQLFeatureNotSupportedException(
                    "parameters of a statement on labelled tables are not described; bind them with their types");
        }
        return ask(statement -> prepared.getParameterMetaData());
    }

    /** Gives the keys of new rows. MariaDB's driver gives those of any row, and whether they were asked for or not. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        Optional<String> withheld = access.whyKeysAreWithheld();
        if (withheld.isPresent()) {
            throw connection.gate().refuse(withheld.get(), access.statement());
        }
        return GuardedResultSet.unguarded(ask(Statement::getGeneratedKeys), this);
    }

    // A prepared statement takes no other SQL

    private static SQLException prepared() {
        return new SQLException("a prepared statement is executed without SQL");
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw prepared();
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        throw prepared();
    }

    @Override
    public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
        throw prepared();
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        throw prepared();
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        throw prepared();
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        throw prepared();
    }

    @Override
    public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
        throw prepared();
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        throw prepared();
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        throw prepared();
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        throw prepared();
    }
}

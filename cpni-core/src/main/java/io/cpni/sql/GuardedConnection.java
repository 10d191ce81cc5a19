package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.label.TableLabels;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection whose every statement passes the gate, and whose transaction is audited as one. */
final class GuardedConnection extends ForwardingConnection {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** How many results are mostly open at the same time. */
    private static final int FEW = 2;

    private final SqlGate gate;
    private final SqlDialect dialect;
    private final TransactionAudit audit;
    private final Optional<TransactionTicket> ticket;
    private final Set<GuardedResultSet> open = Collections.newSetFromMap(new IdentityHashMap<>(FEW));
    private boolean autoCommit;
    private Optional<String> defaultSchema = Optional.empty();
    private boolean knowsDefaultSchema;

    /** Whether a statement sees all that was committed before it: whether this connection is READ COMMITTED. */
    private boolean seesFreshFacts;

    /**
     * Whether what the server says may quote a labelled row: once a statement has touched one, and once anything was
     * changed, because triggers, cascades and deferred checks may touch one too. PostgreSQL's driver repeats the first
     * failure of a transaction with every later one.
     */
    private boolean mayQuote;

    /** The labelled tables that it has been used for, any of which a text of the server may quote. */
    private final Set<TableLabels> touched = Collections.newSetFromMap(new IdentityHashMap<>(FEW));

    /** Closes the driver's connection. */
    private interface Closing extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** Prepares the text that the gate has made of a statement. */
    interface Preparer {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    GuardedConnection(
            Connection delegate,
            SqlGate gate,
            SqlDialect dialect,
            boolean readCommitted,
            Optional<TransactionTicket> ticket)
            throws SQLException {
        super(delegate);
        this.gate = gate;
        this.dialect = dialect;
        // Behind the second wall a connection reaches the facts that its policies ask for, and no ledger.
        this.audit = new TransactionAudit(
                gate, new ReliedOn(delegate, dialect, gate, ticket.isPresent() ? Optional.empty() : gate.evidence()));
        this.ticket = ticket;
        this.seesFreshFacts = readCommitted;
        this.autoCommit = delegate.getAutoCommit();
    }

    @Override
    SQLException withheld(SQLException e) {
        return withheld(e, Optional.empty(), audit.correlation());
    }

    /** Returns what a caller may see of a failure of its statement. */
    SQLException withheld(SQLException e, AnalyzedStatement failed) {
        return withheld(e, Optional.of(failed), audit.correlation());
    }

    private SQLException withheld(SQLException e, Optional<AnalyzedStatement> failed, String transaction) {
        if (!mayQuote) {
            return e;
        }
        return ServerText.withhold(
                e, gate.failures().flatMap(failures -> failures.keep(e, failed, touched, transaction)));
    }

    SqlGate gate() {
        return gate;
    }

    SqlDialect dialect() {
        return dialect;
    }

    TransactionAudit audit() {
        return audit;
    }

    /** Takes note of a result whose rows are yet to be counted. */
    void opened(GuardedResultSet rows) {
        open.add(rows);
    }

    void closed(GuardedResultSet rows) {
        open.remove(rows);
        statementEnded();
    }

    /** Closes the records of what was accessed, unless a transaction goes on or rows are yet to be counted. */
    void statementEnded() {
        if (autoCommit && open.isEmpty()) {
            audit.close();
        }
    }

    /** Closes the results and the records of a transaction that ends. */
    private void endTransaction() throws SQLException {
        try {
            for (GuardedResultSet rows : open) {
                rows.endWithTransaction();
            }
        } finally {
            open.clear();
            ticket.ifPresent(TransactionTicket::forget);
            audit.close();
        }
    }

    /**
     * Runs a statement in a transaction that the second wall lets through, where there is one; outside of a transaction in
     * one of its own, because a ticket ends with its transaction.
     */
    <T extends @Nullable Object> T admitted(
            PreparedAccess access,
            AccessContext context,
            Instant instant,
            Statement statement,
            OwnTransaction.Work<T> work)
            throws SQLException {
        if (ticket.isEmpty()) {
            return work.run();
        }
        TransactionTicket toShow = ticket.get();
        if (!autoCommit) {
            show(toShow, access, context, instant);
            return work.run();
        }
        try {
            return OwnTransaction.run(
                    delegate,
                    statement,
                    () -> {
                        show(toShow, access, context, instant);
                        return work.run();
                    },
                    this::withheld);
        } finally {
            toShow.forget();
        }
    }

    private void show(TransactionTicket toShow, PreparedAccess access, AccessContext context, Instant instant)
            throws SQLException {
        try {
            toShow.show(context, instant);
        } catch (CpniAccessDeniedException denied) {
            throw gate.denyByWall(access, context, denied, instant);
        } catch (SQLException e) {
            throw withheld(e, access.statement());
        }
    }

    // Statements

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(sql, delegate::prepareStatement);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        refuseUpdatable(concurrency, sql);
        return prepare(sql, text -> delegate.prepareStatement(text, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        refuseUpdatable(concurrency, sql);
        return prepare(sql, text -> delegate.prepareStatement(text, type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        Preparer preparer = text -> delegate.prepareStatement(text, autoGeneratedKeys);
        return autoGeneratedKeys == Statement.RETURN_GENERATED_KEYS
                ? prepareWithKeys(sql, preparer)
                : prepare(sql, preparer);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepareWithKeys(sql, text -> delegate.prepareStatement(text, columnIndexes));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        for (String name : columnNames) {
            if (!PLAIN_NAME.matcher(name).matches()) {
                throw gate.refuse("a generated key is asked for by the plain name of its column", sql);
            }
        }
        return prepareWithKeys(sql, text -> delegate.prepareStatement(text, columnNames));
    }

    /** Prepares a statement that returns values of changed rows: of new ones only, which hold what the caller wrote. */
    private PreparedStatement prepareWithKeys(String sql, Preparer preparer) throws SQLException {
        PreparedAccess access = access(sql);
        Optional<String> withheld = access.whyKeysAreWithheld();
        if (withheld.isPresent()) {
            throw gate.refuse(withheld.get(), access.statement());
        }
        return prepare(access, preparer);
    }

    private PreparedStatement prepare(String sql, Preparer preparer) throws SQLException {
        return prepare(access(sql), preparer);
    }

    /** Passes a statement through the gate, or lets it pass as that of a schema tool. */
    PreparedAccess access(String sql) throws SQLException {
        Optional<SqlLexer.Lexed> ofTool = ofTool(sql);
        PreparedAccess access = ofTool.isPresent()
                ? PreparedAccess.unread(ofTool.get(), dialect)
                : gate.prepare(sql, dialect, this::defaultSchema);
        requireFreshFacts(access);
        mayQuote |= ofTool.isEmpty() && mayQuote(access.statement());
        access.statement().tables().forEach(table -> touched.add(table.labels()));
        return access;
    }

    private static boolean mayQuote(AnalyzedStatement statement) {
        return statement.touchesLabelledTables() || statement.kind() != AnalyzedStatement.Kind.SELECT;
    }

    /** Asks once where names without schema are looked up: nothing that passes the gate can change that. */
    private Optional<String> defaultSchema() throws SQLException {
        if (!knowsDefaultSchema) {
            defaultSchema = ask(dialect::defaultSchema);
            knowsDefaultSchema = true;
        }
        return defaultSchema;
    }

    /** Returns a schema tool's statement; empty if the gate has to read it. */
    Optional<SqlLexer.Lexed> ofTool(String sql) {
        try {
            return MaintenanceLanguage.spoken(sql, dialect);
        } catch (CpniStatementRefusedException refused) {
            throw gate.recorded(refused, sql);
        }
    }

    PreparedStatement prepare(PreparedAccess access, Preparer preparer) throws SQLException {
        try {
            return new GuardedPreparedStatement(
                    this, preparer.prepare(access.rewritten().text()), access);
        } catch (SQLException e) {
            throw withheld(e, access.statement());
        }
    }

    private void refuseUpdatable(int concurrency, String sql) {
        if (concurrency != ResultSet.CONCUR_READ_ONLY) {
            throw gate.refuse("updatable result sets are not in the gate's language; use UPDATE", sql);
        }
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new GuardedStatement(this, ask(Connection::createStatement));
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        refuseUpdatable(concurrency, "");
        return new GuardedStatement(this, ask(connection -> connection.createStatement(type, concurrency)));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        refuseUpdatable(concurrency, "");
        return new GuardedStatement(
                this, ask(connection -> connection.createStatement(type, concurrency, holdability)));
    }

    @Override
    public CallableStatement prepareCall(String sql) {
        throw noCalls(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) {
        throw noCalls(sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) {
        throw noCalls(sql);
    }

    private CpniStatementRefusedException noCalls(String sql) {
        return gate.refuse(
                "stored procedures are not in the gate's language, because it cannot see what they read", sql);
    }

    // Transactions

    @Override
    public void setTransactionIsolation(int isolation) throws SQLException {
        if (dialect == SqlDialect.MARIADB) {
            MariaDbSession.requireReadCommitted(isolation);
        }
        super.setTransactionIsolation(isolation);
        seesFreshFacts = isolation == Connection.TRANSACTION_READ_COMMITTED;
    }

    /**
     * Refuses a statement on labelled tables in a transaction that sees the facts as they were when it began, or as they
     * may never be: an opt-out holds for every statement after it.
     */
    void requireFreshFacts(PreparedAccess access) {
        if (!seesFreshFacts && access.isGuarded()) {
            throw gate.refuse(
                    "labelled tables are used at the isolation level READ COMMITTED only: at any other a transaction goes"
                            + " on seeing approvals as they were before, or as they may never be; leave the isolation of"
                            + " the transaction as it is",
                    access.statement());
        }
    }

    @Override
    public void setAutoCommit(boolean value) throws SQLException {
        Optional<String> transaction = audit.begunCorrelation();
        if (value != autoCommit) {
            endTransaction();
        }
        end(transaction, connection -> connection.setAutoCommit(value));
        autoCommit = value;
    }

    /** Records the outcome, then commits: what cannot be recorded is not committed. */
    @Override
    public void commit() throws SQLException {
        Optional<String> transaction = audit.begunCorrelation();
        endTransaction();
        end(transaction, Connection::commit);
    }

    /** Ends a transaction whose outcome is recorded; what the server says of that still belongs to it. */
    private void end(Optional<String> transaction, Order<Connection> order) throws SQLException {
        try {
            order.give(delegate);
        } catch (SQLException e) {
            throw withheld(e, Optional.empty(), transaction.orElseGet(TransactionAudit::newCorrelation));
        }
    }

    @Override
    public void rollback() throws SQLException {
        try {
            tell(Connection::rollback);
        } finally {
            endTransaction();
        }
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        // What was set behind the savepoint is undone with the rest, the ticket too.
        ticket.ifPresent(TransactionTicket::forget);
        tell(connection -> connection.rollback(savepoint));
    }

    @Override
    public void close() throws SQLException {
        Closing closing = () -> tell(Connection::close);
        boolean holdsTicket = ticket.filter(TransactionTicket::isShown).isPresent();
        try (closing) {
            endTransaction();
            if (holdsTicket) {
                // Not every pool does so, and the next who borrows the connection must find no ticket in it.
                tell(Connection::rollback);
            }
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        try {
            tell(connection -> connection.abort(executor));
        } finally {
            endTransaction();
        }
    }

    // Objects that could lead around the gate

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return GuardedMetaData.of(this, ask(Connection::getMetaData));
    }

    @Override
    public @Nullable SQLWarning getWarnings() {
        // A warning may quote a hidden row.
        return null;
    }

    @Override
    public String nativeSQL(String sql) {
        return sql;
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        throw namesAreFixed();
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        throw namesAreFixed();
    }

    private static SQLException namesAreFixed() {
        return new SQLFeatureNotSupportedException(
                "the gate resolves names against one schema; changing it would make the same name mean another table");
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        return ask(Connection::getTypeMap);
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        tell(connection -> connection.setTypeMap(map));
    }

    @Override
    public Clob createClob() throws SQLException {
        return ask(Connection::createClob);
    }

    @Override
    public Blob createBlob() throws SQLException {
        return ask(Connection::createBlob);
    }

    @Override
    public NClob createNClob() throws SQLException {
        return ask(Connection::createNClob);
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        return ask(Connection::createSQLXML);
    }

    @Override
    public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
        return Objects.requireNonNull(GuardedArray.of(ask(connection -> connection.createArrayOf(typeName, elements))));
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        return ask(connection -> connection.createStruct(typeName, attributes));
    }
}

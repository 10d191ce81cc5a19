package io.cpni.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source through which labelled tables are seen only as the bound context may see them.
 *
 * <p>Safe for many threads. It hands out no connection, statement or metadata that leads around it, and refuses
 * {@code unwrap} to anything but itself.
 */
public final class GuardedDataSource extends ForwardingDataSource {

    private final SqlGate gate;
    private final Optional<SecondWall> wall;
    private volatile @Nullable SqlDialect dialect;

    /** Whether connections are READ COMMITTED when they are handed out; known when the dialect is. */
    private boolean readCommitted;

    /**
     * Guards a data source.
     *
     * @param delegate the data source; it keeps its own pool and settings
     * @param gate decides what becomes of each statement
     */
    public GuardedDataSource(DataSource delegate, SqlGate gate) {
        this(delegate, gate, Optional.empty());
    }

    /**
     * Guards a data source whose database has the second wall too: each transaction shows it what it is for, before its
     * first statement on labelled tables. A statement outside of a transaction gets one of its own.
     *
     * @param delegate the data source, of a role that the wall knows as a writer; it keeps its own pool and settings
     * @param gate decides what becomes of each statement; built with the wall's schema
     * @param wall lets transactions through
     */
    public GuardedDataSource(DataSource delegate, SqlGate gate, SecondWall wall) {
        this(delegate, gate, Optional.of(wall));
    }

    private GuardedDataSource(DataSource delegate, SqlGate gate, Optional<SecondWall> wall) {
        super(delegate);
        this.gate = Objects.requireNonNull(gate, "gate");
        this.wall = wall;
        if (delegate instanceof GuardedDataSource) {
            throw new IllegalArgumentException("the data source is guarded already");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        gate.beforeConnection();
        return guard(delegate.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        gate.beforeConnection();
        return guard(delegate.getConnection(username, password));
    }

    private Connection guard(Connection connection) throws SQLException {
        try {
            return new GuardedConnection(
                    connection,
                    gate,
                    dialectOf(connection),
                    readCommitted,
                    wall.map(each -> new TransactionTicket(each, connection)));
        } catch (RuntimeException | SQLException e) {
            connection.close();
            throw e;
        }
    }

    private SqlDialect dialectOf(Connection connection) throws SQLException {
        SqlDialect known = dialect;
        if (known == null) {
            known = SqlDialect.ofProductName(connection.getMetaData().getDatabaseProductName());
            known.checkSession(connection);
            readCommitted = connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            dialect = known;
        } else if (known.checksEverySession()) {
            known.checkSession(connection);
        }
        return known;
    }
}

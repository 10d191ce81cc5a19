package io.cpni.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * A data source for SQL of any kind, which no gate reads: the second wall stands before the database instead. Connections
 * are a reader's, who sees the wall's views.
 *
 * <p>Each transaction shows the wall what it is for before its first statement, and is on record before that; a statement
 * outside of a transaction gets one of its own. Without an {@link io.cpni.accessor.AccessContext} bound to the thread no
 * statement is run. The record tells who, why, and what the use shows at most; nobody knows the rows, so the customers are
 * unnamed. What one borrower of a connection leaves in the session is discarded before the next gets it.
 *
 * <p>Safe for many threads. It hands out nothing that leads around it.
 */
public final class RowSecurityDataSource extends ForwardingDataSource {

    private final SqlGate gate;
    private final SecondWall wall;
    private final String viewSchema;

    /**
     * Puts the wall before a data source.
     *
     * @param delegate the data source, of a reader's role; sessions of the server must not change between the statements of
     *     one connection, as they do behind a pooler of transactions
     * @param gate whose audit log, clock and listeners are used; no statement passes it
     * @param wall lets transactions through
     * @param viewSchema the schema of the views ({@link RowSecurity#viewSchema}), where names are looked up
     */
    public RowSecurityDataSource(DataSource delegate, SqlGate gate, SecondWall wall, String viewSchema) {
        super(delegate);
        this.gate = Objects.requireNonNull(gate, "gate");
        this.wall = Objects.requireNonNull(wall, "wall");
        this.viewSchema = Objects.requireNonNull(viewSchema, "viewSchema");
    }

    @Override
    public Connection getConnection() throws SQLException {
        gate.beforeConnection();
        return RowSecuritySession.open(delegate.getConnection(), gate, wall, viewSchema);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException(
                "behind row-level security connections are those of one reader, whose role was checked");
    }
}

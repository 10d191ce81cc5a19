package io.cpni.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What guarded statements have in common: back-references lead to the gate, and results are accounted for when closed.
 */
abstract class GuardedStatementBase extends ForwardingStatement {

    final GuardedConnection connection;
    private @Nullable GuardedResultSet current;

    GuardedStatementBase(GuardedConnection connection, Statement delegate) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    SQLException withheld(SQLException e) {
        return connection.withheld(e);
    }

    /** Makes a result the current one; the one before is closed by the driver, so it is accounted for now. */
    ResultSet current(GuardedResultSet rows) throws SQLException {
        endCurrent();
        current = rows;
        return rows;
    }

    void endCurrent() throws SQLException {
        GuardedResultSet before = current;
        current = null;
        if (before != null) {
            before.ended();
        }
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        return current;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public @Nullable SQLWarning getWarnings() {
        // A warning may quote a hidden row.
        return null;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return ask(Statement::getUpdateCount);
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return ask(Statement::getLargeUpdateCount);
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        endCurrent();
        return ask(Statement::getMoreResults);
    }

    @Override
    public boolean getMoreResults(int what) throws SQLException {
        throw new SQLFeatureNotSupportedException("the gate passes one result at a time");
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        throw new SQLFeatureNotSupportedException("the gate does not pass changes through cursors; use UPDATE");
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        // The gate's language has no JDBC escapes, so there is nothing to switch.
        tell(statement -> statement.setEscapeProcessing(enable));
    }

    @Override
    public boolean isClosed() throws SQLException {
        return ask(Statement::isClosed);
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        tell(Statement::closeOnCompletion);
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        return ask(Statement::isCloseOnCompletion);
    }

    @Override
    public void close() throws SQLException {
        try {
            endCurrent();
        } finally {
            tell(Statement::close);
        }
    }
}

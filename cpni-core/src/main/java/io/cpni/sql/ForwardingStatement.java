package io.cpni.sql;

import java.sql.SQLException;
import java.sql.Statement;

/** Passes settings of a statement on; what runs SQL or hands out results is left to its subclasses. */
abstract class ForwardingStatement extends Forwarding<Statement> implements Statement {

    ForwardingStatement(Statement delegate) {
        super(delegate);
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        return ask(Statement::getMaxFieldSize);
    }

    @Override
    public void setMaxFieldSize(int a) throws SQLException {
        tell(statement -> statement.setMaxFieldSize(a));
    }

    @Override
    public int getMaxRows() throws SQLException {
        return ask(Statement::getMaxRows);
    }

    @Override
    public void setMaxRows(int a) throws SQLException {
        tell(statement -> statement.setMaxRows(a));
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        return ask(Statement::getQueryTimeout);
    }

    @Override
    public void setQueryTimeout(int a) throws SQLException {
        tell(statement -> statement.setQueryTimeout(a));
    }

    @Override
    public void cancel() throws SQLException {
        tell(Statement::cancel);
    }

    @Override
    public void clearWarnings() throws SQLException {
        tell(Statement::clearWarnings);
    }

    @Override
    public void setFetchDirection(int a) throws SQLException {
        tell(statement -> statement.setFetchDirection(a));
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return ask(Statement::getFetchDirection);
    }

    @Override
    public void setFetchSize(int a) throws SQLException {
        tell(statement -> statement.setFetchSize(a));
    }

    @Override
    public int getFetchSize() throws SQLException {
        return ask(Statement::getFetchSize);
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        return ask(Statement::getResultSetConcurrency);
    }

    @Override
    public int getResultSetType() throws SQLException {
        return ask(Statement::getResultSetType);
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        return ask(Statement::getResultSetHoldability);
    }

    @Override
    public void setPoolable(boolean a) throws SQLException {
        tell(statement -> statement.setPoolable(a));
    }

    @Override
    public boolean isPoolable() throws SQLException {
        return ask(Statement::isPoolable);
    }

    @Override
    public void setLargeMaxRows(long a) throws SQLException {
        tell(statement -> statement.setLargeMaxRows(a));
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        return ask(Statement::getLargeMaxRows);
    }
}

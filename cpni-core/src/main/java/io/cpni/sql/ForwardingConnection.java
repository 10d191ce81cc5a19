package io.cpni.sql;

import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * Passes settings of a connection on; what creates statements, ends transactions or hands out other objects is left to
 * its subclass.
 */
abstract class ForwardingConnection extends Forwarding<Connection> implements Connection {

    ForwardingConnection(Connection delegate) {
        super(delegate);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return ask(Connection::getAutoCommit);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return ask(Connection::isClosed);
    }

    @Override
    public void setReadOnly(boolean a) throws SQLException {
        tell(connection -> connection.setReadOnly(a));
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return ask(Connection::isReadOnly);
    }

    @Override
    public String getCatalog() throws SQLException {
        return ask(Connection::getCatalog);
    }

    @Override
    public void setTransactionIsolation(int a) throws SQLException {
        tell(connection -> connection.setTransactionIsolation(a));
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        return ask(Connection::getTransactionIsolation);
    }

    @Override
    public void clearWarnings() throws SQLException {
        tell(Connection::clearWarnings);
    }

    @Override
    public void setHoldability(int a) throws SQLException {
        tell(connection -> connection.setHoldability(a));
    }

    @Override
    public int getHoldability() throws SQLException {
        return ask(Connection::getHoldability);
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return ask(Connection::setSavepoint);
    }

    @Override
    public Savepoint setSavepoint(String a) throws SQLException {
        return ask(connection -> connection.setSavepoint(a));
    }

    @Override
    public void releaseSavepoint(Savepoint a) throws SQLException {
        tell(connection -> connection.releaseSavepoint(a));
    }

    @Override
    public boolean isValid(int a) throws SQLException {
        return ask(connection -> connection.isValid(a));
    }

    @Override
    public void setClientInfo(String a, String b) throws SQLClientInfoException {
        try {
            delegate.setClientInfo(a, b);
        } catch (SQLClientInfoException e) {
            throw ServerText.withhold(e);
        }
    }

    @Override
    public void setClientInfo(Properties a) throws SQLClientInfoException {
        try {
            delegate.setClientInfo(a);
        } catch (SQLClientInfoException e) {
            throw ServerText.withhold(e);
        }
    }

    @Override
    public String getClientInfo(String a) throws SQLException {
        return ask(connection -> connection.getClientInfo(a));
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        return ask(Connection::getClientInfo);
    }

    @Override
    public String getSchema() throws SQLException {
        return ask(Connection::getSchema);
    }

    @Override
    public void setNetworkTimeout(Executor a, int b) throws SQLException {
        tell(connection -> connection.setNetworkTimeout(a, b));
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        return ask(Connection::getNetworkTimeout);
    }

    @Override
    public void beginRequest() throws SQLException {
        tell(Connection::beginRequest);
    }

    @Override
    public void endRequest() throws SQLException {
        tell(Connection::endRequest);
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey a, ShardingKey b, int c) throws SQLException {
        return ask(connection -> connection.setShardingKeyIfValid(a, b, c));
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey a, int b) throws SQLException {
        return ask(connection -> connection.setShardingKeyIfValid(a, b));
    }

    @Override
    public void setShardingKey(ShardingKey a, ShardingKey b) throws SQLException {
        tell(connection -> connection.setShardingKey(a, b));
    }

    @Override
    public void setShardingKey(ShardingKey a) throws SQLException {
        tell(connection -> connection.setShardingKey(a));
    }
}

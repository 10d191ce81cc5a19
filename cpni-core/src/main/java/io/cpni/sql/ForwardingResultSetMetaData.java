package io.cpni.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Passes questions about columns on, each index through a check. */
abstract class ForwardingResultSetMetaData implements ResultSetMetaData {

    final ResultSetMetaData delegate;

    ForwardingResultSetMetaData(ResultSetMetaData delegate) {
        this.delegate = delegate;
    }

    /** Checks a column index that a caller gave. */
    abstract int column(int index) throws SQLException;

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("the gate does not hand out what it guards; asked for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    @Override
    public boolean isAutoIncrement(int a) throws SQLException {
        return delegate.isAutoIncrement(column(a));
    }

    @Override
    public boolean isCaseSensitive(int a) throws SQLException {
        return delegate.isCaseSensitive(column(a));
    }

    @Override
    public boolean isSearchable(int a) throws SQLException {
        return delegate.isSearchable(column(a));
    }

    @Override
    public boolean isCurrency(int a) throws SQLException {
        return delegate.isCurrency(column(a));
    }

    @Override
    public int isNullable(int a) throws SQLException {
        return delegate.isNullable(column(a));
    }

    @Override
    public boolean isSigned(int a) throws SQLException {
        return delegate.isSigned(column(a));
    }

    @Override
    public int getColumnDisplaySize(int a) throws SQLException {
        return delegate.getColumnDisplaySize(column(a));
    }

    @Override
    public String getColumnLabel(int a) throws SQLException {
        return delegate.getColumnLabel(column(a));
    }

    @Override
    public String getColumnName(int a) throws SQLException {
        return delegate.getColumnName(column(a));
    }

    @Override
    public String getSchemaName(int a) throws SQLException {
        return delegate.getSchemaName(column(a));
    }

    @Override
    public int getPrecision(int a) throws SQLException {
        return delegate.getPrecision(column(a));
    }

    @Override
    public int getScale(int a) throws SQLException {
        return delegate.getScale(column(a));
    }

    @Override
    public String getTableName(int a) throws SQLException {
        return delegate.getTableName(column(a));
    }

    @Override
    public String getCatalogName(int a) throws SQLException {
        return delegate.getCatalogName(column(a));
    }

    @Override
    public int getColumnType(int a) throws SQLException {
        return delegate.getColumnType(column(a));
    }

    @Override
    public String getColumnTypeName(int a) throws SQLException {
        return delegate.getColumnTypeName(column(a));
    }

    @Override
    public boolean isReadOnly(int a) throws SQLException {
        return delegate.isReadOnly(column(a));
    }

    @Override
    public boolean isWritable(int a) throws SQLException {
        return delegate.isWritable(column(a));
    }

    @Override
    public boolean isDefinitelyWritable(int a) throws SQLException {
        return delegate.isDefinitelyWritable(column(a));
    }

    @Override
    public String getColumnClassName(int a) throws SQLException {
        return delegate.getColumnClassName(column(a));
    }
}

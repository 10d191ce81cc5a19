package io.cpni.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Passes questions about columns on, each index through a check. */
abstract class ForwardingResultSetMetaData extends Forwarding<ResultSetMetaData> implements ResultSetMetaData {

    ForwardingResultSetMetaData(ResultSetMetaData delegate) {
        super(delegate);
    }

    /** Checks a column index that a caller gave. */
    abstract int column(int index) throws SQLException;

    /** Tells something of a column. */
    private interface Getter<T> {
        T get(ResultSetMetaData metaData, int index) throws SQLException;
    }

    private <T> T of(int index, Getter<T> getter) throws SQLException {
        return ask(metaData -> getter.get(metaData, index));
    }

    @Override
    public boolean isAutoIncrement(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isAutoIncrement);
    }

    @Override
    public boolean isCaseSensitive(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isCaseSensitive);
    }

    @Override
    public boolean isSearchable(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isSearchable);
    }

    @Override
    public boolean isCurrency(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isCurrency);
    }

    @Override
    public int isNullable(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isNullable);
    }

    @Override
    public boolean isSigned(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isSigned);
    }

    @Override
    public int getColumnDisplaySize(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getColumnDisplaySize);
    }

    @Override
    public String getColumnLabel(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getColumnLabel);
    }

    @Override
    public String getColumnName(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getColumnName);
    }

    @Override
    public String getSchemaName(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getSchemaName);
    }

    @Override
    public int getPrecision(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getPrecision);
    }

    @Override
    public int getScale(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getScale);
    }

    @Override
    public String getTableName(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getTableName);
    }

    @Override
    public String getCatalogName(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getCatalogName);
    }

    @Override
    public int getColumnType(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getColumnType);
    }

    @Override
    public String getColumnTypeName(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getColumnTypeName);
    }

    @Override
    public boolean isReadOnly(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isReadOnly);
    }

    @Override
    public boolean isWritable(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isWritable);
    }

    @Override
    public boolean isDefinitelyWritable(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::isDefinitelyWritable);
    }

    @Override
    public String getColumnClassName(int a) throws SQLException {
        return of(column(a), ResultSetMetaData::getColumnClassName);
    }
}

package io.cpni.sql;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes reading on to a result set, each column through a check, and changes not at all. */
abstract class ForwardingResultSet implements ResultSet {

    final ResultSet delegate;

    ForwardingResultSet(ResultSet delegate) {
        this.delegate = delegate;
    }

    /** Checks a column index that a caller gave. */
    abstract int column(int index) throws SQLException;

    /** Checks a column label that a caller gave. */
    abstract String column(String label) throws SQLException;

    /** Checks a column that is about to be read as a large object; returns the column. */
    abstract int largeObject(int index) throws SQLException;

    /** Checks a column that is about to be read as a large object; returns the column. */
    private int largeObject(String label) throws SQLException {
        return largeObject(delegate.findColumn(label));
    }

    /** Returns a value without what would lead from it to the driver's connection. */
    private static @Nullable Object released(@Nullable Object value) throws SQLException {
        if (value instanceof ResultSet) {
            throw new SQLFeatureNotSupportedException("the gate passes no result within a result");
        }
        return value instanceof Array array ? GuardedArray.of(array) : value;
    }

    private static SQLException notUpdatable() {
        return new SQLFeatureNotSupportedException("the gate does not pass changes through a result set; use UPDATE");
    }

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
    public boolean next() throws SQLException {
        return delegate.next();
    }

    @Override
    public void close() throws SQLException {
        delegate.close();
    }

    @Override
    public boolean wasNull() throws SQLException {
        return delegate.wasNull();
    }

    @Override
    public String getString(int a) throws SQLException {
        return delegate.getString(column(a));
    }

    @Override
    public boolean getBoolean(int a) throws SQLException {
        return delegate.getBoolean(column(a));
    }

    @Override
    public byte getByte(int a) throws SQLException {
        return delegate.getByte(column(a));
    }

    @Override
    public short getShort(int a) throws SQLException {
        return delegate.getShort(column(a));
    }

    @Override
    public int getInt(int a) throws SQLException {
        return delegate.getInt(column(a));
    }

    @Override
    public long getLong(int a) throws SQLException {
        return delegate.getLong(column(a));
    }

    @Override
    public float getFloat(int a) throws SQLException {
        return delegate.getFloat(column(a));
    }

    @Override
    public double getDouble(int a) throws SQLException {
        return delegate.getDouble(column(a));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int a, int b) throws SQLException {
        return delegate.getBigDecimal(column(a), b);
    }

    @Override
    public byte[] getBytes(int a) throws SQLException {
        return delegate.getBytes(column(a));
    }

    @Override
    public Date getDate(int a) throws SQLException {
        return delegate.getDate(column(a));
    }

    @Override
    public Time getTime(int a) throws SQLException {
        return delegate.getTime(column(a));
    }

    @Override
    public Timestamp getTimestamp(int a) throws SQLException {
        return delegate.getTimestamp(column(a));
    }

    @Override
    public InputStream getAsciiStream(int a) throws SQLException {
        return delegate.getAsciiStream(column(a));
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int a) throws SQLException {
        return delegate.getUnicodeStream(column(a));
    }

    @Override
    public InputStream getBinaryStream(int a) throws SQLException {
        return delegate.getBinaryStream(column(a));
    }

    @Override
    public String getString(String a) throws SQLException {
        return delegate.getString(column(a));
    }

    @Override
    public boolean getBoolean(String a) throws SQLException {
        return delegate.getBoolean(column(a));
    }

    @Override
    public byte getByte(String a) throws SQLException {
        return delegate.getByte(column(a));
    }

    @Override
    public short getShort(String a) throws SQLException {
        return delegate.getShort(column(a));
    }

    @Override
    public int getInt(String a) throws SQLException {
        return delegate.getInt(column(a));
    }

    @Override
    public long getLong(String a) throws SQLException {
        return delegate.getLong(column(a));
    }

    @Override
    public float getFloat(String a) throws SQLException {
        return delegate.getFloat(column(a));
    }

    @Override
    public double getDouble(String a) throws SQLException {
        return delegate.getDouble(column(a));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(String a, int b) throws SQLException {
        return delegate.getBigDecimal(column(a), b);
    }

    @Override
    public byte[] getBytes(String a) throws SQLException {
        return delegate.getBytes(column(a));
    }

    @Override
    public Date getDate(String a) throws SQLException {
        return delegate.getDate(column(a));
    }

    @Override
    public Time getTime(String a) throws SQLException {
        return delegate.getTime(column(a));
    }

    @Override
    public Timestamp getTimestamp(String a) throws SQLException {
        return delegate.getTimestamp(column(a));
    }

    @Override
    public InputStream getAsciiStream(String a) throws SQLException {
        return delegate.getAsciiStream(column(a));
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String a) throws SQLException {
        return delegate.getUnicodeStream(column(a));
    }

    @Override
    public InputStream getBinaryStream(String a) throws SQLException {
        return delegate.getBinaryStream(column(a));
    }

    @Override
    public void clearWarnings() throws SQLException {
        delegate.clearWarnings();
    }

    @Override
    public String getCursorName() throws SQLException {
        return delegate.getCursorName();
    }

    @Override
    public @Nullable Object getObject(int a) throws SQLException {
        return released(delegate.getObject(column(a)));
    }

    @Override
    public @Nullable Object getObject(String a) throws SQLException {
        return released(delegate.getObject(column(a)));
    }

    @Override
    public int findColumn(String a) throws SQLException {
        return delegate.findColumn(column(a));
    }

    @Override
    public Reader getCharacterStream(int a) throws SQLException {
        return delegate.getCharacterStream(column(a));
    }

    @Override
    public Reader getCharacterStream(String a) throws SQLException {
        return delegate.getCharacterStream(column(a));
    }

    @Override
    public BigDecimal getBigDecimal(int a) throws SQLException {
        return delegate.getBigDecimal(column(a));
    }

    @Override
    public BigDecimal getBigDecimal(String a) throws SQLException {
        return delegate.getBigDecimal(column(a));
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return delegate.isBeforeFirst();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        return delegate.isAfterLast();
    }

    @Override
    public boolean isFirst() throws SQLException {
        return delegate.isFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        return delegate.isLast();
    }

    @Override
    public void beforeFirst() throws SQLException {
        delegate.beforeFirst();
    }

    @Override
    public void afterLast() throws SQLException {
        delegate.afterLast();
    }

    @Override
    public boolean first() throws SQLException {
        return delegate.first();
    }

    @Override
    public boolean last() throws SQLException {
        return delegate.last();
    }

    @Override
    public int getRow() throws SQLException {
        return delegate.getRow();
    }

    @Override
    public boolean absolute(int a) throws SQLException {
        return delegate.absolute(a);
    }

    @Override
    public boolean relative(int a) throws SQLException {
        return delegate.relative(a);
    }

    @Override
    public boolean previous() throws SQLException {
        return delegate.previous();
    }

    @Override
    public void setFetchDirection(int a) throws SQLException {
        delegate.setFetchDirection(a);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return delegate.getFetchDirection();
    }

    @Override
    public void setFetchSize(int a) throws SQLException {
        delegate.setFetchSize(a);
    }

    @Override
    public int getFetchSize() throws SQLException {
        return delegate.getFetchSize();
    }

    @Override
    public int getType() throws SQLException {
        return delegate.getType();
    }

    @Override
    public int getConcurrency() throws SQLException {
        return delegate.getConcurrency();
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        return delegate.rowUpdated();
    }

    @Override
    public boolean rowInserted() throws SQLException {
        return delegate.rowInserted();
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        return delegate.rowDeleted();
    }

    @Override
    public void updateNull(int a) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBoolean(int a, boolean b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateByte(int a, byte b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateShort(int a, short b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateInt(int a, int b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateLong(int a, long b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateFloat(int a, float b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateDouble(int a, double b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBigDecimal(int a, BigDecimal b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateString(int a, String b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBytes(int a, byte[] b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateDate(int a, Date b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateTime(int a, Time b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateTimestamp(int a, Timestamp b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateAsciiStream(int a, InputStream b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBinaryStream(int a, InputStream b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateCharacterStream(int a, Reader b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(int a, Object b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(int a, Object b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNull(String a) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBoolean(String a, boolean b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateByte(String a, byte b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateShort(String a, short b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateInt(String a, int b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateLong(String a, long b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateFloat(String a, float b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateDouble(String a, double b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBigDecimal(String a, BigDecimal b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateString(String a, String b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBytes(String a, byte[] b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateDate(String a, Date b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateTime(String a, Time b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateTimestamp(String a, Timestamp b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateAsciiStream(String a, InputStream b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBinaryStream(String a, InputStream b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateCharacterStream(String a, Reader b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(String a, Object b, int c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(String a, Object b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void insertRow() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateRow() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void deleteRow() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void refreshRow() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        throw notUpdatable();
    }

    @Override
    public @Nullable Object getObject(int a, Map<String, Class<?>> b) throws SQLException {
        return released(delegate.getObject(column(a), b));
    }

    @Override
    public Ref getRef(int a) throws SQLException {
        return delegate.getRef(column(a));
    }

    @Override
    public Blob getBlob(int a) throws SQLException {
        return delegate.getBlob(largeObject(column(a)));
    }

    @Override
    public Clob getClob(int a) throws SQLException {
        return delegate.getClob(largeObject(column(a)));
    }

    @Override
    public @Nullable Array getArray(int a) throws SQLException {
        return GuardedArray.of(delegate.getArray(column(a)));
    }

    @Override
    public @Nullable Object getObject(String a, Map<String, Class<?>> b) throws SQLException {
        return released(delegate.getObject(column(a), b));
    }

    @Override
    public Ref getRef(String a) throws SQLException {
        return delegate.getRef(column(a));
    }

    @Override
    public Blob getBlob(String a) throws SQLException {
        return delegate.getBlob(largeObject(column(a)));
    }

    @Override
    public Clob getClob(String a) throws SQLException {
        return delegate.getClob(largeObject(column(a)));
    }

    @Override
    public @Nullable Array getArray(String a) throws SQLException {
        return GuardedArray.of(delegate.getArray(column(a)));
    }

    @Override
    public Date getDate(int a, Calendar b) throws SQLException {
        return delegate.getDate(column(a), b);
    }

    @Override
    public Date getDate(String a, Calendar b) throws SQLException {
        return delegate.getDate(column(a), b);
    }

    @Override
    public Time getTime(int a, Calendar b) throws SQLException {
        return delegate.getTime(column(a), b);
    }

    @Override
    public Time getTime(String a, Calendar b) throws SQLException {
        return delegate.getTime(column(a), b);
    }

    @Override
    public Timestamp getTimestamp(int a, Calendar b) throws SQLException {
        return delegate.getTimestamp(column(a), b);
    }

    @Override
    public Timestamp getTimestamp(String a, Calendar b) throws SQLException {
        return delegate.getTimestamp(column(a), b);
    }

    @Override
    public URL getURL(int a) throws SQLException {
        return delegate.getURL(column(a));
    }

    @Override
    public URL getURL(String a) throws SQLException {
        return delegate.getURL(column(a));
    }

    @Override
    public void updateRef(int a, Ref b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateRef(String a, Ref b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBlob(int a, Blob b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBlob(String a, Blob b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateClob(int a, Clob b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateClob(String a, Clob b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateArray(int a, Array b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateArray(String a, Array b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public RowId getRowId(int a) throws SQLException {
        return delegate.getRowId(column(a));
    }

    @Override
    public RowId getRowId(String a) throws SQLException {
        return delegate.getRowId(column(a));
    }

    @Override
    public void updateRowId(int a, RowId b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateRowId(String a, RowId b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public int getHoldability() throws SQLException {
        return delegate.getHoldability();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return delegate.isClosed();
    }

    @Override
    public void updateNString(int a, String b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNString(String a, String b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNClob(int a, NClob b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNClob(String a, NClob b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public NClob getNClob(int a) throws SQLException {
        return delegate.getNClob(largeObject(column(a)));
    }

    @Override
    public NClob getNClob(String a) throws SQLException {
        return delegate.getNClob(largeObject(column(a)));
    }

    @Override
    public SQLXML getSQLXML(int a) throws SQLException {
        return delegate.getSQLXML(column(a));
    }

    @Override
    public SQLXML getSQLXML(String a) throws SQLException {
        return delegate.getSQLXML(column(a));
    }

    @Override
    public void updateSQLXML(int a, SQLXML b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateSQLXML(String a, SQLXML b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public String getNString(int a) throws SQLException {
        return delegate.getNString(column(a));
    }

    @Override
    public String getNString(String a) throws SQLException {
        return delegate.getNString(column(a));
    }

    @Override
    public Reader getNCharacterStream(int a) throws SQLException {
        return delegate.getNCharacterStream(column(a));
    }

    @Override
    public Reader getNCharacterStream(String a) throws SQLException {
        return delegate.getNCharacterStream(column(a));
    }

    @Override
    public void updateNCharacterStream(int a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNCharacterStream(String a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateAsciiStream(int a, InputStream b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBinaryStream(int a, InputStream b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateCharacterStream(int a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateAsciiStream(String a, InputStream b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBinaryStream(String a, InputStream b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateCharacterStream(String a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBlob(int a, InputStream b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBlob(String a, InputStream b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateClob(int a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateClob(String a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNClob(int a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNClob(String a, Reader b, long c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNCharacterStream(int a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNCharacterStream(String a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateAsciiStream(int a, InputStream b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBinaryStream(int a, InputStream b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateCharacterStream(int a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateAsciiStream(String a, InputStream b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBinaryStream(String a, InputStream b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateCharacterStream(String a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBlob(int a, InputStream b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateBlob(String a, InputStream b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateClob(int a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateClob(String a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNClob(int a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateNClob(String a, Reader b) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public <T> @Nullable T getObject(int a, Class<T> b) throws SQLException {
        boolean large = Blob.class.isAssignableFrom(b) || Clob.class.isAssignableFrom(b);
        return b.cast(
                released(large ? delegate.getObject(largeObject(column(a)), b) : delegate.getObject(column(a), b)));
    }

    @Override
    public <T> @Nullable T getObject(String a, Class<T> b) throws SQLException {
        boolean large = Blob.class.isAssignableFrom(b) || Clob.class.isAssignableFrom(b);
        return b.cast(
                released(large ? delegate.getObject(largeObject(column(a)), b) : delegate.getObject(column(a), b)));
    }

    @Override
    public void updateObject(int a, Object b, SQLType c, int d) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(String a, Object b, SQLType c, int d) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(int a, Object b, SQLType c) throws SQLException {
        throw notUpdatable();
    }

    @Override
    public void updateObject(String a, Object b, SQLType c) throws SQLException {
        throw notUpdatable();
    }
}

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
abstract class ForwardingResultSet extends Forwarding<ResultSet> implements ResultSet {

    ForwardingResultSet(ResultSet delegate) {
        super(delegate);
    }

    /** Checks a column index that a caller gave. */
    abstract int column(int index) throws SQLException;

    /** Takes note that a caller tried to change a row. */
    abstract void changeRefused();

    /** Checks a column that is about to be read as a large object; returns the column. */
    abstract int largeObject(int index) throws SQLException;

    /** Tells whether the row that is read shows a token in a column, and not its value. */
    abstract boolean isToken(int index) throws SQLException;

    /** Reads a column of a row. */
    private interface Getter<T extends @Nullable Object> {
        T get(ResultSet rows, int index) throws SQLException;
    }

    private <T extends @Nullable Object> T read(int index, Getter<T> getter) throws SQLException {
        if (isToken(index)) {
            throw new SQLException("column " + index + " shows a token, which is read as a text");
        }
        try {
            return getter.get(delegate, index);
        } catch (SQLException e) {
            throw withheld(e);
        }
    }

    /** Returns a value without what would lead from it to the driver's connection. */
    private static @Nullable Object released(@Nullable Object value) throws SQLException {
        if (value instanceof String || value instanceof Number) {
            // Found at once, where the interfaces below take a search through all that a class implements.
            return value;
        }
        if (value instanceof ResultSet) {
            throw new SQLFeatureNotSupportedException("the gate passes no result within a result");
        }
        return value instanceof Array array ? GuardedArray.of(array) : value;
    }

    private SQLException notUpdatable() {
        changeRefused();
        return new SQLFeatureNotSupportedException("the gate does not pass changes through a result set; use UPDATE");
    }

    @Override
    public boolean next() throws SQLException {
        return ask(ResultSet::next);
    }

    @Override
    public void close() throws SQLException {
        tell(ResultSet::close);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return ask(ResultSet::wasNull);
    }

    @Override
    public @Nullable String getString(int a) throws SQLException {
        return read(column(a), ResultSet::getString);
    }

    @Override
    public boolean getBoolean(int a) throws SQLException {
        return read(column(a), ResultSet::getBoolean);
    }

    @Override
    public byte getByte(int a) throws SQLException {
        return read(column(a), ResultSet::getByte);
    }

    @Override
    public short getShort(int a) throws SQLException {
        return read(column(a), ResultSet::getShort);
    }

    @Override
    public int getInt(int a) throws SQLException {
        return read(column(a), ResultSet::getInt);
    }

    @Override
    public long getLong(int a) throws SQLException {
        return read(column(a), ResultSet::getLong);
    }

    @Override
    public float getFloat(int a) throws SQLException {
        return read(column(a), ResultSet::getFloat);
    }

    @Override
    public double getDouble(int a) throws SQLException {
        return read(column(a), ResultSet::getDouble);
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int a, int b) throws SQLException {
        return read(column(a), (rows, at) -> rows.getBigDecimal(at, b));
    }

    @Override
    public byte[] getBytes(int a) throws SQLException {
        return read(column(a), ResultSet::getBytes);
    }

    @Override
    public Date getDate(int a) throws SQLException {
        return read(column(a), ResultSet::getDate);
    }

    @Override
    public Time getTime(int a) throws SQLException {
        return read(column(a), ResultSet::getTime);
    }

    @Override
    public Timestamp getTimestamp(int a) throws SQLException {
        return read(column(a), ResultSet::getTimestamp);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int a) throws SQLException {
        return read(column(a), ResultSet::getAsciiStream);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int a) throws SQLException {
        return read(column(a), ResultSet::getUnicodeStream);
    }

    @Override
    public InputStream getBinaryStream(int a) throws SQLException {
        return read(column(a), ResultSet::getBinaryStream);
    }

    @Override
    public @Nullable String getString(String a) throws SQLException {
        return getString(findColumn(a));
    }

    @Override
    public boolean getBoolean(String a) throws SQLException {
        return getBoolean(findColumn(a));
    }

    @Override
    public byte getByte(String a) throws SQLException {
        return getByte(findColumn(a));
    }

    @Override
    public short getShort(String a) throws SQLException {
        return getShort(findColumn(a));
    }

    @Override
    public int getInt(String a) throws SQLException {
        return getInt(findColumn(a));
    }

    @Override
    public long getLong(String a) throws SQLException {
        return getLong(findColumn(a));
    }

    @Override
    public float getFloat(String a) throws SQLException {
        return getFloat(findColumn(a));
    }

    @Override
    public double getDouble(String a) throws SQLException {
        return getDouble(findColumn(a));
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(String a, int b) throws SQLException {
        return getBigDecimal(findColumn(a), b);
    }

    @Override
    public byte[] getBytes(String a) throws SQLException {
        return getBytes(findColumn(a));
    }

    @Override
    public Date getDate(String a) throws SQLException {
        return getDate(findColumn(a));
    }

    @Override
    public Time getTime(String a) throws SQLException {
        return getTime(findColumn(a));
    }

    @Override
    public Timestamp getTimestamp(String a) throws SQLException {
        return getTimestamp(findColumn(a));
    }

    @Override
    public @Nullable InputStream getAsciiStream(String a) throws SQLException {
        return getAsciiStream(findColumn(a));
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String a) throws SQLException {
        return getUnicodeStream(findColumn(a));
    }

    @Override
    public InputStream getBinaryStream(String a) throws SQLException {
        return getBinaryStream(findColumn(a));
    }

    @Override
    public void clearWarnings() throws SQLException {
        tell(ResultSet::clearWarnings);
    }

    @Override
    public String getCursorName() throws SQLException {
        return ask(ResultSet::getCursorName);
    }

    @Override
    public @Nullable Object getObject(int a) throws SQLException {
        return released(read(column(a), ResultSet::getObject));
    }

    @Override
    public @Nullable Object getObject(String a) throws SQLException {
        return getObject(findColumn(a));
    }

    @Override
    public @Nullable Reader getCharacterStream(int a) throws SQLException {
        return read(column(a), ResultSet::getCharacterStream);
    }

    @Override
    public @Nullable Reader getCharacterStream(String a) throws SQLException {
        return getCharacterStream(findColumn(a));
    }

    @Override
    public BigDecimal getBigDecimal(int a) throws SQLException {
        return read(column(a), ResultSet::getBigDecimal);
    }

    @Override
    public BigDecimal getBigDecimal(String a) throws SQLException {
        return getBigDecimal(findColumn(a));
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return ask(ResultSet::isBeforeFirst);
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        return ask(ResultSet::isAfterLast);
    }

    @Override
    public boolean isFirst() throws SQLException {
        return ask(ResultSet::isFirst);
    }

    @Override
    public boolean isLast() throws SQLException {
        return ask(ResultSet::isLast);
    }

    @Override
    public void beforeFirst() throws SQLException {
        tell(ResultSet::beforeFirst);
    }

    @Override
    public void afterLast() throws SQLException {
        tell(ResultSet::afterLast);
    }

    @Override
    public boolean first() throws SQLException {
        return ask(ResultSet::first);
    }

    @Override
    public boolean last() throws SQLException {
        return ask(ResultSet::last);
    }

    @Override
    public int getRow() throws SQLException {
        return ask(ResultSet::getRow);
    }

    @Override
    public boolean absolute(int a) throws SQLException {
        return ask(rows -> rows.absolute(a));
    }

    @Override
    public boolean relative(int a) throws SQLException {
        return ask(rows -> rows.relative(a));
    }

    @Override
    public boolean previous() throws SQLException {
        return ask(ResultSet::previous);
    }

    @Override
    public void setFetchDirection(int a) throws SQLException {
        tell(rows -> rows.setFetchDirection(a));
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return ask(ResultSet::getFetchDirection);
    }

    @Override
    public void setFetchSize(int a) throws SQLException {
        tell(rows -> rows.setFetchSize(a));
    }

    @Override
    public int getFetchSize() throws SQLException {
        return ask(ResultSet::getFetchSize);
    }

    @Override
    public int getType() throws SQLException {
        return ask(ResultSet::getType);
    }

    @Override
    public int getConcurrency() throws SQLException {
        return ask(ResultSet::getConcurrency);
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        return ask(ResultSet::rowUpdated);
    }

    @Override
    public boolean rowInserted() throws SQLException {
        return ask(ResultSet::rowInserted);
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        return ask(ResultSet::rowDeleted);
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
        return released(read(column(a), (rows, at) -> rows.getObject(at, b)));
    }

    @Override
    public Ref getRef(int a) throws SQLException {
        return read(column(a), ResultSet::getRef);
    }

    @Override
    public Blob getBlob(int a) throws SQLException {
        return read(largeObject(column(a)), ResultSet::getBlob);
    }

    @Override
    public Clob getClob(int a) throws SQLException {
        return read(largeObject(column(a)), ResultSet::getClob);
    }

    @Override
    public @Nullable Array getArray(int a) throws SQLException {
        return GuardedArray.of(read(column(a), ResultSet::getArray));
    }

    @Override
    public @Nullable Object getObject(String a, Map<String, Class<?>> b) throws SQLException {
        return getObject(findColumn(a), b);
    }

    @Override
    public Ref getRef(String a) throws SQLException {
        return getRef(findColumn(a));
    }

    @Override
    public Blob getBlob(String a) throws SQLException {
        return getBlob(findColumn(a));
    }

    @Override
    public Clob getClob(String a) throws SQLException {
        return getClob(findColumn(a));
    }

    @Override
    public @Nullable Array getArray(String a) throws SQLException {
        return getArray(findColumn(a));
    }

    @Override
    public Date getDate(int a, Calendar b) throws SQLException {
        return read(column(a), (rows, at) -> rows.getDate(at, b));
    }

    @Override
    public Date getDate(String a, Calendar b) throws SQLException {
        return getDate(findColumn(a), b);
    }

    @Override
    public Time getTime(int a, Calendar b) throws SQLException {
        return read(column(a), (rows, at) -> rows.getTime(at, b));
    }

    @Override
    public Time getTime(String a, Calendar b) throws SQLException {
        return getTime(findColumn(a), b);
    }

    @Override
    public Timestamp getTimestamp(int a, Calendar b) throws SQLException {
        return read(column(a), (rows, at) -> rows.getTimestamp(at, b));
    }

    @Override
    public Timestamp getTimestamp(String a, Calendar b) throws SQLException {
        return getTimestamp(findColumn(a), b);
    }

    @Override
    public URL getURL(int a) throws SQLException {
        return read(column(a), ResultSet::getURL);
    }

    @Override
    public URL getURL(String a) throws SQLException {
        return getURL(findColumn(a));
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
        return read(column(a), ResultSet::getRowId);
    }

    @Override
    public RowId getRowId(String a) throws SQLException {
        return getRowId(findColumn(a));
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
        return ask(ResultSet::getHoldability);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return ask(ResultSet::isClosed);
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
        return read(largeObject(column(a)), ResultSet::getNClob);
    }

    @Override
    public NClob getNClob(String a) throws SQLException {
        return getNClob(findColumn(a));
    }

    @Override
    public SQLXML getSQLXML(int a) throws SQLException {
        return read(column(a), ResultSet::getSQLXML);
    }

    @Override
    public SQLXML getSQLXML(String a) throws SQLException {
        return getSQLXML(findColumn(a));
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
    public @Nullable String getNString(int a) throws SQLException {
        return read(column(a), ResultSet::getNString);
    }

    @Override
    public @Nullable String getNString(String a) throws SQLException {
        return getNString(findColumn(a));
    }

    @Override
    public @Nullable Reader getNCharacterStream(int a) throws SQLException {
        return read(column(a), ResultSet::getNCharacterStream);
    }

    @Override
    public @Nullable Reader getNCharacterStream(String a) throws SQLException {
        return getNCharacterStream(findColumn(a));
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
        int index = large ? largeObject(column(a)) : column(a);
        return b.cast(released(read(index, (rows, at) -> rows.getObject(at, b))));
    }

    @Override
    public <T> @Nullable T getObject(String a, Class<T> b) throws SQLException {
        return getObject(findColumn(a), b);
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

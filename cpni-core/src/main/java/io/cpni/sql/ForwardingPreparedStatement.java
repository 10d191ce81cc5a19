package io.cpni.sql;

import io.cpni.label.ValueFamily;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Passes parameters on to a prepared statement, each to the place where it stands after rewriting. */
abstract class ForwardingPreparedStatement extends GuardedStatementBase implements PreparedStatement {

    final PreparedStatement prepared;

    ForwardingPreparedStatement(GuardedConnection connection, PreparedStatement prepared) {
        super(connection, prepared);
        this.prepared = prepared;
    }

    /** Sets a parameter of the driver's statement. */
    interface Setter {
        void set(int position) throws SQLException;
    }

    /**
     * Sets the caller's parameter at the place where it stands after rewriting.
     *
     * @param index which one, counted from 1
     * @param family the family of its value; null for a null, which fits everywhere
     * @param value the value, as it is now; {@link SqlLiteral#unread} for what the driver alone may read
     */
    abstract void bind(int index, @Nullable ValueFamily family, @Nullable Object value, Setter setter)
            throws SQLException;

    /** Returns a value that stays as it is although the caller may go on using the object. */
    abstract <T> @Nullable T kept(@Nullable T value);

    @Override
    public void setNull(int a, int b) throws SQLException {
        bind(a, null, null, at -> prepared.setNull(at, b));
    }

    @Override
    public void setBoolean(int a, boolean b) throws SQLException {
        bind(a, ValueFamily.BOOLEAN, b, at -> prepared.setBoolean(at, b));
    }

    @Override
    public void setByte(int a, byte b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setByte(at, b));
    }

    @Override
    public void setShort(int a, short b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setShort(at, b));
    }

    @Override
    public void setInt(int a, int b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setInt(at, b));
    }

    @Override
    public void setLong(int a, long b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setLong(at, b));
    }

    @Override
    public void setFloat(int a, float b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setFloat(at, b));
    }

    @Override
    public void setDouble(int a, double b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setDouble(at, b));
    }

    @Override
    public void setBigDecimal(int a, @Nullable BigDecimal b) throws SQLException {
        bind(a, ValueFamily.NUMBER, b, at -> prepared.setBigDecimal(at, b));
    }

    @Override
    public void setString(int a, @Nullable String b) throws SQLException {
        bind(a, ValueFamily.TEXT, b, at -> prepared.setString(at, b));
    }

    @Override
    public void setBytes(int a, byte @Nullable [] b) throws SQLException {
        byte @Nullable [] kept = kept(b);
        bind(a, ValueFamily.BINARY, kept, at -> prepared.setBytes(at, kept));
    }

    @Override
    public void setDate(int a, @Nullable Date b) throws SQLException {
        @Nullable Date kept = kept(b);
        bind(a, ValueFamily.TEMPORAL, kept, at -> prepared.setDate(at, kept));
    }

    @Override
    public void setTime(int a, @Nullable Time b) throws SQLException {
        @Nullable Time kept = kept(b);
        bind(a, ValueFamily.TEMPORAL, kept, at -> prepared.setTime(at, kept));
    }

    @Override
    public void setTimestamp(int a, @Nullable Timestamp b) throws SQLException {
        @Nullable Timestamp kept = kept(b);
        bind(a, ValueFamily.TEMPORAL, kept, at -> prepared.setTimestamp(at, kept));
    }

    @Override
    public void setAsciiStream(int a, @Nullable InputStream b, int c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setAsciiStream(at, b, c));
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int a, @Nullable InputStream b, int c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setUnicodeStream(at, b, c));
    }

    @Override
    public void setBinaryStream(int a, @Nullable InputStream b, int c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setBinaryStream(at, b, c));
    }

    @Override
    public void setObject(int a, @Nullable Object b, int c) throws SQLException {
        @Nullable Object kept = kept(GuardedArray.ofDriver(b));
        bind(a, ValueFamilies.of(b, c), kept, at -> prepared.setObject(at, kept, c));
    }

    @Override
    public void setObject(int a, @Nullable Object b) throws SQLException {
        @Nullable Object kept = kept(GuardedArray.ofDriver(b));
        bind(a, ValueFamilies.of(b), kept, at -> prepared.setObject(at, kept));
    }

    @Override
    public void setCharacterStream(int a, @Nullable Reader b, int c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setCharacterStream(at, b, c));
    }

    @Override
    public void setRef(int a, @Nullable Ref b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setRef(at, b));
    }

    @Override
    public void setBlob(int a, @Nullable Blob b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setBlob(at, b));
    }

    @Override
    public void setClob(int a, @Nullable Clob b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setClob(at, b));
    }

    @Override
    public void setArray(int a, @Nullable Array b) throws SQLException {
        Array ofDriver = GuardedArray.ofDriver(b);
        bind(a, ValueFamilies.ofElements(b), b, at -> prepared.setArray(at, ofDriver));
    }

    @Override
    public void setDate(int a, @Nullable Date b, @Nullable Calendar c) throws SQLException {
        @Nullable Date keptB = kept(b);
        @Nullable Calendar keptC = kept(c);
        bind(a, ValueFamily.TEMPORAL, keptB, at -> prepared.setDate(at, keptB, keptC));
    }

    @Override
    public void setTime(int a, @Nullable Time b, @Nullable Calendar c) throws SQLException {
        @Nullable Time keptB = kept(b);
        @Nullable Calendar keptC = kept(c);
        bind(a, ValueFamily.TEMPORAL, keptB, at -> prepared.setTime(at, keptB, keptC));
    }

    @Override
    public void setTimestamp(int a, @Nullable Timestamp b, @Nullable Calendar c) throws SQLException {
        @Nullable Timestamp keptB = kept(b);
        @Nullable Calendar keptC = kept(c);
        bind(a, ValueFamily.TEMPORAL, keptB, at -> prepared.setTimestamp(at, keptB, keptC));
    }

    @Override
    public void setNull(int a, int b, @Nullable String c) throws SQLException {
        bind(a, null, null, at -> prepared.setNull(at, b, c));
    }

    @Override
    public void setURL(int a, @Nullable URL b) throws SQLException {
        bind(a, ValueFamily.OTHER, b, at -> prepared.setURL(at, b));
    }

    @Override
    public void setRowId(int a, @Nullable RowId b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setRowId(at, b));
    }

    @Override
    public void setNString(int a, @Nullable String b) throws SQLException {
        bind(a, ValueFamily.TEXT, b, at -> prepared.setNString(at, b));
    }

    @Override
    public void setNCharacterStream(int a, @Nullable Reader b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setNCharacterStream(at, b, c));
    }

    @Override
    public void setNClob(int a, @Nullable NClob b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setNClob(at, b));
    }

    @Override
    public void setClob(int a, @Nullable Reader b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setClob(at, b, c));
    }

    @Override
    public void setBlob(int a, @Nullable InputStream b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setBlob(at, b, c));
    }

    @Override
    public void setNClob(int a, @Nullable Reader b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setNClob(at, b, c));
    }

    @Override
    public void setSQLXML(int a, @Nullable SQLXML b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setSQLXML(at, b));
    }

    @Override
    public void setObject(int a, @Nullable Object b, int c, int d) throws SQLException {
        @Nullable Object kept = kept(GuardedArray.ofDriver(b));
        bind(a, ValueFamilies.of(b, c), kept, at -> prepared.setObject(at, kept, c, d));
    }

    @Override
    public void setAsciiStream(int a, @Nullable InputStream b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setAsciiStream(at, b, c));
    }

    @Override
    public void setBinaryStream(int a, @Nullable InputStream b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setBinaryStream(at, b, c));
    }

    @Override
    public void setCharacterStream(int a, @Nullable Reader b, long c) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setCharacterStream(at, b, c));
    }

    @Override
    public void setAsciiStream(int a, @Nullable InputStream b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setAsciiStream(at, b));
    }

    @Override
    public void setBinaryStream(int a, @Nullable InputStream b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setBinaryStream(at, b));
    }

    @Override
    public void setCharacterStream(int a, @Nullable Reader b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setCharacterStream(at, b));
    }

    @Override
    public void setNCharacterStream(int a, @Nullable Reader b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setNCharacterStream(at, b));
    }

    @Override
    public void setClob(int a, @Nullable Reader b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setClob(at, b));
    }

    @Override
    public void setBlob(int a, @Nullable InputStream b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setBlob(at, b));
    }

    @Override
    public void setNClob(int a, @Nullable Reader b) throws SQLException {
        bind(a, ValueFamily.OTHER, SqlLiteral.unread(b), at -> prepared.setNClob(at, b));
    }

    @Override
    public void setObject(int a, @Nullable Object b, SQLType c, int d) throws SQLException {
        @Nullable Object kept = kept(GuardedArray.ofDriver(b));
        bind(a, ValueFamilies.of(b, c), kept, at -> prepared.setObject(at, kept, c, d));
    }

    @Override
    public void setObject(int a, @Nullable Object b, SQLType c) throws SQLException {
        @Nullable Object kept = kept(GuardedArray.ofDriver(b));
        bind(a, ValueFamilies.of(b, c), kept, at -> prepared.setObject(at, kept, c));
    }
}

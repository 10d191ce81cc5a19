package io.cpni.sql;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array whose elements do not lead back to the driver's connection when they are read as rows. */
final class GuardedArray implements Array {

    private final Array delegate;

    private GuardedArray(Array delegate) {
        this.delegate = delegate;
    }

    static @Nullable Array of(@Nullable Array array) {
        return array == null || array instanceof GuardedArray ? array : new GuardedArray(array);
    }

    /** Returns the driver's array if this is a guarded one, to bind it as a parameter; else the value itself. */
    @SuppressWarnings("unchecked") // asked for as an array or as an object, and both are what the driver's array is
    static <T> @Nullable T ofDriver(@Nullable T value) {
        return value instanceof GuardedArray guarded ? (T) guarded.delegate : value;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        return delegate.getBaseTypeName();
    }

    @Override
    public int getBaseType() throws SQLException {
        return delegate.getBaseType();
    }

    @Override
    public Object getArray() throws SQLException {
        return delegate.getArray();
    }

    @Override
    public Object getArray(Map<String, Class<?>> map) throws SQLException {
        return delegate.getArray(map);
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        return delegate.getArray(index, count);
    }

    @Override
    public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return delegate.getArray(index, count, map);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return GuardedResultSet.ofDatabase(delegate.getResultSet(), ServerText::withhold);
    }

    @Override
    public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
        return GuardedResultSet.ofDatabase(delegate.getResultSet(map), ServerText::withhold);
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        return GuardedResultSet.ofDatabase(delegate.getResultSet(index, count), ServerText::withhold);
    }

    @Override
    public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) throws SQLException {
        return GuardedResultSet.ofDatabase(delegate.getResultSet(index, count, map), ServerText::withhold);
    }

    @Override
    public void free() throws SQLException {
        delegate.free();
    }
}

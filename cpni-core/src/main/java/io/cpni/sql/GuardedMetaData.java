package io.cpni.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Database metadata whose back-references lead to the guarded connection. */
final class GuardedMetaData {

    private GuardedMetaData() {}

    static DatabaseMetaData of(GuardedConnection connection, DatabaseMetaData delegate) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                GuardedMetaData.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> invoke(connection, delegate, proxy, method, arguments));
    }

    private static @Nullable Object invoke(
            GuardedConnection connection,
            DatabaseMetaData delegate,
            Object proxy,
            Method method,
            Object @Nullable [] arguments)
            throws Throwable {
        Object first = arguments == null ? null : arguments[0];
        switch (method.getName()) {
            case "getConnection" -> {
                return connection;
            }
            case "unwrap" -> {
                return Forwarding.unwrapped(proxy, (Class<?>) Objects.requireNonNull(first));
            }
            case "isWrapperFor" -> {
                return first instanceof Class<?> type && type.isInstance(proxy);
            }
            case "equals" -> {
                return proxy == first;
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                // Everything else is about the database as a whole.
            }
        }
        Object result;
        try {
            result = method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause instanceof SQLException failure ? connection.withheld(failure) : cause == null ? e : cause;
        }
        return result instanceof ResultSet rows ? GuardedResultSet.ofDatabase(rows, connection::withheld) : result;
    }
}

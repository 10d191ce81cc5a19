package io.cpni.examples.benchmarks.gate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A driver that does nothing, at once, so that what is timed above it is the gate. Its results are empty. */
final class StubDriver {

    private static final ResultSetMetaData COLUMNS = stub(ResultSetMetaData.class, "", null);
    private static final ResultSet NO_ROWS = stub(ResultSet.class, "getMetaData", COLUMNS);
    private static final PreparedStatement STATEMENT = stub(PreparedStatement.class, "executeQuery", NO_ROWS);

    private StubDriver() {}

    /** It says that it is H2's: of PostgreSQL the gate would want to know its settings. */
    static DataSource dataSource() {
        DatabaseMetaData metaData = stub(DatabaseMetaData.class, "getDatabaseProductName", "H2");
        Connection connection = proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> STATEMENT;
            case "getMetaData" -> metaData;
            case "getAutoCommit" -> true;
            case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
            default -> nothing(method.getReturnType());
        });
        return stub(DataSource.class, "getConnection", connection);
    }

    private static <T> T stub(Class<T> type, String method, @Nullable Object answer) {
        return proxy(
                type,
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? answer : nothing(called.getReturnType()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == long.class ? 0L : null;
    }
}

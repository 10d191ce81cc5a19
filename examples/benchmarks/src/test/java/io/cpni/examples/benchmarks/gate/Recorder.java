package io.cpni.examples.benchmarks.gate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Stands below the gate and takes down what the server gets: the text of the last statement, and what is bound to it. */
final class Recorder {

    private final DataSource driver;
    private final List<Binding> bindings = new ArrayList<>();
    private String text = "";

    private record Binding(Method setter, List<Object> arguments) {}

    Recorder(DataSource driver) {
        this.driver = driver;
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                driver,
                (result, method, arguments) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (result, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                text = (String) arguments[0];
                bindings.clear();
                return statement((PreparedStatement) result);
            }
            return result;
        });
    }

    private PreparedStatement statement(PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (result, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1) {
                bindings.add(new Binding(method, Arrays.asList(arguments)));
            }
            return result;
        });
    }

    /** Returns the text that the server got last. */
    String text() {
        return text;
    }

    /** Returns how the server would run what it got last, with what was bound to it. The gate is not asked. */
    String plan() throws SQLException {
        try (Connection connection = driver.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain " + text)) {
            for (Binding binding : bindings) {
                invoke(binding.setter(), explain, binding.arguments().toArray());
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = explain.executeQuery()) {
                boolean inColumns = rows.getMetaData().getColumnCount() > 1;
                while (rows.next()) {
                    plan.append(inColumns ? step(rows) : rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    /** MariaDB says in columns what it does with each table, and beside the index that it takes which others it might. */
    private static String step(ResultSet row) throws SQLException {
        return row.getString("table") + " " + row.getString("type") + " using " + row.getString("key");
    }

    private interface Seen {
        Object seen(Object result, Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, Seen seen) {
        InvocationHandler handler = (proxy, method, arguments) ->
                seen.seen(invoke(method, target, arguments), method, arguments == null ? new Object[0] : arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failed) {
                throw failed;
            }
            throw new IllegalStateException(method.getName() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method.getName() + " cannot be called", e);
        }
    }
}

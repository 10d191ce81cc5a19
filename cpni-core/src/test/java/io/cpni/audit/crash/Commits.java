package io.cpni.audit.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** Lets something happen before each commit of a data source. */
final class Commits {

    /** What happens. */
    @FunctionalInterface
    interface Hook {
        void run() throws Exception;
    }

    private Commits() {}

    static DataSource before(DataSource real, Hook hook) {
        return (DataSource) Proxy.newProxyInstance(
                Commits.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    return result instanceof Connection connection ? before(connection, hook) : result;
                });
    }

    private static Connection before(Connection real, Hook hook) {
        return (Connection) Proxy.newProxyInstance(
                Commits.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        hook.run();
                    }
                    return call(real, method, arguments);
                });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

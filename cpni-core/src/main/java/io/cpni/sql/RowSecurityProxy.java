package io.cpni.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an object of the driver's on a connection before the wall. All pass on what they are asked, but for what runs a
 * statement or ends a transaction, which the session does; and whatever could lead back to the driver's connection is
 * handed out as such a stand-in again: it could run statements under a ticket that is not its caller's.
 */
final class RowSecurityProxy implements InvocationHandler {

    /** The most special first. */
    private static final List<Class<?>> GUARDED = List.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            Array.class);

    /** What a result does by statements of its own. */
    private static final Set<String> BY_STATEMENT = Set.of("refreshRow", "updateRow", "insertRow", "deleteRow");

    private final Object target;
    private final RowSecuritySession session;
    private final Optional<RowSecurityProxy> parent;
    private @Nullable Object self;

    private RowSecurityProxy(Object target, RowSecuritySession session, Optional<RowSecurityProxy> parent) {
        this.target = target;
        this.session = session;
        this.parent = parent;
    }

    /** Returns what stands for an object; other objects than those that lead to a connection stand for themselves. */
    static Object of(Object target, RowSecuritySession session, Optional<RowSecurityProxy> parent) {
        Optional<Class<?>> type =
                GUARDED.stream().filter(each -> each.isInstance(target)).findFirst();
        if (type.isEmpty()) {
            return target;
        }
        RowSecurityProxy handler = new RowSecurityProxy(target, session, parent);
        Object made =
                Proxy.newProxyInstance(RowSecurityProxy.class.getClassLoader(), new Class<?>[] {type.get()}, handler);
        handler.self = made;
        return made;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, given);
        }
        switch (method.getName()) {
            case "unwrap" -> {
                return Forwarding.unwrapped(proxy, (Class<?>) Objects.requireNonNull(given[0]));
            }
            case "isWrapperFor" -> {
                return ((Class<?>) Objects.requireNonNull(given[0])).isInstance(proxy);
            }
            default -> {
                return answered(method, given);
            }
        }
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] given) {
        return switch (method.getName()) {
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            // The driver writes an array by its text; of a statement it would be the values that are bound.
            default -> target instanceof Array ? target.toString() : "before row-level security";
        };
    }

    private @Nullable Object answered(Method method, @Nullable Object[] given) throws Throwable {
        if (target instanceof Connection && ofSession(method, given)) {
            return null;
        }
        if (target instanceof ResultSet && BY_STATEMENT.contains(method.getName())) {
            throw new SQLFeatureNotSupportedException("readers change nothing, and read by statements");
        }
        if (target instanceof Statement statement && method.getName().startsWith("execute")) {
            Optional<Object> result = session.admitted(statement, () -> Optional.ofNullable(call(method, given)));
            return guarded(result.orElse(null));
        }
        return guarded(call(method, given));
    }

    /** Leaves to the session what begins or ends a transaction; tells whether it was that. */
    private boolean ofSession(Method method, @Nullable Object[] given) throws SQLException {
        switch (method.getName()) {
            case "close" -> session.close();
            case "commit" -> session.commit();
            case "rollback" -> {
                if (given.length == 0) {
                    session.rollback();
                } else {
                    session.rollback((Savepoint) Objects.requireNonNull(given[0]));
                }
            }
            case "setAutoCommit" -> session.setAutoCommit((Boolean) Objects.requireNonNull(given[0]));
            case "setTransactionIsolation" ->
                session.setTransactionIsolation((Integer) Objects.requireNonNull(given[0]));
            default -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object call(Method method, @Nullable Object[] given) throws SQLException {
        for (int i = 0; i < given.length; i++) {
            if (given[i] != null
                    && Proxy.isProxyClass(given[i].getClass())
                    && Proxy.getInvocationHandler(given[i]) instanceof RowSecurityProxy other) {
                given[i] = other.target;
            }
        }
        try {
            return method.invoke(target, given);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException failure) {
                throw failure;
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new SQLException("the driver failed", cause);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a method of an interface is public", e);
        }
    }

    private @Nullable Object guarded(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Connection) {
            return session.guarded();
        }
        if (parent.isPresent() && parent.get().target == value) {
            return parent.get().self;
        }
        return of(value, session, Optional.of(this));
    }
}

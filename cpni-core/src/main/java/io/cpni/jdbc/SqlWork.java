package io.cpni.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Work of a store on one connection. It neither commits nor closes the connection.
 *
 * @param <T> what the work gives back
 */
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

    /** Does the work. */
    T on(Connection connection) throws SQLException;
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.jdbc.DatabaseVendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What came of a statement, as far as a caller can see it.
 *
 * @param rows the rows with their columns as text
 * @param changed how many rows were changed; -1 for a query
 * @param failure class and text of the exception; empty if there was none
 */
record Outcome(List<List<String>> rows, long changed, String failure) {

    /** A statement and its parameters. */
    record Form(String sql, List<Object> parameters) {

        static Form of(String sql, Object... parameters) {
            return new Form(sql, Records.row(parameters));
        }

        boolean isOrdered() {
            return sql.matches("(?s).*order by[^)]*");
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    static Outcome of(DataSource dataSource, @Nullable AccessContext context, Form form) {
        try (AccessScope scope = context == null ? AccessScope.openEmpty() : AccessScope.open(context);
                Connection connection = dataSource.getConnection()) {
            return of(connection, form);
        } catch (SQLException e) {
            throw new IllegalStateException("the connection failed", e);
        }
    }

    static Outcome of(DataSource dataSource, @Nullable AccessContext context, String sql, Object... parameters) {
        return of(dataSource, context, Form.of(sql, parameters));
    }

    static Outcome of(Connection connection, Form form) {
        try (PreparedStatement statement = connection.prepareStatement(inWordsOf(connection, form.sql()))) {
            for (int i = 0; i < form.parameters().size(); i++) {
                statement.setObject(i + 1, form.parameters().get(i));
            }
            if (!statement.execute()) {
                return new Outcome(List.of(), statement.getUpdateCount(), "");
            }
            try (ResultSet rows = statement.getResultSet()) {
                return new Outcome(read(rows), -1, "");
            }
        } catch (SQLException | RuntimeException e) {
            // MariaDB's driver numbers its connections in what it says.
            String said = String.valueOf(e.getMessage()).replaceFirst("\\(conn=\\d+\\) ", "");
            return new Outcome(List.of(), -1, e.getClass().getSimpleName() + ": " + said);
        }
    }

    private static String inWordsOf(Connection connection, String sql) throws SQLException {
        return DatabaseVendor.of(connection) == DatabaseVendor.MARIADB ? MariaDbWords.of(sql) : sql;
    }

    static List<List<String>> read(ResultSet rows) throws SQLException {
        List<List<String>> read = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(String.valueOf(rows.getString(i)));
            }
            read.add(row);
        }
        return read;
    }

    boolean fails() {
        return !failure.isEmpty();
    }

    boolean isRefused() {
        return failure.startsWith(CpniStatementRefusedException.class.getSimpleName());
    }

    boolean isDenied() {
        return failure.startsWith("CpniAccessDeniedException");
    }

    /** Returns the outcome without what was said of a failure: the gate does not say what the server says. */
    Outcome withheld() {
        return failure.isEmpty() ? this : new Outcome(List.of(), -1, "failed");
    }

    /** Returns the rows without their order. */
    Outcome sorted() {
        return new Outcome(
                rows.stream()
                        .sorted((a, b) -> a.toString().compareTo(b.toString()))
                        .collect(Collectors.toList()),
                changed,
                failure);
    }
}

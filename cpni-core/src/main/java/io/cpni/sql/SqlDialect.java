package io.cpni.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Names the databases whose SQL the gate speaks. */
public enum SqlDialect {
    /** H2 2.x in regular mode. */
    H2(256),
    /** PostgreSQL with {@code standard_conforming_strings} on, its default. */
    POSTGRESQL(63);

    private final int longestIdentifier;

    SqlDialect(int longestIdentifier) {
        this.longestIdentifier = longestIdentifier;
    }

    /** Returns the length, in bytes, beyond which the database would cut or refuse an identifier. */
    int longestIdentifier() {
        return longestIdentifier;
    }

    /**
     * Returns the dialect of a database by the product name its driver reports.
     *
     * @throws IllegalArgumentException if the gate does not speak it
     */
    public static SqlDialect ofProductName(String productName) {
        return switch (productName.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            default ->
                throw new IllegalArgumentException("the SQL gate does not speak the SQL of '" + productName
                        + "'; it speaks that of H2 and PostgreSQL");
        };
    }

    /**
     * Checks that the server reads string literals as the gate does.
     *
     * @throws SQLException if it does not
     */
    void checkSession(Connection connection) throws SQLException {
        if (this != POSTGRESQL) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show standard_conforming_strings")) {
            if (!rows.next() || !rows.getString(1).equals("on")) {
                throw new SQLException("the SQL gate needs standard_conforming_strings = on, PostgreSQL's default");
            }
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}

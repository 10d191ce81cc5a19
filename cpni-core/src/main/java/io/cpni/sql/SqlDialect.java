package io.cpni.sql;

import io.cpni.jdbc.SqlInstants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Names the databases whose SQL the gate speaks. */
public enum SqlDialect {
    /** H2 2.x in regular mode. */
    H2(256),
    /** PostgreSQL with {@code standard_conforming_strings} on, its default. */
    POSTGRESQL(63),
    /** MariaDB 11 in strict mode, without a mode that makes it read text in another way. */
    MARIADB(64);

    private final int longestIdentifier;

    SqlDialect(int longestIdentifier) {
        this.longestIdentifier = longestIdentifier;
    }

    /**
     * Tells whether names of tables and aliases that differ only in case can be different ones, whereas names of columns
     * cannot: on MariaDB that depends on the file system, and on Linux they can.
     */
    boolean tellsRelationsApartByCase() {
        return this == MARIADB;
    }

    /** Tells whether identifiers are quoted by backticks, because double quotes enclose a text. */
    boolean quotesByBackticks() {
        return this == MARIADB;
    }

    /** Returns a name in the quotes that make it an identifier, spelled exactly so. */
    String quoted(String name) {
        String quote = quotesByBackticks() ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** Returns what ends a query so that no condition from outside is moved into it, and leaves all its rows. */
    String barrier() {
        return switch (this) {
            case H2, POSTGRESQL -> " offset 0 rows";
            case MARIADB -> " limit 18446744073709551615";
        };
    }

    /**
     * Tells whether the database finds values of other rows faster by a join than by a query in the select list.
     * PostgreSQL asks such a query anew for each row, where in a join it asks once for equal values, and once for all if the
     * statement names the value; H2 plans a join with a query anew for each row.
     */
    boolean prefersJoins() {
        return this == POSTGRESQL;
    }

    /** Binds an instant of the gate's own, to be compared with one of the tables of facts. */
    void setInstant(PreparedStatement statement, int index, Instant instant) throws SQLException {
        switch (this) {
            case H2, POSTGRESQL -> SqlInstants.setWithZone(statement, index, instant);
            case MARIADB -> SqlInstants.setWithoutZone(statement, index, instant);
        }
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
            case "mariadb" -> MARIADB;
            default ->
                throw new IllegalArgumentException("the SQL gate does not speak the SQL of '" + productName
                        + "'; it speaks that of H2, PostgreSQL and MariaDB");
        };
    }

    /** Tells whether a session has to be looked at each time it is used: what it depends on is set session by session. */
    boolean checksEverySession() {
        return this == MARIADB;
    }

    /**
     * Checks that the server reads statements as the gate does, and shows what was committed before each of them.
     *
     * @throws SQLException if it does not
     */
    void checkSession(Connection connection) throws SQLException {
        switch (this) {
            case H2 -> {
                // Regular mode is the URL's affair, and a session cannot leave it through the gate.
            }
            case POSTGRESQL -> checkPostgres(connection);
            case MARIADB -> MariaDbSession.check(connection);
        }
    }

    /**
     * Asks where a connection looks for relations that are named without schema; empty if that is in none or in several.
     *
     * @throws SQLException if the server does not say
     */
    Optional<String> defaultSchema(Connection connection) throws SQLException {
        String query = switch (this) {
            case H2 -> "select current_schema";
            case POSTGRESQL -> "select case when array_length(current_schemas(false), 1) = 1 then current_schema() end";
            case MARIADB -> "select database()";
        };
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    private static void checkPostgres(Connection connection) throws SQLException {
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

package io.cpni.jdbc;

import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** Names the databases that the stores of facts know. */
public enum DatabaseVendor {
    /** H2, in its regular mode. */
    H2("H2"),
    /** PostgreSQL. */
    POSTGRESQL("PostgreSQL"),
    /** MariaDB. */
    MARIADB("MariaDB");

    private final String productName;

    DatabaseVendor(String productName) {
        this.productName = productName;
    }

    /** Returns the name of the folder that holds this vendor's scripts. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a parameter that holds a text, to be compared with a column of whatever collation: it equals only what is
     * spelled the same. Most of MariaDB's collations care neither for case nor for blanks at the end.
     */
    public String exactText() {
        return this == MARIADB ? "convert(? using utf8mb4) collate utf8mb4_nopad_bin" : "?";
    }

    /** Writes a parameter that holds a customer's key of the given type, to be compared with a column of whatever collation. */
    public String keyParameter(CustomerKeyType keyType) {
        return keyType == CustomerKeyType.VARCHAR ? exactText() : "?";
    }

    /**
     * Asks a database which one it is.
     *
     * @throws IllegalArgumentException if the stores do not know it
     * @throws StoreUnavailableException if it cannot be asked
     */
    public static DatabaseVendor of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return of(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "a store cannot ask its database for its vendor: check the DataSource that it was given", e);
        }
    }

    /**
     * Asks the database to which a connection leads which one it is.
     *
     * @throws IllegalArgumentException if the stores do not know it
     * @throws SQLException if the connection fails
     */
    public static DatabaseVendor of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (DatabaseVendor vendor : values()) {
            if (vendor.productName.equalsIgnoreCase(product)) {
                return vendor;
            }
        }
        throw new IllegalArgumentException(
                "stores are kept in H2, PostgreSQL or MariaDB; there is no schema for " + product);
    }
}

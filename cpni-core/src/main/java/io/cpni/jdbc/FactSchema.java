package io.cpni.jdbc;

import io.cpni.customer.CustomerKeyType;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Gives the schema of the tables of facts: approvals, assignments, subscriptions and training.
 *
 * <p>The scripts are versioned files that Flyway can run itself, from {@link #location} and with the placeholder {@link
 * #PLACEHOLDER} set to {@link CustomerKeyType#sqlType}. They create only what does not exist, so that running them again
 * changes nothing.
 */
public final class FactSchema {

    /** Name of the placeholder for the SQL type of customer ids. */
    public static final String PLACEHOLDER = "customerKeyType";

    private FactSchema() {}

    /** Returns the class path folder of a vendor's scripts, such as {@code io/cpni/db/facts/h2}. */
    public static String location(DatabaseVendor vendor) {
        return "io/cpni/db/facts/" + vendor.folder();
    }

    /** Returns the statements that create the tables, in their order, with the placeholder filled in. */
    public static List<String> statements(DatabaseVendor vendor, CustomerKeyType keyType) {
        return SqlScript.statements(location(vendor) + "/V1__cpni_facts.sql", Map.of(PLACEHOLDER, keyType.sqlType()));
    }

    /**
     * Creates the tables that do not exist.
     *
     * @param dataSource the raw DataSource
     * @throws io.cpni.customer.StoreUnavailableException if the database fails
     * @throws IllegalArgumentException if there are no scripts for the database
     */
    public static void create(DataSource dataSource, CustomerKeyType keyType) {
        SqlScript.run(dataSource, "store of facts", statements(DatabaseVendor.of(dataSource), keyType));
    }
}

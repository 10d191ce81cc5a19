package io.cpni.audit;

import io.cpni.jdbc.DatabaseVendor;
import io.cpni.jdbc.SqlScript;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Gives the statements that create the audit tables.
 *
 * <p>They stand as {@code V1__cpni_audit.sql} in a folder for each database, so that Flyway can run the same files. They
 * may be run again and change nothing that is there.
 */
public final class AuditSchema {

    private AuditSchema() {}

    /** Returns the class path folder of a vendor's scripts, such as {@code io/cpni/db/audit/h2}. */
    public static String location(DatabaseVendor vendor) {
        return "io/cpni/db/audit/" + vendor.folder();
    }

    /** Returns the statements for a database in their order. */
    public static List<String> statements(DatabaseVendor vendor) {
        return SqlScript.statements(location(vendor) + "/V1__cpni_audit.sql", Map.of());
    }

    /**
     * Creates the tables where they do not exist, in one transaction.
     *
     * @throws io.cpni.customer.StoreUnavailableException if the database fails or does not allow it
     * @throws IllegalArgumentException if there are no scripts for the database
     */
    public static void create(DataSource dataSource) {
        SqlScript.run(dataSource, "audit log", statements(DatabaseVendor.of(dataSource)));
    }
}

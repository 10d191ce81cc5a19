package io.cpni.autoconfigure;

import io.cpni.audit.AuditSchema;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.DatabaseVendor;
import io.cpni.jdbc.FactSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.util.ClassUtils;

/**
 * Creates the library's own tables, by Flyway where it is present, else by running the same scripts.
 *
 * <p>Flyway keeps a history of its own for them, so that they and the application's migrations do not disturb each other.
 */
final class SchemaTool {

    /** What shows that the tables of facts are there, and are those of this version. */
    private static final List<String> FACTS =
            List.of("cpni_approval_interval", "cpni_grant", "cpni_break_glass", "cpni_facts_mark");

    private final CpniProperties.Initialize initialize;

    SchemaTool(CpniProperties.Initialize initialize) {
        this.initialize = initialize;
    }

    /** Makes sure that the tables of facts stand beside the data. */
    void facts(DataSource raw, CustomerKeyType keyType) {
        DatabaseVendor vendor = DatabaseVendor.of(raw);
        if (wanted(raw)) {
            if (hasFlyway()) {
                WithFlyway.migrate(
                        raw,
                        FactSchema.location(vendor),
                        "cpni_facts_history",
                        Map.of(FactSchema.PLACEHOLDER, keyType.sqlType()));
            } else {
                FactSchema.create(raw, keyType);
            }
        }
        for (String table : FACTS) {
            check(raw, table, "facts (" + table + " and others)", FactSchema.location(vendor));
        }
    }

    /** Makes sure that the tables of the audit log exist. */
    void audit(DataSource own) {
        String location = AuditSchema.location(DatabaseVendor.of(own));
        if (wanted(own)) {
            if (hasFlyway()) {
                WithFlyway.migrate(own, location, "cpni_audit_history", Map.of());
            } else {
                AuditSchema.create(own);
            }
        }
        check(own, "cpni_audit_person", "the audit log (cpni_audit_person and others)", location);
    }

    private boolean wanted(DataSource dataSource) {
        return switch (initialize) {
            case ALWAYS -> true;
            case NEVER -> false;
            case EMBEDDED -> EmbeddedDatabaseConnection.isEmbedded(dataSource);
        };
    }

    private static void check(DataSource dataSource, String table, String what, String location) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("select count(*) from " + table + " where 1 = 0")
                    .close();
        } catch (SQLException e) {
            throw new MissingSchemaException(what, location, e);
        }
    }

    private static boolean hasFlyway() {
        return ClassUtils.isPresent("org.flywaydb.core.Flyway", null);
    }

    /** Apart, so that the class loads without Flyway. */
    private static final class WithFlyway {

        static void migrate(DataSource dataSource, String location, String history, Map<String, String> placeholders) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + location)
                    .table(history)
                    .placeholders(placeholders)
                    // The application's tables may be there already; the history is only about the library's.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }
}

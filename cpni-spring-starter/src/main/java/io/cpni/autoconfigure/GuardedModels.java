package io.cpni.autoconfigure;

import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** Holds labelled models to the gate: better no start than entities whose statements go around it. */
final class GuardedModels {

    private GuardedModels() {}

    /**
     * Looks where the connections of an entity manager factory come from. Hibernate is asked itself, because settings may
     * give it another data source than the one Spring knows of, or none.
     *
     * @throws IllegalStateException if they do not come from a guarded data source, or nothing tells, or statements are
     *     printed where nothing masks them
     */
    static void require(EntityManagerFactory built, String beanName) {
        SessionFactoryImplementor factory = built.unwrap(SessionFactoryImplementor.class);
        DataSource used = dataSource(factory);
        if (used == null || !DataSourceGuards.leadsThroughGate(used)) {
            throw new IllegalStateException("entity manager factory " + beanName + " has labelled entities, but its "
                    + (used == null
                            ? "connections come from no data source that can be seen"
                            : "data source, of type " + used.getClass().getName() + ", is not guarded")
                    + "; give it one that is a bean, because beans are guarded (for several tenants, one that routes to"
                    + " data sources that are no beans), and keep HikariCP on the class path for the audit log's"
                    + " connections");
        }
        if (factory.getJdbcServices().getSqlStatementLogger().isLogToStdout()) {
            throw new IllegalStateException(
                    "entity manager factory " + beanName + " has labelled entities, but prints its"
                            + " statements, with the values written in them, past the log; set hibernate.show_sql=false"
                            + " (spring.jpa.show-sql) and switch the logger org.hibernate.SQL on, whose lines are masked");
        }
    }

    private static @Nullable DataSource dataSource(SessionFactoryImplementor factory) {
        ConnectionProvider connections = factory.getServiceRegistry().getService(ConnectionProvider.class);
        return connections != null && connections.isUnwrappableAs(DataSource.class)
                ? connections.unwrap(DataSource.class)
                : null;
    }
}

package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.audit.AuditSchema;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.reserved.Subscriber;
import io.cpni.customer.CustomerKeyType;
import io.cpni.jdbc.FactSchema;
import io.cpni.purpose.Purpose;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A carrier whose database has the second wall: an owner of the tables, the application, and analysts who say SQL of any
 * kind over a pool of one connection.
 */
final class WalledCarrier implements AutoCloseable {

    static final AccessContext BILLING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();
    static final AccessContext SUPPORT = staff("carl", "csr");
    static final AccessContext AGENT = staff("dora", "agent");
    static final AccessContext MARKETING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.AGGREGATE).build();

    private final EmbeddedPostgres server;

    private WalledCarrier(EmbeddedPostgres server) {
        this.server = server;
    }

    private static AccessContext staff(String id, String role) {
        return AccessContext.of(
                        Accessor.staff(id, Set.of(role), Instant.parse("2199-01-01T00:00:00Z")),
                        Purpose.PROVIDE_SERVICE)
                .build();
    }

    /** Starts the server, with roles and tables, and without the script. */
    static WalledCarrier open() throws IOException {
        WalledCarrier carrier = new WalledCarrier(EmbeddedPostgres.start());
        new JdbcTemplate(carrier.server.getPostgresDatabase())
                .execute("create role cpni_viewer; create role billing_app login; create role analyst login;"
                        + " create role carrier_owner login in role cpni_viewer");
        carrier.createDatabase("carrier");
        return carrier;
    }

    /** Creates a database with the tables of facts and records, and without the script. */
    void createDatabase(String name) {
        new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + name + " owner carrier_owner");
        DataSource owner = new DriverManagerDataSource(server.getJdbcUrl("carrier_owner", name));
        FactSchema.create(owner, CustomerKeyType.BIGINT);
        AuditSchema.create(owner);
        new JdbcTemplate(owner)
                .execute("create table \"user\" (id bigint primary key, name varchar(255));"
                        + "create table \"group\" (id bigint primary key, \"user\" bigint references \"user\");"
                        + "create table \"order\" (id bigint primary key, \"lineId\" bigint references \"group\","
                        + " \"to\" varchar(255), \"order\" integer, \"isActive\" boolean);"
                        + "grant all on all tables in schema public to billing_app");
    }

    String url(String role) {
        return server.getJdbcUrl(role, "carrier");
    }

    /** Returns the way of the tables' owner, whom no policy holds. */
    JdbcTemplate owner() {
        return owner("carrier");
    }

    JdbcTemplate owner(String database) {
        return new JdbcTemplate(new DriverManagerDataSource(server.getJdbcUrl("carrier_owner", database)));
    }

    /** Returns the application with the gate alone, as a role that is given. */
    ApplicationContextRunner gateAlone(String role) {
        return CarrierContext.withoutModel()
                .withConfiguration(AutoConfigurations.of(
                        CpniSecondWallAutoConfiguration.class, CpniInventoryAutoConfiguration.class))
                .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class, Model.class, Sources.class)
                .withClassLoader(new FilteredClassLoader(Flyway.class))
                .withPropertyValues(
                        "test.application=" + url(role),
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "cpni.schema.initialize=never",
                        "cpni.grants[0].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[1].role=csr",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[1].operations=READ,UPDATE",
                        "cpni.grants[1].scope=ALL",
                        "cpni.grants[1].masks=TELEPHONE_NUMBER",
                        "cpni.grants[2].role=agent",
                        "cpni.grants[2].purposes=PROVIDE_SERVICE",
                        "cpni.grants[2].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[2].operations=READ,UPDATE",
                        "cpni.grants[2].scope=ASSIGNED",
                        "cpni.grant-store.refresh-every=1ms");
    }

    /** Returns the application with the wall beside the gate, and instead of it before the reports. */
    ApplicationContextRunner walled(Path script) {
        return gateAlone("billing_app")
                .withUserConfiguration(Reports.class)
                .withPropertyValues(
                        "test.reports=" + url("analyst"),
                        "cpni.second-wall.key=c2l4dHktZm91ciBieXRlcyBhcmUgdGhlIG1vc3Q7IHRoaXMga2V5IGhhcyBmZXdlcg==",
                        "cpni.second-wall.writers=billing_app",
                        "cpni.second-wall.readers=analyst",
                        "cpni.second-wall.instead.reports=analysts write SQL that nobody can foresee",
                        "cpni.second-wall.script=" + script,
                        "cpni.second-wall.uses.billing.roles=billing",
                        "cpni.second-wall.uses.billing.purpose=BILL_COLLECT",
                        "cpni.second-wall.uses.support.roles=csr",
                        "cpni.second-wall.uses.support.purpose=PROVIDE_SERVICE",
                        "cpni.second-wall.uses.agents.roles=agent",
                        "cpni.second-wall.uses.agents.purpose=PROVIDE_SERVICE");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Subscriber.class)
    static class Model {}

    @Configuration(proxyBeanMethods = false)
    static class Sources {
        @Bean
        @Primary
        DataSource application(Environment environment) {
            return pool(environment.getRequiredProperty("test.application"), 2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Reports {
        @Bean
        DataSource reports(Environment environment) {
            return pool(environment.getRequiredProperty("test.reports"), 1);
        }
    }

    private static DataSource pool(String url, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(size);
        return pool;
    }
}

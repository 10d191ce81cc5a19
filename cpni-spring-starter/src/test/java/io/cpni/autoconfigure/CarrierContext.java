package io.cpni.autoconfigure;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.model.Call;
import io.cpni.autoconfigure.model.Person;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The application of a small carrier, with all that Spring Boot and the starter configure for it. */
final class CarrierContext {

    /** A key for audit logs that outlast the context. */
    static final String AUDIT_KEY = "QSBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyAoMzIpLiE=";

    static final Accessor BRENDA = Accessor.staff("brenda", Set.of("billing"), Instant.parse("2199-01-01T00:00:00Z"));

    private CarrierContext() {}

    /** Starts it with the model of calls and persons, in a database of its own that is empty. */
    static ApplicationContextRunner runner() {
        return withoutModel()
                .withUserConfiguration(Model.class)
                .withPropertyValues("spring.datasource.url=" + freshDatabase(), "spring.jpa.hibernate.ddl-auto=create");
    }

    /** Starts it without entities and database. */
    static ApplicationContextRunner withoutModel() {
        return new ApplicationContextRunner()
                .withConfiguration(configurations())
                .withPropertyValues(
                        "cpni.node=test",
                        "cpni.grants[0].role=billing",
                        "cpni.grants[0].purposes=BILL_COLLECT",
                        "cpni.grants[0].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[0].operations=READ,INSERT",
                        "cpni.grants[0].scope=ALL");
    }

    /** Returns all that Spring Boot and the starter configure. */
    static AutoConfigurations configurations() {
        return AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                DataSourceTransactionManagerAutoConfiguration.class,
                JdbcTemplateAutoConfiguration.class,
                TransactionAutoConfiguration.class,
                HibernateJpaAutoConfiguration.class,
                DataJpaRepositoriesAutoConfiguration.class,
                CpniAutoConfiguration.class,
                CpniSqlAutoConfiguration.class,
                CpniAuditAutoConfiguration.class,
                CpniNeedToKnowAutoConfiguration.class,
                CpniJpaAutoConfiguration.class,
                CpniSecurityAutoConfiguration.class,
                CpniAccessAutoConfiguration.class,
                CpniMetricsAutoConfiguration.class);
    }

    static String freshDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    /** Stores Ann and a call of hers. */
    static void store(EntityManagerFactory factory) {
        AccessContext billing = AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
        AccessScope.within(billing, () -> {
            factory.runInTransaction(em -> {
                Person ann = new Person(1L, "Ann");
                em.persist(ann);
                em.persist(new Call(1L, ann, "+12125550100"));
            });
            return true;
        });
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Person.class)
    static class Model {}

    @Configuration(proxyBeanMethods = false)
    static class BrendaIsSignedIn {
        @Bean
        AccessorSource accessorSource() {
            return () -> Optional.of(BRENDA);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RecordingAuditLog {
        @Bean
        InMemoryAuditLog auditLog() {
            return new InMemoryAuditLog("test");
        }
    }
}

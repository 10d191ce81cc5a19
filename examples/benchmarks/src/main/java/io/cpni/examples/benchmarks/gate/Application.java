package io.cpni.examples.benchmarks.gate;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.AccessorSource;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.audit.AuditLog;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.ObligationHandler;
import io.cpni.examples.benchmarks.gate.repository.Call;
import io.cpni.examples.benchmarks.gate.repository.CallRepository;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** A Spring Boot application on the carrier's records: repository, transactions, Hibernate, and the starter or not. */
final class Application implements AutoCloseable {

    private final Protection protection;
    private final ConfigurableApplicationContext context;
    private final CallRepository repository;
    private final ObjectProvider<HandWrittenCalls> byHand;

    private Application(Protection protection, ConfigurableApplicationContext context) {
        this.protection = protection;
        this.context = context;
        this.repository = context.getBean(CallRepository.class);
        this.byHand = context.getBeanProvider(HandWrittenCalls.class);
    }

    static Application start(Database database, Protection protection) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bench.database",
                database.name(),
                "bench.protection",
                protection.name(),
                "cpni.enabled",
                protection.isOurs(),
                "cpni.audit.url",
                Carrier.auditUrl(database),
                "cpni.schema.initialize",
                "never",
                "spring.flyway.enabled",
                false,
                "spring.jpa.hibernate.ddl-auto",
                "none",
                "logging.level.root",
                "error"));
        if (database == Database.H2) {
            settings.put("cpni.audit.username", "sa");
            settings.put("cpni.audit.password", "");
        }
        // Nobody signs, as nothing of it is kept.
        settings.put("cpni.audit.keys.bench", Carrier.AUDIT_KEY);
        settings.put("cpni.audit.checkpoints.required", false);
        grant(settings, 0, Reader.HELP_DESK, Purpose.PROVIDE_SERVICE);
        settings.put("cpni.grants[0].masks", "TELEPHONE_NUMBER");
        grant(settings, 1, Reader.MARKETING, Purpose.MARKET);
        return new Application(
                protection,
                new SpringApplicationBuilder(Beans.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .properties(settings)
                        .run());
    }

    /** The same grants as {@link Reader#engine()} has. */
    private static void grant(Map<String, Object> settings, int number, Reader reader, Purpose purpose) {
        String grant = "cpni.grants[" + number + "].";
        settings.put(grant + "role", reader.name());
        settings.put(grant + "purposes", purpose.name());
        settings.put(grant + "categories", "CALL_DETAIL, SUBSCRIPTION, IDENTITY");
        settings.put(grant + "scope", "ALL");
    }

    /** Returns the newest hundred calls of an account. */
    List<Call> page(Reader reader, long account) {
        return switch (protection) {
            case NOTHING -> repository.findTop100ByAccountIdOrderByStartedAtDescIdDesc(account);
            case BY_HAND -> byHand.getObject().page(reader, account);
            case GUARDED, AUDITED ->
                AccessScope.within(
                        reader.context(), () -> repository.findTop100ByAccountIdOrderByStartedAtDescIdDesc(account));
        };
    }

    /** Returns all calls of some accounts. */
    List<Call> all(Reader reader, Collection<Long> accounts) {
        return switch (protection) {
            case NOTHING -> repository.findByAccountIdIn(accounts);
            case BY_HAND -> byHand.getObject().all(reader, accounts);
            case GUARDED, AUDITED -> AccessScope.within(reader.context(), () -> repository.findByAccountIdIn(accounts));
        };
    }

    @Override
    public void close() {
        context.close();
    }

    /** What an application has of its own. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = CallRepository.class)
    @EnableJpaRepositories(basePackageClasses = CallRepository.class)
    static class Beans {

        @Bean
        HikariDataSource dataSource(@Value("${bench.database}") Database database) {
            return Pools.open(database.url(), 4);
        }

        @Bean
        Clock clock() {
            return Carrier.CLOCK;
        }

        @Bean
        AccessorSource accessors() {
            return Optional::empty;
        }

        @Bean
        ObligationHandler campaigns() {
            return new Carrier.CampaignsNoted();
        }

        @Bean
        @ConditionalOnProperty(name = "bench.protection", havingValue = "GUARDED")
        AuditLog auditLog() {
            return new NoAuditLog();
        }

        @Bean
        @ConditionalOnProperty(name = "bench.protection", havingValue = "BY_HAND")
        HandWrittenCalls handWrittenCalls(
                EntityManager session, DataSource data, @Value("${bench.database}") Database database) {
            return new HandWrittenCalls(session, database, marketingScopes(data));
        }

        /** The ids of the scopes that say whether the carrier may market to a customer. */
        private static List<Integer> marketingScopes(DataSource data) {
            return new JdbcApprovalStore(data, CustomerKeyType.BIGINT)
                    .refreshScopes()
                    .covering(new ApprovalAsk(Recipient.staff(), Purpose.MARKET, DataCategory.CALL_DETAIL));
        }
    }
}

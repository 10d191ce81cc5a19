package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.access.AccessDecisions;
import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.CustomScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.JdbcAssignmentStore;
import io.cpni.accessor.JdbcTrainingRegister;
import io.cpni.accessor.TrainingRegister;
import io.cpni.approval.ApprovalAsk;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.JdbcApprovalStore;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditLog;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.audit.SegmentIndexer;
import io.cpni.audit.ServerTextKeys;
import io.cpni.audit.ServerTexts;
import io.cpni.audit.TraceSource;
import io.cpni.breakglass.BreakGlassStore;
import io.cpni.breakglass.JdbcBreakGlassStore;
import io.cpni.customer.CustomerFlags;
import io.cpni.customer.CustomerId;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Enforcement;
import io.cpni.decision.ObligationHandlers;
import io.cpni.decision.StoredCustomerFacts;
import io.cpni.mask.TokenKey;
import io.cpni.purpose.JdbcCustomerFlags;
import io.cpni.purpose.JdbcSubscriptionRegister;
import io.cpni.purpose.SubscriptionRegister;
import io.cpni.report.AccessReport;
import io.cpni.report.AuditedReports;
import io.cpni.sql.FactRelations;
import io.cpni.sql.RowSecurityDataSource;
import io.cpni.sql.SqlGate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Configures the gate before every data source, the stores of facts beside the data, and the audit log with its own
 * connections.
 */
@AutoConfiguration(after = {CpniAutoConfiguration.class, DataSourceAutoConfiguration.class})
@ConditionalOnClass({DataSource.class, HikariDataSource.class, JdbcConnectionDetails.class})
@ConditionalOnBean(DataSource.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniSqlAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CpniSqlAutoConfiguration.class);

    /** How far a clock that tells the system's time may be ahead of the audit database's, unless set. */
    private static final Duration CLOCK_AHEAD_AT_MOST = Duration.ofMinutes(1);

    /** Creates the configuration. */
    public CpniSqlAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DataSourceGuards cpniDataSourceGuards() {
        return new DataSourceGuards();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardingBeanPostProcessor cpniGuardingBeanPostProcessor(
            ObjectProvider<SqlGate> gate,
            DataSourceGuards guards,
            ObjectProvider<CpniProperties> properties,
            ObjectProvider<ApplicationWall> wall) {
        TalkativeDrivers.silence(CpniSqlAutoConfiguration.class.getClassLoader());
        return new GuardingBeanPostProcessor(gate, guards, properties, wall);
    }

    @Bean
    static CatalogHolder cpniCatalogHolder(
            CpniProperties properties,
            ObjectProvider<RelationCatalogCustomizer> more,
            ObjectProvider<AwaitedModel> models) {
        return new CatalogHolder(
                properties.sql().plainRelations(), more, () -> models.stream().anyMatch(AwaitedModel::isAwaited));
    }

    /** The clock that accesses are decided by, unless the application has one of its own. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DecidingClock cpniDecidingClock() {
        return new DecidingClock(new BoundedClock(Clock.systemUTC()));
    }

    /** Builds the gate. Stores are looked up when they are used, because they need the data source that it guards. */
    @Bean
    @ConditionalOnMissingBean
    SqlGate cpniSqlGate(
            DecisionEngine engine,
            Enforcement enforcement,
            CatalogHolder catalog,
            ObjectProvider<ApprovalStore> approvals,
            ObjectProvider<AuditLog> auditLog,
            ObjectProvider<ObligationHandlers> handlers,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<Clock> clock,
            DecidingClock deciding,
            ObjectProvider<TokenKey> tokenKey,
            ObjectProvider<ServerTextKeys> serverTextKeys,
            ObjectProvider<TraceSource> trace,
            CpniProperties properties) {
        SqlGate.Builder gate = SqlGate.builder()
                .engine(engine)
                .enforcement(enforcement)
                .catalog(catalog)
                .scopes(() -> approvals.getObject().scopes())
                .auditLog(new LateAuditLog(auditLog))
                .trace(CpniAutoConfiguration.tracing(trace))
                .evidence((connection, customer, ask, at) ->
                        evidence(approvals.getObject(), connection, customer, ask, at))
                .facts(facts(properties))
                .obligations(handlers::getObject)
                .keyType(properties.customerKeyType())
                .node(CpniAutoConfiguration.node(properties))
                .listener(CpniAutoConfiguration.listener(listeners))
                .clock(clock.getIfUnique(deciding::bounded));
        tokenKey(tokenKey, properties).ifPresent(gate::tokenKey);
        gate.serverTextsPerMinute(properties.audit().serverText().perMinute());
        if (properties.secondWall().isBesideTheGate()) {
            gate.wallSchema(properties.secondWall().wallSchema());
        }
        ServerTextKeys keys = serverTextKeys.getIfAvailable();
        if (keys == null) {
            LOG.info(
                    "What the database says of failures is dropped where it may quote a record; to keep it, encrypted, for"
                            + " operators, set cpni.audit.server-text.keys and cpni.audit.server-text.roles");
        } else {
            gate.serverTextKeys(keys);
        }
        return gate.build();
    }

    /** A store of the application's own may be asked over connections of its own only, which a statement must not wait for. */
    private static Optional<List<String>> evidence(
            ApprovalStore store, Connection connection, CustomerId customer, ApprovalAsk ask, Instant at)
            throws SQLException {
        return store instanceof JdbcApprovalStore ledger
                ? Optional.of(ledger.approvalAsOf(connection, customer, ask, at).references())
                : Optional.empty();
    }

    /** Returns the relations that conditions on rows ask for facts. */
    static FactRelations facts(CpniProperties properties) {
        CpniProperties.Sql sql = properties.sql();
        return FactRelations.standard(sql.subscriptions(), sql.assignments())
                .withScopes(CarrierScopes.of(properties).relations());
    }

    /** Returns the key for tokens: a bean of the application's, or the one in the settings. */
    static Optional<TokenKey> tokenKey(ObjectProvider<TokenKey> own, CpniProperties properties) {
        TokenKey bean = own.getIfAvailable();
        if (bean != null) {
            return Optional.of(bean);
        }
        return Optional.ofNullable(properties.mask().tokenKey()).map(CpniSqlAutoConfiguration::tokenKey);
    }

    private static TokenKey tokenKey(String configured) {
        try {
            return TokenKey.ofBase64(configured);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cpni.mask.token-key is no key: " + e.getMessage(), e);
        }
    }

    @Bean
    FactStores cpniFactStores(DataSource dataSource, DataSourceGuards guards, CpniProperties properties) {
        if (dataSource instanceof RowSecurityDataSource) {
            throw new IllegalStateException(
                    "the only or primary data source is named in cpni.second-wall.instead, but readers"
                            + " reach no facts; mark another one, which stands before the gate, as @Primary");
        }
        DataSource raw = guards.raw(dataSource);
        new SchemaTool(properties.schema().initialize()).facts(raw, properties.customerKeyType());
        return new FactStores(raw, properties.customerKeyType());
    }

    @Bean
    static FactsBesideData cpniFactsBesideData(
            ListableBeanFactory beans, DataSourceGuards guards, FactStores stores, CpniProperties properties) {
        return new FactsBesideData(beans, guards, stores, CpniAutoConfiguration.node(properties));
    }

    @Bean
    ClockSkewMeter cpniClockSkewMeter(FactStores stores, DecidingClock deciding, CpniProperties properties) {
        return new ClockSkewMeter(
                stores.raw(),
                InstantSource.system(),
                deciding.bounded(),
                properties.sql().maximumClockSkew());
    }

    @Bean
    @ConditionalOnMissingBean
    ApprovalStore cpniApprovalStore(FactStores stores) {
        return new JdbcApprovalStore(stores.raw(), stores.keyType());
    }

    @Bean
    @ConditionalOnMissingBean
    AssignmentStore cpniAssignmentStore(FactStores stores) {
        return new JdbcAssignmentStore(stores.raw(), stores.keyType());
    }

    @Bean
    @ConditionalOnMissingBean
    BreakGlassStore cpniBreakGlassStore(FactStores stores) {
        return new JdbcBreakGlassStore(stores.raw(), stores.keyType());
    }

    @Bean
    @ConditionalOnMissingBean(TrainingRegister.class)
    JdbcTrainingRegister cpniTrainingRegister(FactStores stores) {
        return new JdbcTrainingRegister(stores.raw());
    }

    @Bean
    @ConditionalOnMissingBean
    SubscriptionRegister cpniSubscriptionRegister(FactStores stores, CpniProperties properties) {
        return new JdbcSubscriptionRegister(
                stores.raw(), stores.keyType(), properties.sql().subscriptions());
    }

    @Bean
    @ConditionalOnMissingBean(CustomerFlags.class)
    JdbcCustomerFlags cpniCustomerFlags(FactStores stores) {
        return new JdbcCustomerFlags(stores.raw(), stores.keyType());
    }

    @Bean
    @ConditionalOnMissingBean
    StoredCustomerFacts.Stores cpniCustomerFactStores(
            ApprovalStore approvals,
            AssignmentStore assignments,
            SubscriptionRegister subscriptions,
            CustomerFlags flags,
            ObjectProvider<CustomScope> scopes,
            BreakGlassStore breakGlass,
            FactStores stores,
            CpniProperties properties) {
        return new StoredCustomerFacts.Stores(
                approvals,
                assignments,
                subscriptions,
                flags,
                CarrierScopes.of(properties).answering(scopes.orderedStream().toList(), stores),
                breakGlass);
    }

    @Bean
    @ConditionalOnMissingBean
    AccessDecisions cpniAccessDecisions(
            DecisionEngine engine,
            AuditLog auditLog,
            StoredCustomerFacts.Stores facts,
            ObligationHandlers handlers,
            ObjectProvider<DecisionListener> listeners,
            ObjectProvider<Clock> clock,
            DecidingClock deciding,
            TraceSource trace,
            CpniProperties properties) {
        return new AccessDecisions(
                engine,
                auditLog,
                facts,
                handlers,
                CpniAutoConfiguration.listener(listeners),
                clock.getIfUnique(deciding::bounded),
                CpniAutoConfiguration.node(properties),
                trace);
    }

    @Bean
    ApprovalScopesRefresher cpniApprovalScopesRefresher(ApprovalStore approvals) {
        return new ApprovalScopesRefresher(approvals);
    }

    @Bean
    AuditDataSource cpniAuditDataSource(
            ObjectProvider<JdbcConnectionDetails> details,
            DataSource main,
            DataSourceGuards guards,
            CpniProperties properties) {
        AuditDataSource own = AuditDataSource.open(properties.audit(), details.getIfUnique(), guards.raw(main));
        if (properties.audit().spool().file() != null && own.isAway()) {
            LOG.error(
                    "The audit database does not answer, so its tables are not looked at; start goes on for the sake of the"
                            + " purposes of cpni.audit.spool, all other access is denied");
            return own;
        }
        new SchemaTool(properties.schema().initialize()).audit(own.dataSource());
        return own;
    }

    @Bean
    @ConditionalOnMissingBean
    AuditKeys cpniAuditKeys(AuditDataSource dataSource, CpniProperties properties) {
        CpniProperties.Audit settings = properties.audit();
        if (settings.keys().isEmpty()) {
            if (!EmbeddedDatabaseConnection.isEmbedded(dataSource.dataSource())) {
                throw new MissingAuditKeysException();
            }
            LOG.warn("The audit log is kept in memory, under a key that is forgotten with it");
            return AuditKeys.ephemeral();
        }
        String current = current(settings.keys(), settings.keyId(), "cpni.audit", "what is new");
        try {
            return AuditKeys.ofBase64(current, settings.keys());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cpni.audit.keys is not right: " + e.getMessage(), e);
        }
    }

    @Bean
    static AuditPoolCheck cpniAuditPoolCheck(ListableBeanFactory beans, DataSourceGuards guards) {
        return new AuditPoolCheck(beans, guards);
    }

    @Bean
    @ConditionalOnMissingBean(AuditLog.class)
    JdbcAuditLog cpniAuditLog(
            AuditDataSource dataSource,
            AuditKeys keys,
            ObjectProvider<Clock> clock,
            DecidingClock deciding,
            CpniProperties properties) {
        // The clock that says when an access happened says when its record was written: reports ask for periods of
        // either.
        JdbcAuditLog.Builder builder =
                JdbcAuditLog.builder(dataSource.forWriters(), CpniAutoConfiguration.node(properties), keys);
        if (properties.audit().spool().file() != null) {
            builder.evenWithoutStore();
        }
        return settings(builder, clock.getIfUnique(deciding::bounded), properties.audit())
                .open();
    }

    /** What the log and that of its spool have in common. */
    static JdbcAuditLog.Builder settings(JdbcAuditLog.Builder builder, Clock clock, CpniProperties.Audit settings) {
        builder.clock(clock).waitAtMost(settings.waitAtMost()).queueCapacity(settings.queueCapacity());
        if (settings.clockAheadAtMost() != null) {
            builder.aheadAtMost(settings.clockAheadAtMost());
        } else if (clock instanceof BoundedClock || clock.equals(Clock.system(clock.getZone()))) {
            builder.aheadAtMost(CLOCK_AHEAD_AT_MOST);
        }
        return builder;
    }

    @Bean
    @ConditionalOnMissingBean
    AccessReport cpniAccessReport(AuditDataSource dataSource, AuditKeys auditKeys, AuditLog auditLog) {
        return AccessReport.over(dataSource.dataSource(), auditKeys, auditLog);
    }

    @Bean
    @ConditionalOnMissingBean
    AuditedReports cpniAuditedReports(
            AccessReport report,
            DecisionEngine engine,
            GrantSource grants,
            AuditLog auditLog,
            ObjectProvider<Clock> clock,
            DecidingClock deciding,
            CpniProperties properties) {
        return new AuditedReports(
                report,
                engine,
                grants,
                auditLog,
                clock.getIfUnique(deciding::bounded),
                CpniAutoConfiguration.node(properties));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(JdbcAuditLog.class)
    SegmentIndexer cpniSegmentIndexer(JdbcAuditLog auditLog, AuditDataSource dataSource) {
        return SegmentIndexer.behind(auditLog, dataSource.dataSource());
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnServerTextKeys.class)
    static ServerTextKeys cpniServerTextKeys(CpniProperties properties) {
        CpniProperties.ServerText settings = properties.audit().serverText();
        String current = current(settings.keys(), settings.keyId(), "cpni.audit.server-text", "new texts");
        try {
            return ServerTextKeys.ofBase64(current, settings.keys());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cpni.audit.server-text.keys is not right: " + e.getMessage(), e);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ServerTextKeys.class)
    ServerTexts cpniServerTexts(
            AuditDataSource dataSource,
            AuditKeys auditKeys,
            ServerTextKeys keys,
            DecisionEngine engine,
            GrantSource grants,
            AuditLog auditLog,
            ObjectProvider<Clock> clock,
            CpniProperties properties) {
        return new ServerTexts(
                dataSource.dataSource(),
                auditKeys,
                keys,
                engine,
                grants,
                auditLog,
                CpniAutoConfiguration.clock(clock),
                CpniAutoConfiguration.node(properties));
    }

    /** Returns the id of the key to use: the one that is named, or the only one. */
    private static String current(Map<String, String> keys, @Nullable String named, String prefix, String what) {
        if (named != null) {
            return named;
        }
        if (keys.size() != 1) {
            throw new IllegalStateException(
                    prefix + ".keys has several keys; set " + prefix + ".key-id to the id of the one for " + what);
        }
        return keys.keySet().iterator().next();
    }

    /** Lets the application's own migrations pass the gate: a named schema tool, given the raw data source. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Flyway.class, FlywayConfigurationCustomizer.class})
    static class FlywayConfiguration {

        @Bean
        FlywayConfigurationCustomizer cpniFlywayCustomizer(DataSourceGuards guards) {
            return configuration -> {
                DataSource configured = configuration.getDataSource();
                if (configured != null) {
                    configuration.dataSource(guards.raw(configured));
                }
            };
        }
    }

    /** Lets Spring Boot's own schema scripts pass the gate. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AbstractScriptDatabaseInitializer.class)
    static class ScriptConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static ScriptInitializerBeanPostProcessor cpniScriptInitializerBeanPostProcessor() {
            return new ScriptInitializerBeanPostProcessor();
        }
    }
}

package io.cpni.autoconfigure;

import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.GrantStore;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.accessor.StoredGrants;
import io.cpni.audit.AuditLog;
import io.cpni.audit.ServerTexts;
import io.cpni.audit.TraceSource;
import io.cpni.campaign.AuditedCampaigns;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.ContractsOnFile;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Enforcement;
import io.cpni.decision.ObligationHandler;
import io.cpni.decision.ObligationHandlers;
import io.cpni.decision.RuleSet;
import io.cpni.label.DataCategory;
import io.cpni.report.BusinessCalendar;
import io.cpni.report.Deadlines;
import io.cpni.report.RecordRetention;
import io.cpni.rule.FccRules;
import io.cpni.sql.RowSecurityDataSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/** Configures what decides: rules, grants and the engine. */
@AutoConfiguration
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CpniProperties.class)
public final class CpniAutoConfiguration {

    /** Creates the configuration. */
    public CpniAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    RuleSet cpniRules() {
        return FccRules.current();
    }

    @Bean
    @ConditionalOnMissingBean
    Grants cpniGrants(CpniProperties properties) {
        Set<GrantScope> known = CarrierScopes.of(properties).known();
        List<Grant> grants = new ArrayList<>();
        for (CpniProperties.GrantEntry entry : properties.grants()) {
            if (!known.contains(entry.scope())) {
                throw new UnknownScopeException(entry.role(), entry.scope(), known);
            }
            grants.add(new Grant(
                    entry.role(),
                    entry.purposes(),
                    entry.categories(),
                    entry.operations(),
                    entry.scope(),
                    entry.masks()));
        }
        for (String role : properties.breakGlass().roles()) {
            grants.add(new Grant(
                    role,
                    properties.breakGlass().purposes(),
                    EnumSet.allOf(DataCategory.class),
                    Set.of(Operation.READ),
                    GrantScope.BREAK_GLASS,
                    Set.of()));
        }
        for (String role : properties.audit().serverText().roles()) {
            grants.add(new Grant(
                    role,
                    properties.audit().serverText().purposes(),
                    EnumSet.allOf(DataCategory.class),
                    Set.of(Operation.READ),
                    ServerTexts.SCOPE,
                    Set.of()));
        }
        return Grants.of(grants);
    }

    /** Looks the store up when it is read, because it needs the data source that the gate guards. */
    @Bean
    @ConditionalOnMissingBean
    GrantSource cpniGrantSource(
            Grants grants, ObjectProvider<GrantStore> store, ObjectProvider<Clock> clock, CpniProperties properties) {
        CpniProperties.GrantStore settings = properties.grantStore();
        if (!settings.enabled()) {
            return () -> grants;
        }
        return new StoredGrants(
                grants.all(),
                at -> {
                    GrantStore available = store.getIfAvailable();
                    return available == null ? List.of() : available.inForce(at);
                },
                settings.refreshEvery(),
                settings.staleAtMost(),
                clock(clock));
    }

    @Bean
    @ConditionalOnMissingBean
    DecisionEngine cpniDecisionEngine(RuleSet rules, GrantSource grants, CpniProperties properties) {
        CpniProperties.Carrier carrier = properties.carrier();
        return new DecisionEngine(
                rules,
                grants,
                new CarrierSettings(
                        carrier.provides(),
                        carrier.optOutBlocksAllCpniMarketing(),
                        carrier.minimumAggregateGroup(),
                        carrier.simRules()));
    }

    @Bean
    @ConditionalOnMissingBean
    Enforcement cpniEnforcement(CpniProperties properties) {
        return Enforcement.of(
                properties.mode(),
                properties.modes().purposes(),
                properties.modes().tables());
    }

    @Bean
    static EnforcementReport cpniEnforcementReport(ObjectProvider<Enforcement> enforcement) {
        return new EnforcementReport(enforcement);
    }

    @Bean
    @ConditionalOnMissingBean
    BusinessCalendar cpniBusinessCalendar(CpniProperties properties) {
        return BusinessCalendar.closedOn(properties.carrier().fccClosedOn());
    }

    @Bean
    @ConditionalOnMissingBean
    Deadlines cpniDeadlines(CpniProperties properties, BusinessCalendar calendar) {
        return Deadlines.under(properties.carrier().breachRegime(), calendar);
    }

    @Bean
    @ConditionalOnMissingBean
    RecordRetention cpniRecordRetention(CpniProperties properties) {
        return RecordRetention.keeping(properties.retention());
    }

    @Bean
    static RuleDeviationReport cpniRuleDeviationReport(ObjectProvider<DecisionEngine> engines) {
        return new RuleDeviationReport(engines);
    }

    /** Reads the logging context, where tracing puts its ids, unless the application says where they are. */
    @Bean
    @ConditionalOnMissingBean
    static TraceSource cpniTraceSource() {
        return TraceSource.ofMdc();
    }

    /** The application's own handlers come first; then those that need no more than settings and the audit log. */
    @Bean
    @ConditionalOnMissingBean
    static ObligationHandlers cpniObligationHandlers(
            ObjectProvider<ObligationHandler> own,
            ObjectProvider<AuditLog> auditLog,
            TraceSource trace,
            CpniProperties properties) {
        List<ObligationHandler> handlers = new ArrayList<>(own.orderedStream().toList());
        handlers.add(new ContractsOnFile(properties.carrier().contracts()));
        handlers.add(new AuditedCampaigns(new LateAuditLog(auditLog), node(properties), trace));
        return ObligationHandlers.of(handlers);
    }

    /** Looks, once all is built, whether any data source was left out: better no start than a way around the gate. */
    @Bean
    static SmartInitializingSingleton cpniGateCheck(ObjectProvider<DataSource> dataSources) {
        return () -> dataSources.stream()
                .filter(dataSource -> !(dataSource instanceof RowSecurityDataSource))
                .filter(dataSource -> !DataSourceGuards.leadsThroughGate(dataSource))
                .findAny()
                .ifPresent(dataSource -> {
                    throw new IllegalStateException("a data source of type "
                            + dataSource.getClass().getName()
                            + " is not guarded. The gate needs HikariCP on the class path"
                            + " for the audit log's connections, and data sources that are created neither by a later"
                            + " auto-configuration nor for a bean post-processor");
                });
    }

    static Clock clock(ObjectProvider<Clock> clock) {
        return clock.getIfUnique(Clock::systemUTC);
    }

    /** Returns the clock, looked up at its first instant: to look it up anew costs more than reading a record. */
    static InstantSource ticking(ObjectProvider<Clock> clock) {
        Supplier<Clock> found = SingletonSupplier.of(() -> clock(clock));
        return () -> found.get().instant();
    }

    /** Returns the source of trace ids, looked up when it is first asked, for what is made before other beans. */
    static TraceSource tracing(ObjectProvider<TraceSource> trace) {
        Supplier<TraceSource> found = SingletonSupplier.of(trace::getObject);
        return () -> found.get().current();
    }

    /** Joins all listeners into one. */
    static DecisionListener listener(ObjectProvider<DecisionListener> listeners) {
        return (context, operation, relation, reasons, permitted, took) ->
                listeners.forEach(listener -> listener.decided(context, operation, relation, reasons, permitted, took));
    }

    static String node(CpniProperties properties) {
        String configured = properties.node();
        if (configured != null) {
            return configured;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("this host has no name; set cpni.node to a name for the audit log", e);
        }
    }
}

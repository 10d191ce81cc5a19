package io.cpni.autoconfigure;

import io.cpni.accessor.GrantSource;
import io.cpni.accessor.GrantStore;
import io.cpni.accessor.JdbcGrantStore;
import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.breakglass.BreakGlass;
import io.cpni.breakglass.BreakGlassGrant;
import io.cpni.breakglass.BreakGlassListener;
import io.cpni.breakglass.BreakGlassSettings;
import io.cpni.breakglass.BreakGlassStore;
import io.cpni.observation.LoggingBreakGlassListener;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Configures grants that change while the application runs, and the way to need to know in an emergency. */
@AutoConfiguration(after = CpniSqlAutoConfiguration.class)
@ConditionalOnBean(FactStores.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniNeedToKnowAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CpniNeedToKnowAutoConfiguration.class);

    /** Creates the configuration. */
    public CpniNeedToKnowAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "cpni.grant-store.enabled", matchIfMissing = true)
    GrantStore cpniGrantStore(FactStores stores) {
        return new JdbcGrantStore(stores.raw());
    }

    @Bean
    LoggingBreakGlassListener cpniBreakGlassLog() {
        return new LoggingBreakGlassListener();
    }

    @Bean
    @ConditionalOnMissingBean
    BreakGlass cpniBreakGlass(
            BreakGlassStore store,
            GrantSource grants,
            AuditLog auditLog,
            ObjectProvider<BreakGlassListener> listeners,
            ObjectProvider<Clock> clock,
            TraceSource trace,
            CpniProperties properties) {
        CpniProperties.BreakGlass settings = properties.breakGlass();
        return new BreakGlass(
                store,
                grants,
                auditLog,
                grant -> listeners.orderedStream().forEach(listener -> tell(listener, grant)),
                new BreakGlassSettings(settings.maximumDuration(), settings.reviewerRoles()),
                CpniAutoConfiguration.clock(clock),
                CpniAutoConfiguration.node(properties),
                trace);
    }

    /** One alarm that fails must not silence the others. */
    private static void tell(BreakGlassListener listener, BreakGlassGrant grant) {
        try {
            listener.opened(grant);
        } catch (RuntimeException e) {
            LOG.error("An alarm for broken glass ({}) could not be raised", grant.id(), e);
        }
    }
}

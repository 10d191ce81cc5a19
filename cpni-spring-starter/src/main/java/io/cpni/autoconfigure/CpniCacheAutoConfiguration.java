package io.cpni.autoconfigure;

import io.cpni.audit.AuditLog;
import io.cpni.audit.TraceSource;
import io.cpni.cache.CacheRules;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Keeps labelled records out of Spring's caches, or, where a cache is declared, to those to whom they were shown. */
@AutoConfiguration(after = CpniAutoConfiguration.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniCacheAutoConfiguration {

    /** Creates the configuration. */
    public CpniCacheAutoConfiguration() {}

    /** Looks settings and stores up when they are needed: cache managers may be built before them. */
    @Bean
    static GuardedCacheBeanPostProcessor cpniGuardedCacheBeanPostProcessor(
            ObjectProvider<CpniProperties> properties,
            ObjectProvider<AuditLog> auditLog,
            ObjectProvider<Clock> clock,
            ObjectProvider<TraceSource> trace) {
        return new GuardedCacheBeanPostProcessor(() -> {
            CpniProperties settings = properties.getObject();
            return new CacheRules(
                    settings.cache().declared().keySet(),
                    settings.cache().keepAtMost(),
                    auditLog::getObject,
                    CpniAutoConfiguration.ticking(clock),
                    CpniAutoConfiguration.node(settings),
                    CpniAutoConfiguration.tracing(trace));
        });
    }

    @Bean
    static CachedMethodCheck cpniCachedMethodCheck(
            ConfigurableListableBeanFactory beans, ObjectProvider<CpniProperties> properties) {
        return new CachedMethodCheck(
                beans, () -> properties.getObject().cache().declared().keySet());
    }
}

package io.cpni.autoconfigure;

import io.cpni.observation.MicrometerBreakGlassListener;
import io.cpni.observation.MicrometerDecisionListener;
import io.cpni.observation.SqlGateMeters;
import io.cpni.purpose.Purpose;
import io.cpni.sql.SqlGate;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters decisions, and the gate's caches, where Micrometer is present. */
@AutoConfiguration(
        after = {CpniAutoConfiguration.class, CpniSqlAutoConfiguration.class},
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "cpni.enabled", matchIfMissing = true)
public final class CpniMetricsAutoConfiguration {

    /** Creates the configuration. */
    public CpniMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    MicrometerDecisionListener cpniDecisionMeters(MeterRegistry registry) {
        return new MicrometerDecisionListener(registry);
    }

    /** Spring Boot binds it to every registry there is. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(SqlGate.class)
    SqlGateMeters cpniGateMeters(SqlGate gate) {
        return new SqlGateMeters(gate);
    }

    @Bean
    @ConditionalOnMissingBean
    MicrometerBreakGlassListener cpniBreakGlassMeters(MeterRegistry registry, CpniProperties properties) {
        return new MicrometerBreakGlassListener(
                registry,
                properties.breakGlass().purposes().stream().map(Purpose::name).toList());
    }
}

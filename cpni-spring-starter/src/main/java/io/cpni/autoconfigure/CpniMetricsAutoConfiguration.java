package io.cpni.autoconfigure;

import io.cpni.observation.MicrometerBreakGlassListener;
import io.cpni.observation.MicrometerDecisionListener;
import io.cpni.purpose.Purpose;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters decisions where Micrometer is present. */
@AutoConfiguration(
        after = CpniAutoConfiguration.class,
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

    @Bean
    @ConditionalOnMissingBean
    MicrometerBreakGlassListener cpniBreakGlassMeters(MeterRegistry registry, CpniProperties properties) {
        return new MicrometerBreakGlassListener(
                registry,
                properties.breakGlass().purposes().stream().map(Purpose::name).toList());
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static io.cpni.autoconfigure.CarrierContext.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.observation.SqlGateMeters;
import io.cpni.purpose.Purpose;
import io.cpni.sql.SqlGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** The gate's caches in the registry that Spring Boot configures. */
class GateMetersTest {

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withUserConfiguration(BrendaIsSignedIn.class)
            .withConfiguration(AutoConfigurations.of(
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    SimpleMetricsExportAutoConfiguration.class));

    private static double gets(MeterRegistry registry, String cache, String result) {
        return registry.get("cpni.gate.cache.gets")
                .tags("cache", cache, "result", result)
                .functionCounter()
                .count();
    }

    private static double gauge(MeterRegistry registry, String name, String cache) {
        return registry.get("cpni.gate.cache." + name)
                .tag("cache", cache)
                .gauge()
                .value();
    }

    @Test
    void hitsMissesEvictionsAndWeightAreMetered() {
        runner.run(context -> {
            store(context.getBean(EntityManagerFactory.class));
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry).isInstanceOf(SimpleMeterRegistry.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            for (String cache : new String[] {"analyzed", "rewritten"}) {
                double hits = gets(registry, cache, "hit");
                double misses = gets(registry, cache, "miss");
                double entries = gauge(registry, "entries", cache);
                double weight = gauge(registry, "weight", cache);
                String sql = "select p.callee from phone_call p where p.id < 100 and '" + cache + "' = '" + cache + "'";
                AccessContext billing =
                        AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
                for (int i = 0; i < 4; i++) {
                    assertThat(AccessScope.within(billing, () -> jdbc.queryForList(sql)))
                            .hasSize(1);
                }

                assertThat(gets(registry, cache, "miss")).isEqualTo(misses + 1);
                assertThat(gets(registry, cache, "hit")).isEqualTo(hits + 3);
                assertThat(gauge(registry, "entries", cache)).isEqualTo(entries + 1);
                assertThat(gauge(registry, "weight", cache)).isGreaterThan(weight + sql.length());
                assertThat(gauge(registry, "weight.max", cache)).isEqualTo(16_000_000);
                assertThat(registry.get("cpni.gate.cache.evictions")
                                .tag("cache", cache)
                                .functionCounter()
                                .count())
                        .isZero();
            }
        });
    }

    @Test
    void withoutAGateOrMicrometerNothingIsMetered() {
        CarrierContext.runner()
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SqlGate.class)
                        .doesNotHaveBean("cpniGateMeters"));
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(CpniAutoConfiguration.class, CpniMetricsAutoConfiguration.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SqlGateMeters.class));
    }
}

package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Nothing labelled is kept where the next session finds it. */
class SharedCachesTest {

    private final ApplicationContextRunner runner = Ledger.runner(CarrierContext.freshDatabase())
            .withPropertyValues(
                    "spring.jpa.properties.hibernate.cache.region.factory_class=" + MapRegions.class.getName());

    @Test
    void labelledEntitiesInTheSecondLevelCacheStopTheStart() {
        runner.withPropertyValues("spring.jpa.properties.jakarta.persistence.sharedCache.mode=ALL")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("kept in the second-level cache")
                        .hasStackTraceContaining("Charge"));
    }

    @Test
    void aQueryCacheStopsTheStart() {
        runner.withPropertyValues("spring.jpa.properties.hibernate.cache.use_query_cache=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("the query cache would answer one accessor"));
    }

    @Test
    void aPersisterOfSomebodyElseStopsTheStart() {
        runner.withPropertyValues("spring.jpa.properties.hibernate.persister.resolver="
                        + "org.hibernate.persister.internal.StandardPersisterClassResolver")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("sessions cannot be guarded"));
    }

    @Test
    void aCacheForWhatIsNotLabelledDoesNot() {
        runner.run(context -> assertThat(context).hasNotFailed());
    }
}

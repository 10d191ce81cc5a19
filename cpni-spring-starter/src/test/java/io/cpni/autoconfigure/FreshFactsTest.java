package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.access.AccessDecisions;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerKeyType;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.jdbc.FactSchema;
import io.cpni.label.DataCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Facts stand beside the data, and count for the instant that they are of. */
class FreshFactsTest {

    private final String url = CarrierContext.freshDatabase();
    private final String elsewhere = CarrierContext.freshDatabase();

    private final ApplicationContextRunner runner = Ledger.runner(url)
            .withUserConfiguration(Two.class)
            .withPropertyValues("cpni.audit.url=" + url, "cpni.audit.username=sa", "cpni.audit.password=");

    @Configuration(proxyBeanMethods = false)
    static class Two {
        @Bean
        @Primary
        DataSource main(Environment environment) {
            return new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"), "sa", "");
        }

        @Bean(defaultCandidate = false)
        DataSource other(Environment environment) {
            return new DriverManagerDataSource(environment.getRequiredProperty("other.url"), "sa", "");
        }
    }

    @Test
    void twoDataSourcesMayLeadToOneDatabase() {
        runner.withPropertyValues("other.url=" + url)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aDataSourceWithoutFactsStopsTheStart() {
        runner.withPropertyValues("other.url=" + elsewhere).run(context -> {
            assertThat(context)
                    .getFailure()
                    .isInstanceOf(FactsElsewhereException.class)
                    .hasMessageContaining("'other'");
            assertThat(new FreshFactsFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getAction())
                    .contains("the same database");
        });
    }

    /** Nobody fills them: who opted out elsewhere would not have opted out here. */
    @Test
    void oneWithOtherTablesOfFactsDoesToo() {
        FactSchema.create(new DriverManagerDataSource(elsewhere, "sa", ""), CustomerKeyType.BIGINT);

        runner.withPropertyValues("other.url=" + elsewhere)
                .run(context -> assertThat(context).getFailure().isInstanceOf(FactsElsewhereException.class));
    }

    @Test
    void aClockThatIsFarFromTheDatabasesStopsTheStart() {
        DataSource database = new DriverManagerDataSource(url, "sa", "");
        BoundedClock bounded = new BoundedClock(Clock.systemUTC());
        InstantSource late = () -> Instant.now().minusSeconds(60);

        assertThatExceptionOfType(ClockSkewException.class)
                .isThrownBy(new ClockSkewMeter(database, late, bounded, Duration.ofSeconds(2))::start)
                .satisfies(skew -> assertThat(
                                new FreshFactsFailureAnalyzer().analyze(skew).getAction())
                        .contains("cpni.sql.maximum-clock-skew"));
    }

    @Test
    void nothingIsDecidedWhileTheClocksAreTooFarApart() {
        DataSource database = new DriverManagerDataSource(url, "sa", "");
        BoundedClock bounded = new BoundedClock(Clock.systemUTC());

        new ClockSkewMeter(database, () -> Instant.now().plusSeconds(60), bounded, Duration.ofSeconds(2)).measure();
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(bounded::instant);

        new ClockSkewMeter(database, InstantSource.system(), bounded, Duration.ofSeconds(2)).measure();
        assertThat(bounded.instant()).isNotNull();
    }

    @Test
    void theGateDecidesByTheClockThatIsMeasured() {
        Ledger.runner(url).run(context -> {
            Ledger.store(context);
            context.getBean(DecidingClock.class).bounded().measured(new ClockSkewException("too far"));

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> AccessScope.within(
                            Ledger.BILLING,
                            () -> context.getBean(io.cpni.autoconfigure.ledger.ChargeRepository.class)
                                    .count()));
        });
    }

    @Test
    void whatDoesNotGoThroughSqlIsDecidedByThatClockToo() {
        Ledger.runner(url).run(context -> {
            context.getBean(DecidingClock.class).bounded().measured(new ClockSkewException("too far"));

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> AccessScope.within(
                            Ledger.BILLING,
                            () -> context.getBean(AccessDecisions.class)
                                    .access(Operation.READ, "bill", Set.of(DataCategory.BILLING), () -> "bill")));
        });
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static io.cpni.autoconfigure.CarrierContext.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.access.AccessDecisions;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.AccessorSource;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.SegmentIndexer;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.model.BilledCalls;
import io.cpni.autoconfigure.model.Call;
import io.cpni.autoconfigure.model.CallRepository;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.DecisionEngine;
import io.cpni.observation.MicrometerDecisionListener;
import io.cpni.purpose.Purpose;
import io.cpni.report.AccessReport;
import io.cpni.report.AuditedReports;
import io.cpni.sql.GuardedDataSource;
import io.cpni.sql.SqlGate;
import io.cpni.web.CpniProblemAdvice;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** What the starter brings to an application, and what makes it step back. */
class CpniAutoConfigurationTest {

    private final ApplicationContextRunner runner = CarrierContext.runner();

    @Test
    void everythingThatTouchesDataIsGuarded() {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(DataSource.class)).isInstanceOf(GuardedDataSource.class);
            assertThat(context)
                    .hasSingleBean(SqlGate.class)
                    .hasSingleBean(DecisionEngine.class)
                    .hasSingleBean(ApprovalStore.class)
                    .hasSingleBean(AuditLog.class)
                    .hasSingleBean(AccessReport.class)
                    .hasSingleBean(AuditedReports.class)
                    .hasSingleBean(SegmentIndexer.class)
                    .hasSingleBean(AccessDecisions.class)
                    .hasSingleBean(AccessorSource.class);
        });
    }

    @Test
    void nothingIsReadWithoutAPurpose() {
        runner.run(context -> {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            assertThatThrownBy(() -> jdbc.queryForObject("select count(*) from phone_call", Long.class))
                    .isInstanceOfSatisfying(
                            CpniAccessDeniedException.class,
                            denied -> assertThat(denied.decision().reason().rule())
                                    .isEqualTo("R-GEN-3"));
        });
    }

    @Test
    void anAnnotatedRepositoryMethodBindsPurposeAndAccessor() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
                .run(context -> {
                    store(context.getBean(EntityManagerFactory.class));
                    CallRepository calls = context.getBean(CallRepository.class);

                    assertThat(calls.findByPersonId(1))
                            .extracting(Call::getCallee)
                            .containsExactly("+12125550100");
                    assertThat(AccessScope.current()).isEmpty();
                    assertThat(context.getBean(InMemoryAuditLog.class).records())
                            .anySatisfy(record -> {
                                assertThat(record.entry().kind()).isEqualTo(AuditKind.ACCESS);
                                assertThat(record.entry().accessor()).contains("brenda");
                                assertThat(record.entry().purpose()).contains(Purpose.BILL_COLLECT);
                                assertThat(record.entry().relation().orElseThrow())
                                        .isEqualToIgnoringCase("phone_call");
                            });
                    assertThatThrownBy(() -> calls.findByCallee("+12125550100"))
                            .isInstanceOf(CpniAccessDeniedException.class);
                });
    }

    @Test
    void beansOfTheApplicationReplaceOurs() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
                .withBean(ApprovalStore.class, InMemoryApprovalStore::new)
                .run(context -> {
                    assertThat(context).getBean(AuditLog.class).isInstanceOf(InMemoryAuditLog.class);
                    assertThat(context).getBean(ApprovalStore.class).isInstanceOf(InMemoryApprovalStore.class);
                    assertThat(context).doesNotHaveBean("cpniAccessorSource");
                });
    }

    @Test
    void switchedOffItLeavesEverythingAlone() {
        runner.withPropertyValues("cpni.enabled=false").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(DataSource.class)).isNotInstanceOf(GuardedDataSource.class);
            assertThat(context).doesNotHaveBean(SqlGate.class).doesNotHaveBean(DecisionEngine.class);
        });
    }

    @Test
    void withoutFlywayTheSameScriptsAreRun() {
        runner.withClassLoader(new FilteredClassLoader(Flyway.class)).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context).hasSingleBean(ApprovalStore.class);
        });
    }

    @Test
    void aDataSourceThatPassesOnToAGuardedOneIsNotGuardedTwice() {
        String url = "cpni.audit.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        ApplicationContextRunner lazy = runner.withUserConfiguration(BrendaIsSignedIn.class, LazyDataSource.class);
        lazy.run(context -> assertThat(context).getFailure().hasStackTraceContaining("set cpni.audit.url"));
        lazy.withPropertyValues(url).run(context -> {
            assertThat(context.getBean("outer")).isInstanceOf(TransactionAwareDataSourceProxy.class);
            assertThat(context.getBean("inner")).isInstanceOf(GuardedDataSource.class);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyDataSource {
        @Bean
        DataSource inner() {
            return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        @Bean
        @Primary
        DataSource outer(@Qualifier("inner") DataSource inner) {
            return new TransactionAwareDataSourceProxy(inner);
        }
    }

    @Test
    void inheritedMethodsOfAnAnnotatedRepositoryHaveItsPurposeToo() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
                .run(context -> {
                    store(context.getBean(EntityManagerFactory.class));

                    assertThat(context.getBean(BilledCalls.class).count()).isEqualTo(1);
                });
    }

    @Test
    void nobodySignedInIsDeniedAndOnRecord() {
        runner.withUserConfiguration(RecordingAuditLog.class)
                .withBean(AccessorSource.class, () -> Optional::empty)
                .run(context -> {
                    assertThatThrownBy(
                                    () -> context.getBean(CallRepository.class).findByPersonId(1))
                            .isInstanceOf(CpniAccessDeniedException.class);
                    assertThat(context.getBean(InMemoryAuditLog.class).entries())
                            .singleElement()
                            .satisfies(entry -> {
                                assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL);
                                assertThat(entry.accessor()).isEmpty();
                                assertThat(entry.purpose()).contains(Purpose.BILL_COLLECT);
                                assertThat(entry.rules())
                                        .extracting(AppliedRule::id)
                                        .containsExactly("R-GEN-1");
                            });
                });
    }

    @Test
    void decisionsAreMeteredWhereThereIsARegistry() {
        runner.withUserConfiguration(BrendaIsSignedIn.class)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    assertThat(context).hasSingleBean(MicrometerDecisionListener.class);
                    store(context.getBean(EntityManagerFactory.class));
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("cpni.decisions")
                                    .tag("outcome", "permit")
                                    .tag("rule", "R-222-d1")
                                    .counter()
                                    .count())
                            .isPositive();
                });
    }

    @Test
    void withoutMicrometerNothingIsMetered() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("cpniDecisionMeters"));
    }

    @Test
    void denialsBecomeProblemDetailsInWebApplicationsOnly() {
        runner.run(context -> assertThat(context).doesNotHaveBean(CpniProblemAdvice.class));
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CpniAutoConfiguration.class, CpniWebAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(CpniProblemAdvice.class));
    }

    @Test
    void aDenialIsOnRecordThoughTheTransactionRolledBack() {
        runner.withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
                .run(context -> {
                    TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
                    CallRepository calls = context.getBean(CallRepository.class);
                    AccessContext marketing =
                            AccessContext.of(BRENDA, Purpose.MARKET).build();
                    assertThatThrownBy(() -> transaction.executeWithoutResult(
                                    status -> AccessScope.within(marketing, () -> calls.findByCallee("+1"))))
                            .isInstanceOf(CpniAccessDeniedException.class);
                    assertThat(context.getBean(InMemoryAuditLog.class).records())
                            .anySatisfy(record -> {
                                assertThat(record.entry().kind()).isEqualTo(AuditKind.DENIAL);
                                assertThat(record.entry().rules().get(0).id()).isEqualTo("R-GEN-1");
                            });
                });
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.access.AccessDecisions;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.CustomScope;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.GrantSource;
import io.cpni.accessor.GrantStore;
import io.cpni.accessor.Operation;
import io.cpni.audit.AuditKind;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.breakglass.BreakGlass;
import io.cpni.breakglass.BreakGlassGrant;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who needs to know, in a running application: grants of the store, the carrier's own scopes, emergencies. */
@ExtendWith(OutputCaptureExtension.class)
class NeedToKnowTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Accessor CARL = staff("carl", "csr");
    private static final AccessContext SUPPORT =
            AccessContext.of(CARL, Purpose.PROVIDE_SERVICE).build();
    private static final Grant CARE = new Grant(
            "csr",
            Set.of(Purpose.PROVIDE_SERVICE),
            Set.of(DataCategory.CALL_DETAIL),
            Set.of(Operation.READ),
            GrantScope.ALL,
            Set.of());

    private final TurnableClock clock = new TurnableClock();
    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
            .withBean(Clock.class, () -> clock);

    private static final class TurnableClock extends Clock {

        private Instant instant = NOW;

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static Accessor staff(String id, String role) {
        return Accessor.staff(id, Set.of(role), Instant.parse("2199-01-01T00:00:00Z"));
    }

    /** Counts calls through the gate, and asks for Ann's beside it; the two must agree on Ann, who has the only call. */
    private static boolean seesAnn(ApplicationContext context) {
        boolean inTheList = attempt(() -> context.getBean(JdbcTemplate.class)
                .queryForObject("select count(*) from phone_call", Long.class)
                .equals(1L));
        boolean alone = attempt(() -> context.getBean(AccessDecisions.class)
                .access(
                        Operation.READ,
                        "test",
                        Set.of(DataCategory.CALL_DETAIL),
                        CustomerId.of(1),
                        () -> Boolean.TRUE));
        assertThat(alone).isEqualTo(inTheList);
        return inTheList;
    }

    private static boolean attempt(Supplier<Boolean> work) {
        try {
            return AccessScope.within(SUPPORT, work::get);
        } catch (CpniAccessDeniedException denied) {
            assertThat(denied.decision().reason().rule()).isEqualTo("R-GEN-1");
            return false;
        }
    }

    @Test
    void grantsOfTheStoreComeAndGoWhileTheApplicationRuns() {
        runner.run(context -> {
            store(context.getBean(EntityManagerFactory.class));
            GrantStore grants = context.getBean(GrantStore.class);
            assertThat(seesAnn(context)).isFalse();

            grants.append(CARE, NOW, Instant.MAX);
            assertThat(seesAnn(context)).isFalse();
            clock.instant = NOW.plusSeconds(10);
            assertThat(seesAnn(context)).isTrue();

            grants.end(CARE, clock.instant);
            clock.instant = NOW.plusSeconds(20);
            assertThat(seesAnn(context)).isFalse();
        });
    }

    @Test
    void aStoreOfGrantsThatIsAwayTooLongEndsAllAccessAndIsNamed() {
        runner.run(context -> {
            store(context.getBean(EntityManagerFactory.class));
            new JdbcTemplate(context.getBean(FactStores.class).raw()).execute("DROP TABLE cpni_grant");
            clock.instant = NOW.plusSeconds(59);
            assertThat(seesAnn(context)).isFalse();
            clock.instant = NOW.plusSeconds(60);

            assertThatThrownBy(() -> seesAnn(context))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("cpni_grant");
            assertThat(context.getBean(InMemoryAuditLog.class).entries()).last().satisfies(entry -> {
                assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL);
                assertThat(entry.accessor()).contains("carl");
                assertThat(entry.relation().orElseThrow()).isEqualToIgnoringCase("phone_call");
            });
        });
    }

    @Test
    void withoutTheStoreOnlyTheConfigurationGrants() {
        runner.withPropertyValues("cpni.grant-store.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(GrantStore.class);
            assertThat(context.getBean(GrantSource.class).inForce().all())
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.role()).isEqualTo("billing"));
        });
    }

    @Test
    void aScopeOfTheCarriersOwnReachesWhomItsRelationHolds() {
        runner.withPropertyValues(
                        "cpni.scopes.own-region=works_in_region",
                        "cpni.grants[1].role=csr",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL",
                        "cpni.grants[1].scope=own-region")
                .run(context -> {
                    JdbcTemplate raw =
                            new JdbcTemplate(context.getBean(FactStores.class).raw());
                    raw.execute("CREATE TABLE works_in_region (customer_id BIGINT, accessor_id VARCHAR(200),"
                            + " valid_from TIMESTAMP(6) WITH TIME ZONE, valid_until TIMESTAMP(6) WITH TIME ZONE)");
                    store(context.getBean(EntityManagerFactory.class));
                    assertThat(seesAnn(context)).isFalse();

                    raw.execute("INSERT INTO works_in_region VALUES (1, 'carl',"
                            + " TIMESTAMP WITH TIME ZONE '2026-11-20 09:00:00+00',"
                            + " TIMESTAMP WITH TIME ZONE '2026-11-20 10:00:00+00')");
                    assertThat(seesAnn(context)).isTrue();
                    clock.instant = NOW.plusSeconds(3600);
                    assertThat(seesAnn(context)).isFalse();
                });
    }

    @Test
    void aScopeThatIsNotKnownStopsTheStartAndTheKnownOnesAreNamed() {
        runner.withPropertyValues("cpni.scopes.region=works_in_region", "cpni.grants[0].scope=reseller")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(UnknownScopeException.class, failure -> {
                            var analysis = new UnknownScopeFailureAnalyzer().analyze(failure);
                            assertThat(analysis.getDescription())
                                    .contains(
                                            "billing",
                                            "RESELLER",
                                            "ALL, ASSIGNED, AUDIT_LOG, AUDIT_TEXT, BREAK_GLASS, OWN, REGION");
                            assertThat(analysis.getAction()).contains("cpni.scopes.reseller");
                        }));
    }

    @Test
    void aScopeIsNotCalledAsABuiltInOneNorAnsweredBesideItsRelation() {
        runner.withPropertyValues("cpni.scopes.assigned=everybody")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("ASSIGNED"));
        runner.withUserConfiguration(RegionBean.class)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("cpni.scopes"));
        runner.withUserConfiguration(RegionBean.class)
                .withPropertyValues("cpni.scopes.region=works_in_region")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class RegionBean {
        @Bean
        CustomScope region() {
            return new CustomScope() {
                @Override
                public GrantScope scope() {
                    return GrantScope.of("region");
                }

                @Override
                public String relation() {
                    return "works_in_region";
                }

                @Override
                public boolean reaches(String accessorId, CustomerId customer, Instant at) {
                    return false;
                }
            };
        }
    }

    @Test
    void theGlassIsBrokenLoudlyAndReviewed(CapturedOutput output) {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(
                        "cpni.break-glass.roles=csr",
                        "cpni.break-glass.purposes=PROVIDE_SERVICE",
                        "cpni.break-glass.maximum-duration=30m",
                        "cpni.break-glass.reviewer-roles=supervisor")
                .run(context -> {
                    store(context.getBean(EntityManagerFactory.class));
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("cpni.break_glass").counter().count()).isZero();
                    assertThat(seesAnn(context)).isFalse();
                    BreakGlass breakGlass = context.getBean(BreakGlass.class);

                    BreakGlassGrant grant = breakGlass.open(
                            CARL, CustomerId.of(1), Purpose.PROVIDE_SERVICE, "secret-reason", Duration.ofMinutes(30));

                    assertThat(seesAnn(context)).isTrue();
                    assertThat(meters.get("cpni.break_glass")
                                    .tag("purpose", "PROVIDE_SERVICE")
                                    .counter()
                                    .count())
                            .isEqualTo(1);
                    assertThat(output.getOut().lines().filter(line -> line.contains("Glass broken")))
                            .singleElement()
                            .satisfies(line -> assertThat(line)
                                    .contains("ERROR", "carl", grant.id().toString())
                                    .doesNotContain("secret-reason"));
                    clock.instant = NOW.plus(Duration.ofMinutes(30));
                    assertThat(seesAnn(context)).isFalse();
                    assertThat(breakGlass.unreviewed()).containsExactly(grant);
                    breakGlass.review(grant.id(), staff("sue", "supervisor"), "was needed");
                    assertThat(breakGlass.unreviewed()).isEmpty();
                });
    }

    @Test
    void nobodyBreaksTheGlassUnlessTheConfigurationSaysWhoForWhatAndWhoReviews() {
        runner.run(context -> assertThatThrownBy(() -> context.getBean(BreakGlass.class)
                        .open(CARL, CustomerId.of(1), Purpose.PROVIDE_SERVICE, "why", Duration.ofMinutes(1)))
                .isInstanceOf(CpniAccessDeniedException.class));
        runner.withPropertyValues("cpni.break-glass.roles=csr", "cpni.break-glass.purposes=PROVIDE_SERVICE")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("reviewer-roles"));
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.BILLING;
import static io.cpni.autoconfigure.Ledger.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.ledger.Bookmark;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.Payer;
import io.cpni.cache.LabelledCacheException;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.http.ResponseEntity;

/** Caches keep no labelled records, unless they are declared. */
class CachedRecordsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CpniAutoConfiguration.class, CpniCacheAutoConfiguration.class))
            .withUserConfiguration(Caching.class, RecordingAuditLog.class, BrendaIsSignedIn.class)
            .withPropertyValues("cpni.node=test");

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caching {

        private Instant now = NOON;

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }

        @Bean
        Clock clock() {
            return new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }
            };
        }
    }

    record Line(String label, Charge charge) {}

    static class Basket<T> {
        @Nullable T content;
    }

    static final class Charges extends ArrayList<Charge> {
        private static final long serialVersionUID = 1L;
    }

    interface One {
        @Cacheable("c")
        Charge get();
    }

    static class Plain implements One {
        @Override
        public Charge get() {
            return charge();
        }
    }

    static class InOptional {
        @Cacheable("c")
        public Optional<Charge> get() {
            return Optional.of(charge());
        }
    }

    static class InPage {
        @Cacheable("c")
        public Page<Charge> get() {
            return new PageImpl<>(List.of(charge()));
        }
    }

    static class InMap {
        @CachePut("c")
        public Map<String, List<Charge>> get() {
            return Map.of();
        }
    }

    static class InArray {
        @Cacheable("c")
        public Charge[] get() {
            return new Charge[0];
        }
    }

    static class InRecord {
        @Cacheable("c")
        public Line get() {
            return new Line("a", charge());
        }
    }

    static class InBasket {
        @Cacheable("c")
        public Basket<Charge> get() {
            return new Basket<>();
        }
    }

    static class InSubclass {
        @Cacheable("c")
        public Charges get() {
            return new Charges();
        }
    }

    static class InFuture {
        @Cacheable("c")
        public CompletableFuture<Charge> get() {
            return CompletableFuture.completedFuture(charge());
        }
    }

    static class InResponse {
        @Cacheable("c")
        public ResponseEntity<Charge> get() {
            return ResponseEntity.ok(charge());
        }
    }

    static class InWildcard {
        @Cacheable("c")
        public List<? extends Charge> get() {
            return List.of();
        }
    }

    static class InPlainEntity {
        @Cacheable("c")
        public Bookmark get() {
            return new Bookmark(1L, charge());
        }
    }

    @Cacheable("c")
    static class OnClass extends Generic<Charge> {
        @Override
        public List<Charge> get() {
            return List.of();
        }
    }

    abstract static class Generic<T> {
        public abstract List<T> get();
    }

    /** As a repository does that inherits its methods. */
    @Cacheable("c")
    interface Inheriting extends InheritedBy<Charge> {}

    @Cacheable("c")
    interface InheritedBy<T> {
        Optional<T> get();
    }

    static class Inherited implements Inheriting {
        @Override
        public Optional<Charge> get() {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Plain.class,
                InOptional.class,
                InPage.class,
                InMap.class,
                InArray.class,
                InRecord.class,
                InBasket.class,
                InSubclass.class,
                InFuture.class,
                InResponse.class,
                InWildcard.class,
                InPlainEntity.class,
                OnClass.class,
                Inherited.class
            })
    void aCachedMethodWhoseResultIsLabelledStopsTheStart(Class<?> service) {
        runner.withUserConfiguration(service)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOfSatisfying(
                                LabelledCacheException.class,
                                failure -> assertThat(new LabelledCacheFailureAnalyzer()
                                                .analyze(failure)
                                                .getDescription())
                                        .contains(service.getSimpleName())));
        runner.withUserConfiguration(service)
                .withPropertyValues("cpni.cache.declared.c=asked for often")
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class Tariffs {
        @Cacheable("c")
        public Map<String, Optional<List<Integer>>> get() {
            return Map.of();
        }
    }

    @Test
    void whatIsNotLabelledIsCachedAsEver() {
        runner.withUserConfiguration(Tariffs.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** Of a resolver nothing tells where its caches come from. */
    @Test
    void aDeclaredCacheMustComeFromAManagerThatIsGuarded() {
        for (Class<?> around : List.of(ByResolver.class, ByConfigurer.class)) {
            runner.withUserConfiguration(Plain.class, around)
                    .withPropertyValues("cpni.cache.declared.c=asked for often")
                    .run(context -> assertThat(context).getFailure().isInstanceOf(LabelledCacheException.class));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByResolver implements CachingConfigurer {
        @Override
        public CacheResolver cacheResolver() {
            return new SimpleCacheResolver(new ConcurrentMapCacheManager());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByConfigurer implements CachingConfigurer {
        @Override
        public CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Test
    void aDeclarationNeedsAReasonAndItsTimeIsBounded() {
        runner.withPropertyValues("cpni.cache.declared.c= ")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("needs a reason"));
        runner.withPropertyValues("cpni.cache.keep-at-most=61s")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("at most PT1M"));
    }

    static Stream<Object> labelled() {
        Basket<Object> basket = new Basket<>();
        basket.content = charge();
        Map<Object, Object> keyed = new HashMap<>();
        keyed.put(charge(), "x");
        return Stream.of(
                charge(),
                List.of(1, charge()),
                Optional.of(charge()),
                new Object[] {charge()},
                Map.of("a", List.of(charge())),
                keyed,
                Map.entry("a", charge()),
                new Line("a", charge()),
                basket,
                new PageImpl<>(List.of(charge())),
                ResponseEntity.ok(charge()),
                new Bookmark(1L, charge()));
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void whateverItsTypeALabelledValueIsNotPut(Object value) {
        runner.run(context -> {
            Cache cache = cache(context.getBean(CacheManager.class));

            assertThatExceptionOfType(LabelledCacheException.class).isThrownBy(() -> cache.put("k", value));
            assertThatExceptionOfType(LabelledCacheException.class).isThrownBy(() -> cache.putIfAbsent("k", value));
            assertThatExceptionOfType(Cache.ValueRetrievalException.class)
                    .isThrownBy(() -> cache.get("k", () -> value))
                    .withCauseInstanceOf(LabelledCacheException.class);
            assertThat(cache.retrieve("k", () -> CompletableFuture.completedFuture(value)))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(LabelledCacheException.class);
            assertThat(cache.get("k")).isNull();
        });
    }

    @Test
    void aDeclaredCacheForgetsInTime() {
        declared(context -> {
            Cache cache = cache(context.getBean(CacheManager.class));
            Caching time = context.getBean(Caching.class);
            AccessScope.within(BILLING, () -> {
                cache.put("k", List.of(charge()));
                time.now = NOON.plusSeconds(9);
                assertThat(cache.get("k")).isNotNull();
                time.now = NOON.plusSeconds(10);
                assertThat(cache.get("k")).isNull();
                // The clock was put back: how old it is nobody knows.
                time.now = NOON.minusSeconds(1);
                assertThat(cache.get("k")).isNull();
                return true;
            });
        });
    }

    /** Where the customer's approval counts, or something is to be done for the permit, the gate is asked each time. */
    @Test
    void onlyUsesWithoutApprovalAndObligationAreServedFromADeclaredCache() {
        declared(context -> {
            Cache cache = cache(context.getBean(CacheManager.class));
            for (Purpose purpose : Purpose.values()) {
                AccessContext staff =
                        AccessContext.of(CarrierContext.BRENDA, purpose).build();
                AccessScope.within(staff, () -> {
                    cache.put(purpose, List.of(charge()));
                    assertThat(cache.get(purpose) != null)
                            .as(purpose.name())
                            .isEqualTo(purpose == Purpose.PROVIDE_SERVICE || purpose == Purpose.BILL_COLLECT);
                    return true;
                });
            }
            AccessContext disclosed = AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT)
                    .recipient(Recipient.of(RecipientKind.AGENT))
                    .build();
            AccessScope.within(disclosed, () -> {
                cache.put("disclosed", charge());
                assertThat(cache.get("disclosed")).isNull();
                return true;
            });
            cache.put("nobody", charge());
            assertThat(cache.get("nobody")).isNull();
        });
    }

    @Test
    void whatADeclaredCacheKeepsIsGivenToTheSameShapeOnly() {
        declared(context -> {
            Cache cache = cache(context.getBean(CacheManager.class));
            Charge charge = charge();
            AccessScope.within(BILLING, () -> {
                cache.put("k", charge);
                return true;
            });
            AccessContext again = AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT)
                    .justification("another reason")
                    .build();
            AccessContext about = AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT)
                    .subject(io.cpni.customer.CustomerId.of(2))
                    .build();

            assertThat(AccessScope.within(again, () -> cache.get("k", Charge.class)))
                    .isSameAs(charge);
            assertThat(AccessScope.within(
                            again, () -> cache.get("k", () -> new Charge(2L, new Payer(2L, "Bob"), "+1"))))
                    .isSameAs(charge);
            assertThat(AccessScope.within(SUPPORT, () -> cache.get("k"))).isNull();
            assertThat(AccessScope.within(about, () -> cache.get("k"))).isNull();
            assertThat(cache.get("k")).isNull();
            assertThat(cache.getNativeCache()).isSameAs(cache);
            assertThat(context.getBean(InMemoryAuditLog.class).entries())
                    .hasSize(2)
                    .allSatisfy(entry -> {
                        assertThat(entry.relation()).contains("cache:c");
                        assertThat(entry.accessor()).contains("brenda");
                        assertThat(entry.customers().rows()).isEqualTo(1);
                    });
        });
    }

    private void declared(
            org.springframework.boot.test.context.runner.ContextConsumer<
                            org.springframework.boot.test.context.assertj.AssertableApplicationContext>
                    work) {
        runner.withPropertyValues("cpni.cache.declared.c=asked for often").run(work);
    }

    private static Cache cache(CacheManager caches) {
        return Optional.ofNullable(caches.getCache("c")).orElseThrow();
    }

    private static Charge charge() {
        return new Charge(1L, new Payer(1L, "Ann"), "+12125550101");
    }
}

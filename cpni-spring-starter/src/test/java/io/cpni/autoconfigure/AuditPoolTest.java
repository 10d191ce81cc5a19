package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditPosition;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.JdbcAuditLog;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.breakglass.BreakGlass;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit log has connections of its own, because who holds one of the application's must not wait for another. */
class AuditPoolTest {

    private static final Instant FAR_OFF = Instant.parse("2199-01-01T00:00:00Z");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CpniAutoConfiguration.class, CpniSqlAutoConfiguration.class));

    /** An audit log of the application's own, which holds something. */
    private static final class OwnLog implements AuditLog {

        private final InMemoryAuditLog log = new InMemoryAuditLog("own");

        @SuppressWarnings({"unused", "FieldCanBeLocal"}) // what the check has to find
        private final Object held;

        OwnLog(Object held) {
            this.held = held;
        }

        @Override
        public AuditPosition append(AuditEntry entry) {
            return log.append(entry);
        }
    }

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(CarrierContext.freshDatabase());
        pool.setMaximumPoolSize(8);
        return pool;
    }

    private static HikariDataSource over(DataSource other) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(other);
        return pool;
    }

    private void assertRefused(Function<HikariDataSource, AuditLog> log) {
        try (HikariDataSource raw = pool()) {
            runner.withBean("calls", DataSource.class, () -> raw)
                    .withBean("ownLog", AuditLog.class, () -> log.apply(raw))
                    .withPropertyValues("cpni.audit.url=" + CarrierContext.freshDatabase())
                    .run(context -> assertThat(context)
                            .getFailure()
                            .isInstanceOfSatisfying(
                                    SharedAuditPoolException.class, AuditPoolTest::assertTellsWhatToDo));
        }
    }

    private static void assertTellsWhatToDo(SharedAuditPoolException failure) {
        FailureAnalysis analysis = new SharedAuditPoolFailureAnalyzer().analyze(failure);
        assertThat(analysis.getDescription()).contains("'ownLog'", "'calls'");
        assertThat(analysis.getAction()).contains("'ownLog'", "cpni.audit.url", "HikariDataSource");
    }

    @Test
    void aLogOnTheApplicationsPoolStopsTheStart() {
        assertRefused(OwnLog::new);
    }

    @Test
    void theLibrarysLogOnTheApplicationsPoolStopsTheStart() {
        assertRefused(raw -> {
            new SchemaTool(CpniProperties.Initialize.ALWAYS).audit(raw);
            return JdbcAuditLog.builder(raw, "own", AuditKeys.ephemeral()).open();
        });
    }

    @Test
    void aLogThatReachesTheApplicationsPoolByDetoursStopsTheStart() {
        assertRefused(raw -> new OwnLog(new DelegatingDataSource(raw)));
        assertRefused(raw -> new OwnLog(new JdbcTemplate(raw)));
        assertRefused(raw -> new OwnLog(over(raw)));
        assertRefused(raw -> new OwnLog(List.of(Map.of("log", new OwnLog(raw)))));
        assertRefused(raw -> new OwnLog((Supplier<DataSource>) () -> raw));
    }

    @Test
    void aLogThatIsGivenTheGuardedBeanStopsTheStart() {
        try (HikariDataSource raw = pool()) {
            runner.withBean("calls", DataSource.class, () -> raw)
                    .withInitializer(context -> ((GenericApplicationContext) context)
                            .registerBean(
                                    "ownLog",
                                    AuditLog.class,
                                    () -> new OwnLog(context.getBean("calls", DataSource.class))))
                    .withPropertyValues("cpni.audit.url=" + CarrierContext.freshDatabase())
                    .run(context -> assertThat(context)
                            .getFailure()
                            .isInstanceOfSatisfying(
                                    SharedAuditPoolException.class, AuditPoolTest::assertTellsWhatToDo));
        }
    }

    @Test
    void twoPoolsOfOneDatabaseAreFine() {
        JdbcDataSource driver = new JdbcDataSource();
        driver.setURL(CarrierContext.freshDatabase());
        try (HikariDataSource calls = over(driver);
                HikariDataSource log = over(driver)) {
            runner.withBean("calls", DataSource.class, () -> calls)
                    .withBean("ownLog", AuditLog.class, () -> new OwnLog(log))
                    .withPropertyValues("cpni.audit.url=" + driver.getURL())
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    /** With two connections and forty who hold one each while they read, nobody waits for ever. */
    @Test
    void whoHoldsAConnectionNeedsNoOtherToBeAudited() {
        Accessor eve = Accessor.staff("eve", Set.of("on-call"), FAR_OFF);
        AccessContext billing =
                AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();
        AccessContext emergency = AccessContext.of(eve, Purpose.PROVIDE_SERVICE).build();
        AccessContext offer = AccessContext.of(Accessor.staff("mia", Set.of("market"), FAR_OFF), Purpose.MARKET)
                .offer(Offer.of(OfferPart.INTERNET_ACCESS))
                .subject(CustomerId.of(1))
                .build();
        CarrierContext.runner()
                .withUserConfiguration(BrendaIsSignedIn.class)
                .withPropertyValues(
                        "spring.datasource.hikari.maximum-pool-size=2",
                        "spring.datasource.hikari.connection-timeout=30000",
                        "cpni.break-glass.roles=on-call",
                        "cpni.break-glass.purposes=PROVIDE_SERVICE",
                        "cpni.break-glass.reviewer-roles=boss",
                        "cpni.grants[1].role=market",
                        "cpni.grants[1].purposes=MARKET",
                        "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[1].scope=ALL")
                .run(context -> {
                    CarrierContext.store(context.getBean(EntityManagerFactory.class));
                    context.getBean(BreakGlass.class)
                            .open(eve, CustomerId.of(1), Purpose.PROVIDE_SERVICE, "down", Duration.ofMinutes(30));
                    assertThat(readByForty(context, List.of(billing, emergency, offer)))
                            .hasSize(40)
                            .allMatch(rows -> rows == 2);
                });
    }

    /** Each reads when another one holds a connection too, so that both are gone. */
    private static List<Integer> readByForty(ApplicationContext context, List<AccessContext> contexts)
            throws Exception {
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
        CyclicBarrier bothAreGone = new CyclicBarrier(2);
        Callable<Integer> reader = () -> transaction.execute(status -> {
            try {
                bothAreGone.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            int rows = 0;
            for (AccessContext each : contexts) {
                rows += AccessScope.within(
                        each,
                        () -> jdbc.queryForList("select callee from phone_call", String.class)
                                .size());
            }
            return rows;
        });
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Integer> rows = new ArrayList<>();
            for (Future<Integer> each :
                    threads.invokeAll(java.util.Collections.nCopies(40, reader), 120, TimeUnit.SECONDS)) {
                rows.add(each.get());
            }
            return rows;
        } finally {
            threads.shutdownNow();
        }
    }
}

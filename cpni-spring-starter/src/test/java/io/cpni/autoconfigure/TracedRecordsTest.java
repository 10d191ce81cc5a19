package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.TraceIds;
import io.cpni.audit.TraceSource;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.model.Call;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Every record says under which ids tracing knows the work of the thread that asked. */
class TracedRecordsTest {

    private static final AccessContext BILLING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();

    private final ApplicationContextRunner runner =
            CarrierContext.runner().withUserConfiguration(RecordingAuditLog.class, Desk.class);

    /** Reads calls, on the thread that asks and on another. */
    static class Reader {

        private final JdbcTemplate jdbc;

        Reader(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @CpniAccess(purpose = Purpose.BILL_COLLECT)
        public List<String> annotated() {
            return read();
        }

        @Async
        public CompletableFuture<List<String>> elsewhere(Optional<String> traceOfThread) {
            traceOfThread.ifPresent(trace -> MDC.put("traceId", trace));
            try {
                return CompletableFuture.completedFuture(read());
            } finally {
                MDC.clear();
            }
        }

        private List<String> read() {
            return jdbc.queryForList("select callee from phone_call", String.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Desk {

        @Bean
        AccessorSource nobody() {
            return Optional::empty;
        }

        @Bean
        Reader reader(JdbcTemplate jdbc) {
            return new Reader(jdbc);
        }

        @Bean
        SimpleAsyncTaskExecutor applicationTaskExecutor() {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("desk-");
            executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
            return executor;
        }
    }

    @AfterEach
    void forget() {
        MDC.clear();
    }

    private static List<AuditEntry> added(ApplicationContext context, Runnable work) {
        InMemoryAuditLog log = context.getBean(InMemoryAuditLog.class);
        int before = log.entries().size();
        work.run();
        return log.entries().subList(before, log.entries().size());
    }

    private static List<String> traces(List<AuditEntry> entries) {
        return entries.stream().map(entry -> entry.traceId().orElse("-")).toList();
    }

    @Test
    void whatTheGateAndTheInterceptorAndSessionsRecordIsTraced() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            MDC.put("traceId", "4bf92f3577b34da6");
            MDC.put("spanId", "00f067aa");
            Reader reader = context.getBean(Reader.class);
            List<AuditEntry> entries = added(context, () -> {
                AccessScope.within(
                        BILLING,
                        () -> context.getBean(JdbcTemplate.class)
                                .queryForList("select callee from phone_call", String.class));
                assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(reader::annotated);
                context.getBean(EntityManagerFactory.class).runInTransaction(em -> {
                    AccessScope.within(BILLING, () -> em.find(Call.class, 1L));
                    assertThatExceptionOfType(CpniAccessDeniedException.class)
                            .isThrownBy(() -> em.find(Call.class, 1L).toString());
                });
            });
            assertThat(entries)
                    .extracting(entry -> entry.relation().orElse("-"))
                    .contains("hibernate-session", "-");
            assertThat(entries).hasSizeGreaterThanOrEqualTo(6).allSatisfy(entry -> {
                assertThat(entry.traceId()).contains("4bf92f3577b34da6");
                assertThat(entry.spanId()).contains("00f067aa");
            });
        });
    }

    /** The context goes along to another thread; what tracing knows of that thread is for its own logging context to say. */
    @Test
    void onAnotherThreadItsOwnLoggingContextDecides() {
        runner.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            Reader reader = context.getBean(Reader.class);
            MDC.put("traceId", "of the caller");
            for (Optional<String> trace : List.of(Optional.of("of the thread"), Optional.<String>empty())) {
                List<AuditEntry> entries = added(
                        context,
                        () -> assertThat(AccessScope.within(
                                        BILLING,
                                        () -> reader.elsewhere(trace)
                                                .orTimeout(30, TimeUnit.SECONDS)
                                                .join()))
                                .hasSize(1));
                assertThat(traces(entries)).containsExactly(trace.orElse("-"), trace.orElse("-"));
            }
        });
    }

    @Test
    void theApplicationsOwnSourceComesFirst() {
        runner.withBean(TraceSource.class, () -> () -> Optional.of(new TraceIds("own", Optional.empty())))
                .run(context -> {
                    CarrierContext.store(context.getBean(EntityManagerFactory.class));
                    assertThat(traces(context.getBean(InMemoryAuditLog.class).entries()))
                            .containsOnly("own");
                });
    }
}

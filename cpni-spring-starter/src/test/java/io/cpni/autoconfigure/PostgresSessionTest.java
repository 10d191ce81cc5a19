package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.AGENT;
import static io.cpni.autoconfigure.Ledger.BILLING;
import static io.cpni.autoconfigure.Ledger.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditSchema;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.FactSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What sessions must not do, on PostgreSQL. */
class PostgresSessionTest {

    @AutoClose
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @Test
    void oneSessionDoesNotGiveInFullWhatWouldBeMasked() {
        withLedger(context -> {
            try (EntityManager em = context.getBean(EntityManagerFactory.class).createEntityManager()) {
                AccessScope.within(BILLING, () -> em.find(Charge.class, 1L));
                assertThatExceptionOfType(CpniAccessDeniedException.class)
                        .isThrownBy(() -> AccessScope.within(SUPPORT, () -> em.find(Charge.class, 1L)));
                assertThatExceptionOfType(CpniAccessDeniedException.class)
                        .isThrownBy(() -> AccessScope.within(
                                SUPPORT,
                                () -> em.createQuery("select c from Charge c", Charge.class)
                                        .getResultList()));
            }
        });
    }

    @Test
    void whatWasReadMaskedIsNotWritten() {
        withLedger(context -> {
            Charge masked = AccessScope.within(
                    SUPPORT,
                    () -> context.getBean(ChargeRepository.class).findById(1L).orElseThrow());
            assertThat(masked.getCallee()).isEqualTo("+1212xxxxxxx");

            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> Ledger.as(BILLING, context, em -> em.merge(masked)));
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.within(BILLING, () -> {
                        context.getBean(EntityManagerFactory.class)
                                .unwrap(SessionFactory.class)
                                .inStatelessTransaction(session -> session.upsert(masked));
                        return true;
                    }));
            assertThat(behindTheGate().queryForObject("select callee from charge where id = 1", String.class))
                    .isEqualTo("+12125550101");
        });
    }

    @Test
    void aChangeOfARowThatIsHiddenMeanwhileIsDenied() {
        withLedger(context -> assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() ->
                        changed(context, "update cpni_assignment set valid_until = valid_from + interval '1' second")));
    }

    @Test
    void aChangeOfARowThatSomebodyElseChangedSaysSo() {
        withLedger(context -> assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> changed(context, "update charge set version = version + 1 where id = 1")));
    }

    private static void changed(ApplicationContext context, String meanwhile) {
        AccessScope.within(
                AGENT,
                () -> context.getBean(TransactionOperations.class).execute(status -> {
                    context.getBean(ChargeRepository.class)
                            .findById(1L)
                            .orElseThrow()
                            .setRemark("called back");
                    behindTheGate().update(meanwhile);
                    return true;
                }));
    }

    private static JdbcTemplate behindTheGate() {
        return new JdbcTemplate(server.getPostgresDatabase());
    }

    private static void withLedger(Consumer<ApplicationContext> work) {
        behindTheGate().execute("drop schema public cascade; create schema public");
        FactSchema.create(server.getPostgresDatabase(), CustomerKeyType.BIGINT);
        AuditSchema.create(server.getPostgresDatabase());
        Ledger.runner(server.getJdbcUrl("postgres", "postgres"))
                .withPropertyValues("cpni.schema.initialize=never")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Ledger.store(context);
                    work.accept(context);
                });
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.BILLING;
import static io.cpni.autoconfigure.Ledger.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import io.cpni.autoconfigure.ledger.Payer;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.sql.CpniStatementRefusedException;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was read masked is not written back, by whoever and however. */
class MaskedWritesTest {

    private final String url = CarrierContext.freshDatabase();

    @Test
    void anInstanceThatWasReadMaskedIsNotMerged() {
        withLedger(context -> {
            Charge masked = readMasked(context);

            denied(() -> Ledger.as(BILLING, context, em -> em.merge(masked)));
            denied(() -> within(
                    BILLING, () -> context.getBean(ChargeRepository.class).save(masked)));
            assertThat(callee()).isEqualTo("+12125550101");
        });
    }

    @Test
    void anInstanceThatWasReadInFullIs() {
        withLedger(context -> {
            Charge full = within(
                    BILLING,
                    () -> context.getBean(ChargeRepository.class).findById(1L).orElseThrow());
            full.setCallee("+12125550199");

            within(BILLING, () -> context.getBean(ChargeRepository.class).save(full));
            assertThat(callee()).isEqualTo("+12125550199");
        });
    }

    static Stream<Arguments> wholeWrites() {
        return Stream.of(
                Arguments.of("insert", (Write) StatelessSession::insert),
                Arguments.of("update", (Write) StatelessSession::update),
                Arguments.of("upsert", (Write) StatelessSession::upsert));
    }

    interface Write {
        void write(StatelessSession session, Charge charge);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeWrites")
    void aSessionWithoutStateWritesNoInstanceThatWasReadMasked(String name, Write write) {
        withLedger(context -> {
            Charge masked = readMasked(context);

            denied(() -> stateless(context, BILLING, session -> write.write(session, masked)));
            assertThat(callee()).isEqualTo("+12125550101");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeWrites")
    void norOneThatItReadMaskedItself(String name, Write write) {
        withLedger(context -> {
            Charge[] read = new Charge[1];
            stateless(context, SUPPORT, session -> read[0] = session.get(Charge.class, 1L));
            assertThat(read[0].getCallee()).isEqualTo("+1212xxxxxxx");

            denied(() -> stateless(context, BILLING, session -> write.write(session, read[0])));
            assertThat(callee()).isEqualTo("+12125550101");
        });
    }

    @Test
    void norOneThatItReadMaskedByAQueryOrInto() {
        withLedger(context -> {
            Charge[] read = new Charge[2];
            stateless(
                    context,
                    SUPPORT,
                    session -> read[0] = session.createQuery("select c from Charge c where c.id = 1", Charge.class)
                            .getSingleResult());
            stateless(context, BILLING, session -> read[1] = session.get(Charge.class, 1L));
            stateless(context, SUPPORT, session -> session.refresh(read[1]));

            denied(() -> stateless(context, BILLING, session -> session.update(read[0])));
            denied(() -> stateless(context, BILLING, session -> session.update(read[1])));
            assertThat(callee()).isEqualTo("+12125550101");
        });
    }

    @Test
    void aSessionWithoutStateWritesWhatItReadInFull() {
        withLedger(context -> {
            stateless(context, BILLING, session -> {
                Charge full = session.get(Charge.class, 1L);
                full.setCallee("+12125550199");
                session.update(full);
            });
            assertThat(callee()).isEqualTo("+12125550199");
        });
    }

    /** Saving a managed instance copies nothing; a dynamic update names what has changed. */
    @Test
    void whatIsShownOfAMaskedRecordMayBeChanged() {
        withLedger(context -> {
            ChargeRepository charges = context.getBean(ChargeRepository.class);
            Ledger.as(SUPPORT, context, em -> {
                Charge charge = em.find(Charge.class, 1L);
                charge.setRemark("called back");
                assertThat(em.merge(charge)).isSameAs(charge);
            });
            assertThat(within(BILLING, () -> charges.findById(1L)).map(Charge::getRemark))
                    .contains("called back");
            assertThat(callee()).isEqualTo("+12125550101");
        });
    }

    @Test
    void whatIsMaskedMayNot() {
        withLedger(context -> {
            assertThatExceptionOfType(CpniStatementRefusedException.class)
                    .isThrownBy(() -> within(
                            SUPPORT,
                            () -> context.getBean(org.springframework.transaction.support.TransactionOperations.class)
                                    .execute(status -> {
                                        context.getBean(ChargeRepository.class)
                                                .findById(1L)
                                                .orElseThrow()
                                                .setCallee("+12125550199");
                                        return true;
                                    })));
            assertThat(callee()).isEqualTo("+12125550101");
        });
    }

    static Stream<Arguments> masksWritten() {
        return Stream.of(
                Arguments.of("of a new instance", (Consumer<ApplicationContext>) context -> Ledger.as(
                        BILLING,
                        context,
                        em -> em.persist(new Charge(3L, em.getReference(Payer.class, 1L), "+1212xxxxxxx")))),
                Arguments.of("of an instance made up by hand", (Consumer<ApplicationContext>) context -> Ledger.as(
                        BILLING, context, em -> em.find(Charge.class, 1L).setCallee("xxxxxxx"))),
                Arguments.of("of another style", (Consumer<ApplicationContext>) context -> Ledger.as(
                        BILLING, context, em -> em.find(Charge.class, 1L).setRemark("***"))),
                Arguments.of("of a new instance in a session without state", (Consumer<ApplicationContext>) context ->
                        stateless(
                                context,
                                BILLING,
                                session ->
                                        session.insert(new Charge(3L, session.get(Payer.class, 1L), "+1212xxxxxxx")))),
                Arguments.of("by upsert", (Consumer<ApplicationContext>) context -> stateless(
                        context,
                        BILLING,
                        session -> session.upsert(new Charge(3L, session.get(Payer.class, 1L), "+1212xxxxxxx")))),
                Arguments.of("by a bulk update", (Consumer<ApplicationContext>) context -> Ledger.as(
                        BILLING,
                        context,
                        em -> em.createQuery("update Charge c set c.callee = :callee")
                                .setParameter("callee", "+1212xxxxxxx")
                                .executeUpdate())),
                Arguments.of("by a bulk update's literal", (Consumer<ApplicationContext>) context -> Ledger.as(
                        BILLING,
                        context,
                        em -> em.createQuery("update Charge c set c.callee = '+1212xxxxxxx'")
                                .executeUpdate())),
                Arguments.of("by JDBC", (Consumer<ApplicationContext>) context -> within(
                        BILLING,
                        () -> context.getBean(JdbcTemplate.class)
                                .update("update charge set callee = ? where id = ?", "+1212xxxxxxx", 1L))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("masksWritten")
    void whatLooksLikeAMaskIsNotWritten(String how, Consumer<ApplicationContext> write) {
        withLedger(context -> {
            Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> write.accept(context));

            assertThat(thrown).hasStackTraceContaining("looks like a mask").hasMessageNotContaining("1212");
            assertThat(Ledger.behindTheGate(url)
                            .queryForObject(
                                    "select count(*) from charge where callee like '%x' or remark = '***'", Long.class))
                    .isZero();
        });
    }

    @Test
    void labelledEntitiesHaveDynamicUpdatesAndOthersDoNot() {
        withLedger(context -> assertThat(Map.of(
                        "Charge", dynamic(context, Charge.class),
                        "Bookmark", dynamic(context, io.cpni.autoconfigure.ledger.Bookmark.class)))
                .containsEntry("Charge", true)
                .containsEntry("Bookmark", false));
    }

    private static boolean dynamic(ApplicationContext context, Class<?> entity) {
        return context.getBean(EntityManagerFactory.class)
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity)
                .isDynamicUpdate();
    }

    private static Charge readMasked(ApplicationContext context) {
        Charge masked = within(
                SUPPORT,
                () -> context.getBean(ChargeRepository.class).findById(1L).orElseThrow());
        assertThat(masked.getCallee()).isEqualTo("+1212xxxxxxx");
        return masked;
    }

    private static void stateless(ApplicationContext context, AccessContext who, Consumer<StatelessSession> work) {
        AccessScope.within(who, () -> {
            context.getBean(EntityManagerFactory.class)
                    .unwrap(SessionFactory.class)
                    .inStatelessTransaction(work::accept);
            return true;
        });
    }

    private String callee() {
        JdbcTemplate behind = Ledger.behindTheGate(url);
        return String.valueOf(behind.queryForObject("select callee from charge where id = 1", String.class));
    }

    private void withLedger(Consumer<ApplicationContext> work) {
        Ledger.runner(url).run(context -> {
            assertThat(context).hasNotFailed();
            Ledger.store(context);
            work.accept(context);
        });
    }

    private static <T> T within(AccessContext context, AccessScope.Work<T, RuntimeException> work) {
        return AccessScope.within(context, work);
    }

    private static void denied(ThrowingCallable write) {
        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(write)
                .satisfies(denied ->
                        assertThat(denied.decision().reason().remedy()).contains("was read masked"));
    }
}

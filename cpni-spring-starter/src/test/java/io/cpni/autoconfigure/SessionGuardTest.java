package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.BILLING;
import static io.cpni.autoconfigure.Ledger.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.audit.AuditKind;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.autoconfigure.ledger.Bookmark;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.Payer;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionCheckMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;

/** One session gives its records to one access shape. */
class SessionGuardTest {

    static Stream<Arguments> ways() {
        return Stream.of(
                way("find", em -> em.find(Charge.class, 1L)),
                way("getReference", em -> em.getReference(Charge.class, 1L)),
                way(
                        "several at once, the session first",
                        em -> em.unwrap(Session.class)
                                .findMultiple(Charge.class, List.of(1L), SessionCheckMode.ENABLED)),
                way(
                        "query",
                        em -> em.createQuery("select c from Charge c", Charge.class)
                                .getResultList()),
                way(
                        "projection",
                        em -> em.createQuery("select c.callee from Charge c", String.class)
                                .getResultList()),
                way(
                        "native query",
                        em -> em.createNativeQuery("select * from charge", Charge.class)
                                .getResultList()),
                way("what has an association that leads there", em -> em.find(Bookmark.class, 9L)),
                way(
                        "a query for that",
                        em -> em.createQuery("select b from Bookmark b", Bookmark.class)
                                .getResultList()),
                way("lock", em -> {
                    em.lock(
                            em.unwrap(Session.class).getReference(Charge.class, 1L),
                            jakarta.persistence.LockModeType.READ);
                    return true;
                }));
    }

    private static Arguments way(String name, Function<EntityManager, @Nullable Object> ask) {
        return Arguments.of(name, ask);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void whatWasReadInFullIsNotGivenWhereItWouldBeMasked(String name, Function<EntityManager, Object> ask) {
        inOneSession(em -> {
            within(
                    BILLING,
                    () -> assertThat(em.find(Charge.class, 1L).getCallee()).isEqualTo("+12125550101"));
            denied(() -> within(SUPPORT, () -> ask.apply(em)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void whatWasReadForAPurposeIsNotGivenForNone(String name, Function<EntityManager, Object> ask) {
        inOneSession(em -> {
            within(BILLING, () -> em.find(Charge.class, 1L));
            // Of statements that name labelled tables the gate says it before the session can.
            assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(() -> ask.apply(em));
        });
    }

    @Test
    void whatIsManagedWithoutHavingBeenReadIsNotGivenEither() {
        inOneSession(em -> {
            within(BILLING, () -> {
                em.persist(new Charge(3L, em.getReference(Payer.class, 1L), "+13125550103"));
                return true;
            });
            denied(() -> within(SUPPORT, () -> em.find(Charge.class, 3L)));
        });
    }

    @Test
    void whatIsMergedIsNotGivenEither() {
        inOneSession(em -> {
            within(BILLING, () -> em.merge(new Charge(3L, em.getReference(Payer.class, 1L), "+13125550103")));
            denied(() -> within(SUPPORT, () -> em.find(Charge.class, 3L)));
        });
    }

    @Test
    void aSessionThatWasClearedTakesAnotherShape() {
        inOneSession(em -> {
            within(BILLING, () -> em.find(Charge.class, 1L));
            em.clear();
            within(
                    SUPPORT,
                    () -> assertThat(em.find(Charge.class, 1L).getCallee()).isEqualTo("+1212xxxxxxx"));
            denied(() -> within(BILLING, () -> em.find(Charge.class, 1L)));
        });
    }

    @Test
    void sessionsHaveTheirShapesApart() {
        inOneSession(one -> inOneSession(other -> {
            within(BILLING, () -> one.find(Charge.class, 1L));
            within(
                    SUPPORT,
                    () -> assertThat(other.find(Charge.class, 1L).getCallee()).isEqualTo("+1212xxxxxxx"));
            within(
                    BILLING,
                    () -> assertThat(one.find(Charge.class, 1L).getCallee()).isEqualTo("+12125550101"));
        }));
    }

    @Test
    void theShapeIsNotTheObjectThatSaysItNorItsJustification() {
        AccessContext again = AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT)
                .justification("T-8")
                .build();
        AccessContext aboutBob = AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT)
                .subject(CustomerId.of(2))
                .build();
        inOneSession(em -> {
            within(BILLING, () -> em.find(Charge.class, 1L));
            within(again, () -> assertThat(em.find(Charge.class, 1L)).isNotNull());
            denied(() -> within(aboutBob, () -> em.find(Charge.class, 1L)));
        });
    }

    @Test
    void plainRecordsAreReadBeforeByAnybody() {
        inOneSession(em -> {
            assertThat(em.find(Bookmark.class, 9L)).isNotNull();
            within(
                    SUPPORT,
                    () -> assertThat(em.find(Charge.class, 1L).getCallee()).isEqualTo("+1212xxxxxxx"));
        });
    }

    /** An association that is read later is read for the purpose of that moment, and that must be the session's. */
    @Test
    void anAssociationIsNotReadLaterForAnotherPurpose() {
        inOneSession(em -> {
            Charge charge = within(BILLING, () -> em.find(Charge.class, 1L));
            denied(() -> within(SUPPORT, () -> {
                org.hibernate.Hibernate.initialize(
                        Optional.ofNullable(charge.getPayer()).orElseThrow());
                return true;
            }));
        });
    }

    @Test
    void theDenialIsOnRecord() {
        withLedger(context -> {
            try (EntityManager em = context.getBean(EntityManagerFactory.class).createEntityManager()) {
                within(BILLING, () -> em.find(Charge.class, 1L));
                denied(() -> within(SUPPORT, () -> em.find(Charge.class, 1L)));
            }
            assertThat(context.getBean(InMemoryAuditLog.class).entries())
                    .filteredOn(entry -> entry.kind() == AuditKind.DENIAL)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.relation()).contains("hibernate-session");
                        assertThat(entry.accessor()).contains("carl");
                        assertThat(entry.purpose()).contains(Purpose.PROVIDE_SERVICE);
                    });
        });
    }

    private static void inOneSession(Consumer<EntityManager> work) {
        withLedger(context -> {
            try (EntityManager em = context.getBean(EntityManagerFactory.class).createEntityManager()) {
                em.getTransaction().begin();
                work.accept(em);
                em.getTransaction().rollback();
            }
        });
    }

    private static void withLedger(Consumer<ApplicationContext> work) {
        Ledger.runner(CarrierContext.freshDatabase()).run(context -> {
            assertThat(context).hasNotFailed();
            Ledger.store(context);
            work.accept(context);
        });
    }

    private static <T> T within(AccessContext context, AccessScope.Work<T, RuntimeException> work) {
        return AccessScope.within(context, work);
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable ask) {
        assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(ask)
                .satisfies(denied ->
                        assertThat(denied.decision().reason().remedy()).contains("session"));
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.BILLING;
import static io.cpni.autoconfigure.Ledger.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.ledger.Invoice;
import io.cpni.autoconfigure.ledger.Payer;
import io.cpni.decision.CpniAccessDeniedException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FindOption;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.KeyType;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a session or an open result holds for one access is neither given out nor written under another. */
class OtherAccessTest {

    private final String url = CarrierContext.freshDatabase();

    /** Invoice 2 is Bob's. Support sees its texts and no sums. */
    private void withInvoices(Consumer<ApplicationContext> work) {
        Ledger.runner(url)
                .withPropertyValues("cpni.grants[0].categories=CALL_DETAIL,IDENTITY,BILLING")
                .run(context -> {
                    Ledger.store(context);
                    Ledger.as(
                            BILLING,
                            context,
                            em -> em.persist(new Invoice(2L, em.getReference(Payer.class, 2L), "N2")));
                    work.accept(context);
                });
    }

    /** Works in one session and transaction, which is rolled back where the work fails. */
    private static void inOneSession(ApplicationContext context, Consumer<Session> work) {
        context.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class).inTransaction(work);
    }

    private static void within(AccessContext access, Runnable work) {
        AccessScope.within(access, () -> {
            work.run();
            return true;
        });
    }

    private static void denied(ThrowingCallable access) {
        assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(access);
    }

    /** The ways to an instance that a session manages which ask nobody. */
    private static Stream<Function<Session, Object>> waysByNaturalId() {
        return Stream.of(
                session -> session.byMultipleNaturalId(Invoice.class).multiLoad("N2"),
                session -> session.findMultiple(Invoice.class, List.of("N2"), new FindOption[] {KeyType.NATURAL}),
                session -> session.bySimpleNaturalId(Invoice.class).load("N2"));
    }

    @Test
    void aManagedInstanceIsNotFoundByItsNaturalId() {
        withInvoices(context -> waysByNaturalId().forEach(way -> {
            inOneSession(context, session -> {
                within(BILLING, () -> session.find(Invoice.class, 2L));
                within(BILLING, () -> assertThat(way.apply(session)).isNotNull());
                denied(() -> AccessScope.within(SUPPORT, () -> way.apply(session)));
                denied(() -> assertThat(way.apply(session)).isNotNull());
            });
        }));
    }

    @Test
    void aManagedInstanceIsNotLockedUnderAnotherAccess() {
        withInvoices(context -> inOneSession(context, session -> {
            Invoice invoice = AccessScope.within(BILLING, () -> session.find(Invoice.class, 2L));
            within(BILLING, () -> session.lock(invoice, LockModeType.NONE));
            denied(() -> within(SUPPORT, () -> session.lock(invoice, LockModeType.NONE)));
            denied(() -> within(SUPPORT, () -> session.lock(invoice, LockModeType.PESSIMISTIC_WRITE)));
        }));
    }

    @Test
    void masksInEmbeddedObjectsAndCollectionsAreNotWrittenUnderAnotherAccess() {
        List<Consumer<Invoice>> changes = List.of(
                invoice -> Objects.requireNonNull(invoice.price).currency = "EUR",
                invoice -> invoice.items.remove(0),
                invoice -> invoice.items.clear(),
                invoice -> invoice.items = new ArrayList<>(invoice.items));
        withInvoices(context -> {
            for (Consumer<Invoice> change : changes) {
                denied(() -> inOneSession(context, session -> {
                    within(SUPPORT, () -> {
                        Invoice invoice = session.find(Invoice.class, 2L);
                        assertThat(Objects.requireNonNull(invoice.price).amount).isNull();
                        assertThat(invoice.items).extracting(item -> item.cost).containsOnlyNulls();
                        change.accept(invoice);
                    });
                    within(BILLING, session::flush);
                }));
                assertThat(stored("select amount from invoice where id = 2")).containsExactly(new BigDecimal("9.99"));
                assertThat(stored("select cost from invoice_items where invoice_id = 2 order by cost"))
                        .containsExactly(new BigDecimal("1.11"), new BigDecimal("2.22"));
            }
        });
    }

    @Test
    void theSameChangesAreWrittenUnderTheAccessThatReadThem() {
        withInvoices(context -> {
            inOneSession(
                    context,
                    session -> within(BILLING, () -> {
                        Invoice invoice = session.find(Invoice.class, 2L);
                        Objects.requireNonNull(invoice.price).currency = "EUR";
                        invoice.items.remove(0);
                        session.flush();
                    }));
            assertThat(stored("select cost from invoice_items where invoice_id = 2"))
                    .containsExactly(new BigDecimal("2.22"));
        });
    }

    @Test
    void whatOneFactoryHasReadMaskedAnotherDoesNotMerge() {
        withInvoices(context -> {
            Invoice masked = AccessScope.within(
                    SUPPORT,
                    () -> context.getBean(EntityManagerFactory.class)
                            .callInTransaction(session -> session.find(Invoice.class, 2L)));
            Ledger.runner(url)
                    .withPropertyValues("spring.jpa.hibernate.ddl-auto=none")
                    .run(second -> denied(() -> Ledger.as(BILLING, second, session -> session.merge(masked))));
        });
    }

    @Test
    void aSessionWithoutStateWritesCollectionsThatItReadItself() {
        withInvoices(context -> within(
                BILLING,
                () -> context.getBean(EntityManagerFactory.class)
                        .unwrap(SessionFactory.class)
                        .inStatelessTransaction(session -> {
                            Invoice invoice = session.get(Invoice.class, 2L);
                            session.fetch(invoice.items);
                            session.update(invoice);
                        })));
        assertThat(stored("select cost from invoice_items where invoice_id = 2"))
                .hasSize(2);
    }

    @Test
    void anOpenResultGivesItsRowsToTheAccessOnlyThatOpenedIt() {
        BiConsumer<AccessContext, AccessContext> fromTo = (opening, reading) -> withInvoices(context -> {
            inOneSession(context, session -> {
                ScrollableResults<Invoice> open = AccessScope.within(
                        opening,
                        () -> session.createQuery("from Invoice order by id", Invoice.class)
                                .scroll(ScrollMode.FORWARD_ONLY));
                denied(() -> within(reading, open::next));
                denied(open::next);
                within(opening, () -> assertThat(open.next()).isTrue());
                open.close();
            });
        });
        fromTo.accept(BILLING, SUPPORT);
        fromTo.accept(SUPPORT, BILLING);
    }

    @Test
    void aStreamOfValuesEndsWithItsScope() {
        withInvoices(context -> inOneSession(context, session -> {
            Stream<BigDecimal> sums = AccessScope.within(
                    BILLING,
                    () -> session.createQuery("select i.due from Invoice i", BigDecimal.class)
                            .getResultStream());
            denied(() -> AccessScope.within(SUPPORT, sums::toList));
        }));
    }

    @Test
    void anotherJustificationIsNoOtherAccess() {
        AccessContext ticket = AccessContext.of(CarrierContext.BRENDA, BILLING.purpose())
                .justification("ticket 7")
                .build();
        withInvoices(context -> inOneSession(context, session -> {
            Stream<BigDecimal> sums = AccessScope.within(
                    BILLING,
                    () -> session.createQuery("select i.due from Invoice i", BigDecimal.class)
                            .getResultStream());
            within(ticket, () -> assertThat(sums.toList()).containsExactly(new BigDecimal("5.55")));
        }));
    }

    private List<BigDecimal> stored(String query) {
        JdbcTemplate behind = Ledger.behindTheGate(url);
        return behind.queryForList(query, BigDecimal.class);
    }
}

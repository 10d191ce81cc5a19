package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Ledger.AGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.ChargeRepository;
import io.cpni.decision.CpniAccessDeniedException;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionOperations;

/** What a caller hears who changes a row that is hidden meanwhile, gone, or changed by somebody else. */
class HiddenRowsTest {

    private final String url = CarrierContext.freshDatabase();

    @Test
    void aChangeOfARowThatIsHiddenIsDeniedLikeThatOfOneThatIsGone() {
        Throwable[] hidden = new Throwable[1];
        withLedger(context -> hidden[0] = catchThrowable(() -> change(context, (em, charge) -> hide(context))));
        Throwable[] gone = new Throwable[1];
        withLedger(context -> gone[0] = catchThrowable(() -> change(
                context,
                (em, charge) ->
                        Ledger.behindTheGate(url).update("delete from bookmark; delete from charge where id = 1"))));

        assertThat(hidden[0]).isExactlyInstanceOf(CpniAccessDeniedException.class);
        assertThat(gone[0]).isExactlyInstanceOf(CpniAccessDeniedException.class);
        assertThat(gone[0]).hasMessage(hidden[0].getMessage()).hasNoCause();
        assertThat(hidden[0]).hasNoCause();
        assertThat(((CpniAccessDeniedException) gone[0]).decision())
                .isEqualTo(((CpniAccessDeniedException) hidden[0]).decision());
    }

    @Test
    void aRemovalOfARowThatIsHiddenIsDeniedToo() {
        withLedger(context -> assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> change(context, (em, charge) -> {
                    em.remove(charge);
                    hide(context);
                })));
    }

    @Test
    void itIsDeniedAtAFlushBeforeAQueryAndTheTransactionIsRolledBack() {
        withLedger(context -> {
            assertThatExceptionOfType(UnexpectedRollbackException.class)
                    .isThrownBy(() -> change(context, (em, charge) -> {
                        charge.setRemark("changed");
                        hide(context);
                        // Whoever goes on as if nothing had happened does not get anything committed.
                        assertThatExceptionOfType(CpniAccessDeniedException.class)
                                .isThrownBy(() -> em.createQuery("select count(c) from Charge c", Long.class)
                                        .getSingleResult());
                    }));
        });
    }

    @Test
    void somebodyElseWasFasterIsStillSaid() {
        withLedger(context -> assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> change(
                        context,
                        (em, charge) -> Ledger.behindTheGate(url)
                                .update("update charge set version = version + 1 where id = 1"))));
    }

    /** Of a row that is hidden it is not said that somebody else was faster. */
    @Test
    void somebodyElseWasFasterIsNotSaidOfAHiddenRow() {
        withLedger(context -> assertThatExceptionOfType(CpniAccessDeniedException.class)
                .isThrownBy(() -> change(context, (em, charge) -> {
                    hide(context);
                    Ledger.behindTheGate(url).update("update charge set version = version + 1 where id = 1");
                })));
    }

    /** Ends Dora's assignment to Ann. */
    private void hide(ApplicationContext context) {
        Ledger.behindTheGate(url)
                .update(
                        "update cpni_assignment set valid_until = ?",
                        java.sql.Timestamp.from(Instant.parse("2020-01-02T00:00:00Z")));
    }

    /** Changes Ann's charge in a transaction, meanwhile something else, and commits. */
    private static void change(ApplicationContext context, BiConsumer<EntityManager, Charge> meanwhile) {
        AccessScope.within(
                AGENT,
                () -> context.getBean(TransactionOperations.class).execute(status -> {
                    Charge charge =
                            context.getBean(ChargeRepository.class).findById(1L).orElseThrow();
                    charge.setRemark("called back");
                    meanwhile.accept(
                            SharedEntityManagerCreator.createSharedEntityManager(
                                    context.getBean(jakarta.persistence.EntityManagerFactory.class)),
                            charge);
                    return true;
                }));
    }

    private void withLedger(Consumer<ApplicationContext> work) {
        Ledger.runner(url)
                .withPropertyValues("cpni.grants[2].operations=READ,UPDATE,DELETE")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Ledger.store(context);
                    work.accept(context);
                    Ledger.behindTheGate(url).execute("drop all objects");
                });
    }
}

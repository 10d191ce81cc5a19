package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessScope;
import io.cpni.autoconfigure.reserved.Diversion;
import io.cpni.autoconfigure.reserved.DiversionRepository;
import io.cpni.jdbc.MariaDbServer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The starter on MariaDB, and what Hibernate says to it. */
class MariaDbStarterTest extends ServerStarterContract {

    private final String url = MariaDbServer.url(MariaDbServer.createDatabase());

    @Override
    String url() {
        return url;
    }

    @Test
    void whatHibernateSaysToMariaDbPasses() {
        runner().run(context -> {
            storeDiversions(context);
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
            for (LockModeType lock :
                    List.of(LockModeType.NONE, LockModeType.PESSIMISTIC_READ, LockModeType.PESSIMISTIC_WRITE)) {
                assertThat(read(
                                factory,
                                em -> em.createQuery(
                                                "select d from Diversion d where d.target like :start escape '!'"
                                                        + " order by d.rank",
                                                Diversion.class)
                                        .setParameter("start", "+1%")
                                        .setFirstResult(1)
                                        .setMaxResults(1)
                                        .setLockMode(lock)
                                        .getResultList()))
                        .as(lock.name())
                        .extracting(Diversion::getId)
                        .containsExactly(12L);
            }
            assertThat(read(
                            factory,
                            em -> em.createQuery(
                                            "select d.id from Diversion d where d.target is distinct from :other and"
                                                    + " d.target like '%55%' order by d.rank desc nulls last",
                                            Long.class)
                                    .setParameter("other", "+13125550100")
                                    .setMaxResults(5)
                                    .getResultList()))
                    .containsExactly(11L, 12L);
            assertThat(read(
                            factory,
                            em -> em.createQuery(
                                            "select count(d), max(d.rank), concat(min(d.target), '!') from Diversion d"
                                                    + " where exists (select 1 from Line l where l = d.line)"
                                                    + " group by d.active having count(d) > 1",
                                            Object[].class)
                                    .getResultList()))
                    .containsExactly(new Object[] {3L, 2, "+12125550101!"});
            AccessScope.within(BILLING, () -> {
                factory.runInTransaction(em -> assertThat(em.createQuery("delete from Diversion d where d.id = 21")
                                .executeUpdate())
                        .isEqualTo(1));
                return true;
            });
            assertThat(AccessScope.<Long, RuntimeException>within(
                            BILLING, context.getBean(DiversionRepository.class)::count))
                    .isEqualTo(2);
        });
    }

    private static <T> List<T> read(EntityManagerFactory factory, Function<EntityManager, List<T>> query) {
        return AccessScope.<List<T>, RuntimeException>within(BILLING, () -> factory.callInTransaction(query::apply));
    }

    @Test
    void anotherIsolationIsRefused() {
        runner().withPropertyValues("spring.datasource.hikari.transaction-isolation=TRANSACTION_REPEATABLE_READ")
                .run(context -> {
                    storeDiversions(context);
                    JdbcTemplate guarded = context.getBean(JdbcTemplate.class);
                    // What the pool asks for is not what statements get.
                    assertThat(guarded.queryForObject("select 1", Integer.class))
                            .isEqualTo(1);
                    TransactionTemplate repeatable =
                            new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
                    repeatable.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
                    assertThatThrownBy(() -> repeatable.execute(status -> true))
                            .rootCause()
                            .hasMessageContaining("READ COMMITTED");
                });
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.spread.Recording;
import io.cpni.autoconfigure.spread.Remark;
import io.cpni.autoconfigure.spread.Ticket;
import io.cpni.autoconfigure.spread.Voicemail;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.jdbc.MariaDbServer;
import io.cpni.purpose.Purpose;
import io.cpni.sql.CpniStatementRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.query.sqm.mutation.internal.cte.CteMutationStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.GlobalTemporaryTableMutationStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What Hibernate says of entities in several tables, and of values that the database makes, passes on each database. */
class SpreadEntitiesTest {

    private static final AccessContext BILLING =
            AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
    private static final AccessContext SUPPORT = AccessContext.of(
                    Accessor.staff("carl", Set.of("csr"), Instant.parse("2199-01-01T00:00:00Z")),
                    Purpose.PROVIDE_SERVICE)
            .build();

    @AutoClose
    private static EmbeddedPostgres server;

    enum Database {
        H2(GlobalTemporaryTableMutationStrategy.class) {
            @Override
            String url() {
                return CarrierContext.freshDatabase();
            }
        },
        POSTGRESQL(CteMutationStrategy.class) {
            @Override
            String url() {
                String name = "carrier_" + UUID.randomUUID().toString().replace("-", "");
                try (Connection connection = server.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                } catch (SQLException e) {
                    throw new IllegalStateException("no database for a test", e);
                }
                return server.getJdbcUrl("postgres", name);
            }
        },
        MARIADB(LocalTemporaryTableMutationStrategy.class) {
            @Override
            String url() {
                return MariaDbServer.url(MariaDbServer.createDatabase());
            }
        };

        /** How Hibernate would change several tables of its own accord. */
        private final Class<?> strategy;

        Database(Class<?> strategy) {
            this.strategy = strategy;
        }

        abstract String url();
    }

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Recording.class)
    static class SpreadModel {}

    private static ApplicationContextRunner runner(Database database, String... settings) {
        return CarrierContext.withoutModel()
                .withUserConfiguration(BrendaIsSignedIn.class, SpreadModel.class)
                // Flyway needs a module of its own for these databases, which an application brings with it.
                .withClassLoader(new FilteredClassLoader(Flyway.class))
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "spring.datasource.url=" + database.url(),
                        "spring.jpa.hibernate.ddl-auto=create",
                        "cpni.schema.initialize=always",
                        "cpni.grants[0].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[1].role=csr",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL",
                        "cpni.grants[1].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[1].scope=ASSIGNED")
                .withPropertyValues(settings);
    }

    private static EntityManagerFactory factory(ApplicationContext context) {
        return context.getBean(EntityManagerFactory.class);
    }

    private static void change(ApplicationContext context, AccessContext as, Consumer<EntityManager> change) {
        AccessScope.within(as, () -> {
            factory(context).runInTransaction(change::accept);
            return true;
        });
    }

    private static int bulk(ApplicationContext context, AccessContext as, String hql) {
        return AccessScope.<Integer, RuntimeException>within(
                as,
                () -> factory(context)
                        .<Integer>callInTransaction(em -> em.createQuery(hql).executeUpdate()));
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static <T> List<T> read(ApplicationContext context, String hql, Class<T> type) {
        return AccessScope.<List<T>, RuntimeException>within(
                BILLING,
                () -> factory(context).callInTransaction((Function<EntityManager, List<T>>)
                        em -> em.createQuery(hql, type).getResultList()));
    }

    /** Support works on a ticket of customer 1. */
    private static void store(ApplicationContext context) {
        context.getBean(AssignmentStore.class)
                .assign(new Assignment(
                        "carl",
                        CustomerId.of(1),
                        "T-7",
                        Instant.parse("2020-01-01T00:00:00Z"),
                        Instant.parse("2199-01-01T00:00:00Z")));
        change(context, BILLING, em -> {
            for (long customer : List.of(1L, 2L)) {
                em.persist(new Voicemail(customer * 10, customer, 30, "hello"));
                em.persist(new Voicemail(customer * 10 + 1, customer, 5, "bye"));
                em.persist(new Recording(customer * 10 + 2, customer, 60));
                em.persist(new Remark(customer, customer, "first"));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void bulkChangesOfSeveralTablesChangeTheVisibleRows(Database database) {
        runner(database).run(context -> {
            store(context);

            assertThat(
                            bulk(
                                    context,
                                    SUPPORT,
                                    "update Voicemail v set v.transcript = 'checked', v.seconds = v.seconds + 1 where v.seconds > 10"))
                    .isEqualTo(1);
            assertThat(bulk(context, SUPPORT, "delete from Recording r where r.seconds < 10"))
                    .isEqualTo(1);
            assertThat(bulk(context, SUPPORT, "delete from Recording r where r.id = 20"))
                    .isZero();

            assertThat(read(context, "select v.id || ':' || v.transcript from Voicemail v order by v.id", String.class))
                    .containsExactly("10:checked", "20:hello", "21:bye");
            assertThat(read(context, "select r.seconds from Recording r order by r.id", Integer.class))
                    .containsExactly(31, 60, 30, 5, 60);
            assertThat(bulk(context, BILLING, "delete from Voicemail")).isEqualTo(3);
            assertThat(read(context, "select r.id from Recording r order by r.id", Long.class))
                    .containsExactly(12L, 22L);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatTheDatabaseMakesComesBackAndUpsertsMeetVisibleRowsOnly(Database database) {
        runner(database).run(context -> {
            store(context);
            SessionFactory factory = factory(context).unwrap(SessionFactory.class);

            Ticket ticket = new Ticket(1L);
            change(context, SUPPORT, em -> em.persist(ticket));
            assertThat(ticket.getId()).isEqualTo(1);
            assertThat(ticket.getState()).isEqualTo("new");
            // The text is in a table of its own, where there may be a row of the ticket or not.
            for (String text : List.of("no tone", "still none")) {
                change(context, SUPPORT, em -> em.find(Ticket.class, 1L).setText(text));
                assertThat(read(context, "select t.text from Ticket t", String.class))
                        .containsExactly(text);
            }

            for (String text : List.of("second", "third")) {
                AccessScope.within(SUPPORT, () -> {
                    factory.inStatelessTransaction(session -> {
                        session.upsert(new Remark(1L, 1L, text));
                        session.upsert(new Remark(3L, 1L, text));
                    });
                    return true;
                });
            }
            Map<Long, Long> ofOthers = Map.of(2L, 1L, 4L, 2L);
            ofOthers.forEach((id, customer) -> assertThatThrownBy(() -> AccessScope.within(SUPPORT, () -> {
                        factory.inStatelessTransaction(session -> session.upsert(new Remark(id, customer, "mine")));
                        return true;
                    }))
                    .as(id + " of " + customer)
                    .isInstanceOf(RuntimeException.class));
            assertThat(read(
                            context,
                            "select r.id || ':' || r.customer || ':' || r.text from Remark r order by r.id",
                            String.class))
                    .containsExactly("1:1:third", "2:2:first", "3:1:third");
        });
    }

    @ParameterizedTest
    @EnumSource
    void valuesComeBackWithoutTheDriversGeneratedKeysToo(Database database) {
        runner(database, "spring.jpa.properties.hibernate.jdbc.use_get_generated_keys=false")
                .run(context -> {
                    Ticket ticket = new Ticket(1L);
                    change(context, BILLING, em -> em.persist(ticket));
                    assertThat(ticket.getId()).isEqualTo(1);
                    assertThat(ticket.getState()).isEqualTo("new");
                    assertThatThrownBy(() -> change(context, SUPPORT, em -> em.persist(new Ticket(2L))))
                            .isInstanceOf(CpniAccessDeniedException.class);
                });
    }

    @ParameterizedTest
    @EnumSource
    void otherStrategiesAreRefusedAndTheRemedyIsNamed(Database database) {
        runner(database, "spring.jpa.properties.hibernate.query.mutation_strategy=" + database.strategy.getName())
                .run(context -> {
                    store(context);
                    assertThatThrownBy(() ->
                                    bulk(context, BILLING, "update Voicemail v set v.transcript = 'x', v.seconds = 1"))
                            .extracting(SpreadEntitiesTest::root)
                            .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                            .isInstanceOf(CpniStatementRefusedException.class)
                            .hasMessageContaining("hibernate.query.mutation_strategy");
                    assertThat(read(context, "select r.id from Recording r where r.seconds = 1", Long.class))
                            .isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POSTGRESQL")
    void copiesThatGetIdentifiersOnTheWayAreRefusedAndTheRemedyIsNamed(Database database) {
        runner(database).run(context -> {
            store(context);
            assertThatThrownBy(() -> bulk(
                            context,
                            BILLING,
                            "insert into Ticket (customer, text) select r.customer, r.text from Remark r"))
                    .extracting(SpreadEntitiesTest::root)
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .isInstanceOf(CpniStatementRefusedException.class)
                    .hasMessageContaining("read and persist them");
        });
    }
}

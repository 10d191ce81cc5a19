package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.foreign.ForeignCall;
import io.cpni.autoconfigure.foreign.ForeignModel;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The starter with models that were not made for it: labels are found, and what Hibernate says of them passes the gate and
 * meets the rows and shows the columns that it should. One context serves all tests of a database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForeignModelsContract {

    /** The customer whom the agents are assigned to, and another one. */
    static final long ANN = 1;

    static final long BOB = 2;

    /** Sees and changes everything. */
    static final AccessContext BILLING =
            AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();

    /** Sees Ann's records, telephone numbers masked. */
    static final AccessContext SUPPORT = context("carl", "csr");

    /** Sees Ann's records in full. */
    static final AccessContext AGENT = context("dora", "agent");

    /** Sees that Ann has records, and nothing in them. */
    static final AccessContext TRAINEE = context("tess", "trainee");

    private static final AtomicLong NUMBERS = new AtomicLong(100);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = ForeignModel.class)
    static class Models {

        @Bean
        HibernatePropertiesCustomizer oneBrand() {
            return properties -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new OneBrand());
        }
    }

    /** All sessions are of one brand of the carrier. */
    static final class OneBrand implements CurrentTenantIdentifierResolver<String> {

        static volatile String brand = "home";

        @Override
        public String resolveCurrentTenantIdentifier() {
            return brand;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    /** Returns the URL of a database of this test's own, which is there and empty. */
    abstract String url() throws Exception;

    @BeforeAll
    void start() throws Exception {
        // Flyway needs a module of its own for each server, which an application brings with it.
        ClassLoader withoutFlyway = new FilteredClassLoader(Flyway.class);
        context.setClassLoader(withoutFlyway);
        TestPropertyValues.of(
                        "cpni.node=test",
                        "spring.datasource.url=" + url(),
                        "spring.jpa.hibernate.ddl-auto=create-only",
                        "spring.jpa.properties.jakarta.persistence.create-database-schemas=true",
                        "spring.jpa.properties.hibernate.jdbc.batch_size=20",
                        "spring.jpa.properties.hibernate.order_inserts=true",
                        "spring.jpa.properties.hibernate.order_updates=true",
                        "cpni.schema.initialize=always",
                        "cpni.grants[0].role=billing",
                        "cpni.grants[0].purposes=BILL_COLLECT",
                        "cpni.grants[0].categories=CALL_DETAIL",
                        "cpni.grants[0].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[0].scope=ALL",
                        "cpni.grants[1].role=csr",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL",
                        "cpni.grants[1].operations=READ,UPDATE,DELETE",
                        "cpni.grants[1].scope=ASSIGNED",
                        "cpni.grants[1].masks=TELEPHONE_NUMBER",
                        "cpni.grants[2].role=agent",
                        "cpni.grants[2].purposes=PROVIDE_SERVICE",
                        "cpni.grants[2].categories=CALL_DETAIL",
                        "cpni.grants[2].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[2].scope=ASSIGNED",
                        "cpni.grants[3].role=trainee",
                        "cpni.grants[3].purposes=PROVIDE_SERVICE",
                        "cpni.grants[3].categories=CALL_DETAIL",
                        "cpni.grants[3].scope=ASSIGNED",
                        "cpni.grants[3].masks=TELEPHONE_NUMBER,TEXT,BY_TYPE,ABSENT,START_OF_MONTH")
                .applyTo(context);
        context.register(BrendaIsSignedIn.class, Models.class);
        context.register(Configurations.getClasses(CarrierContext.configurations()));
        Thread starting = Thread.currentThread();
        ClassLoader before = starting.getContextClassLoader();
        starting.setContextClassLoader(withoutFlyway);
        try {
            context.refresh();
        } finally {
            starting.setContextClassLoader(before);
        }
        for (String agent : List.of("carl", "dora", "tess")) {
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            agent,
                            CustomerId.of(ANN),
                            "T-7",
                            Instant.parse("2020-01-01T00:00:00Z"),
                            Instant.parse("2199-01-01T00:00:00Z")));
        }
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @EnumSource
    void visibleRowsAreReadAndMaskedAndOthersAreNotThere(ForeignModel model) {
        ForeignCall anns = stored(model, ANN);
        ForeignCall bobs = stored(model, BOB);

        List<? extends ForeignCall> read = list(SUPPORT, model);
        assertThat(read).extracting(ForeignCall::key).containsExactly(anns.key());
        assertThat(read).extracting(ForeignCall::getCallee).containsExactly("+1212xxxxxxx");
        assertThat(count(SUPPORT, model)).isEqualTo(1);
        assertThat(find(SUPPORT, model, anns).getCallee()).isEqualTo("+1212xxxxxxx");
        assertThat(find(SUPPORT, model, bobs)).isNull();
        assertThat(list(TRAINEE, model)).extracting(ForeignCall::key).containsExactly(anns.key());
        assertThat(list(TRAINEE, model))
                .extracting(ForeignCall::getCallee, ForeignCall::getRemark)
                .containsExactly(tuple("+1212xxxxxxx", "***"));

        assertThat(list(BILLING, model))
                .extracting(ForeignCall::key)
                .containsExactlyInAnyOrder(anns.key(), bobs.key());
        assertThat(list(BILLING, model)).extracting(ForeignCall::getCallee).containsOnly("+12125550100");
        assertThatThrownBy(() -> inTransaction(em -> em.createQuery("from " + model.entity(), model.type())
                        .getResultList()))
                .isInstanceOf(CpniAccessDeniedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreStoredForVisibleCustomersOnly(ForeignModel model) {
        clear(model);
        ForeignCall anns = made(model, ANN);
        change(AGENT, em -> em.persist(anns));
        assertThatThrownBy(() -> change(AGENT, em -> em.persist(made(model, BOB))))
                .isInstanceOf(CpniAccessDeniedException.class);

        assertThat(list(BILLING, model)).extracting(ForeignCall::key).containsExactly(anns.key());
    }

    @ParameterizedTest
    @EnumSource
    void aChangeLeavesWhatIsMaskedAsItIs(ForeignModel model) {
        ForeignCall anns = stored(model, ANN);
        change(SUPPORT, em -> em.find(model.type(), anns.key()).setRemark("called back"));

        assertThat(list(BILLING, model))
                .extracting(ForeignCall::getRemark, ForeignCall::getCallee)
                .containsExactly(tuple("called back", "+12125550100"));
    }

    @ParameterizedTest
    @EnumSource
    void bulkChangesMeetVisibleRowsOnly(ForeignModel model) {
        ForeignCall anns = stored(model, ANN);
        ForeignCall bobs = stored(model, BOB);

        assertThat(bulk(AGENT, "update " + model.entity() + " c set c.remark = 'changed'"))
                .isEqualTo(1);
        assertThat(find(BILLING, model, anns).getRemark()).isEqualTo("changed");
        assertThat(find(BILLING, model, bobs).getRemark()).isNotEqualTo("changed");

        assertThat(bulk(AGENT, "delete from " + model.entity())).isEqualTo(1);
        assertThat(list(BILLING, model)).extracting(ForeignCall::key).containsExactly(bobs.key());
    }

    @ParameterizedTest
    @EnumSource
    void aRemovedRecordIsGone(ForeignModel model) {
        ForeignCall anns = stored(model, ANN);
        ForeignCall bobs = stored(model, BOB);
        change(SUPPORT, em -> em.remove(em.find(model.type(), anns.key())));

        assertThat(list(BILLING, model)).extracting(ForeignCall::key).containsExactly(bobs.key());
    }

    // What the tests do

    final EntityManagerFactory factory() {
        return context.getBean(EntityManagerFactory.class);
    }

    final AnnotationConfigApplicationContext context() {
        return context;
    }

    /** Stores one record of a customer and no other of that customer. */
    final ForeignCall stored(ForeignModel model, long customer) {
        if (customer == ANN) {
            clear(model);
        }
        ForeignCall call = made(model, customer);
        change(BILLING, em -> em.persist(call));
        return call;
    }

    static ForeignCall made(ForeignModel model, long customer) {
        ForeignCall call = model.make(NUMBERS.incrementAndGet(), customer, "+12125550100");
        call.setRemark("new");
        return call;
    }

    final void clear(ForeignModel model) {
        change(BILLING, em -> em.createQuery("from " + model.entity(), model.type())
                .getResultList()
                .forEach(em::remove));
    }

    final void change(AccessContext as, Consumer<EntityManager> change) {
        read(as, em -> {
            change.accept(em);
            return true;
        });
    }

    final <T> T read(AccessContext as, Function<EntityManager, T> query) {
        return AccessScope.<T, RuntimeException>within(as, () -> inTransaction(query));
    }

    /** Runs something in a transaction of Spring's, under no context of its own. */
    final <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager session = SharedEntityManagerCreator.createSharedEntityManager(factory());
        return context.getBean(TransactionOperations.class).execute(status -> work.apply(session));
    }

    final int bulk(AccessContext as, String hql) {
        return read(as, em -> em.createQuery(hql).executeUpdate());
    }

    private List<? extends ForeignCall> list(AccessContext as, ForeignModel model) {
        return read(
                as, em -> new ArrayList<ForeignCall>(em.createQuery("select c from " + model.entity() + " c", model.type())
                        .getResultList()));
    }

    private long count(AccessContext as, ForeignModel model) {
        return read(as, em -> em.createQuery("select count(c) from " + model.entity() + " c", Long.class)
                .getSingleResult());
    }

    private ForeignCall find(AccessContext as, ForeignModel model, ForeignCall call) {
        return read(as, em -> em.find(model.type(), call.key()));
    }

    private static AccessContext context(String login, String role) {
        return AccessContext.of(
                        Accessor.staff(login, Set.of(role), Instant.parse("2199-01-01T00:00:00Z")),
                        Purpose.PROVIDE_SERVICE)
                .build();
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.Onlooker.BILLING;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.Onlooker.SeenCall;
import io.cpni.autoconfigure.ways.CallNote;
import io.cpni.autoconfigure.ways.Subscriber;
import io.cpni.autoconfigure.ways.SubscriberRepository;
import io.cpni.autoconfigure.ways.VoiceCall;
import io.cpni.autoconfigure.ways.VoiceCallRepository;
import io.cpni.customer.CustomerId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A carrier's application that runs until it is closed: Ann has calls 1, 3 and 5, Bob 2, 4 and 6. On each call there is a note,
 * and one on call 9, which does not exist. Ann is assigned to all who are assigned to anybody.
 */
final class WaysCarrier implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final String url;
    private final EntityManager em;

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = VoiceCall.class)
    static class Model {}

    /** Starts it on a database that is empty. */
    WaysCarrier(String url, String user) {
        this.url = url;
        TestPropertyValues.of(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + user,
                        "spring.jpa.hibernate.ddl-auto=create",
                        "cpni.node=test",
                        "cpni.schema.initialize=always",
                        "cpni.mask.token-key="
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "a key for the tokens of tests 01".getBytes(StandardCharsets.US_ASCII)))
                .and(grant(0, "billing", "BILL_COLLECT", "ALL"))
                .and("cpni.grants[0].operations=READ,INSERT")
                .and(grant(1, "agent", "PROVIDE_SERVICE", "ASSIGNED"))
                .and(grant(2, "support", "PROVIDE_SERVICE", "ASSIGNED"))
                .and("cpni.grants[2].masks=TELEPHONE_NUMBER,ABSENT")
                .and(grant(3, "desk", "PROVIDE_SERVICE", "ALL"))
                .and("cpni.grants[3].masks=TELEPHONE_NUMBER,ABSENT")
                .and(grant(4, "analyst", "PROVIDE_SERVICE", "ALL"))
                .and("cpni.grants[4].masks=TOKEN")
                .applyTo(context);
        context.register(BrendaIsSignedIn.class, RecordingAuditLog.class, Model.class);
        context.register(Configurations.getClasses(CarrierContext.configurations()));
        refreshWithoutFlyway();
        this.em = SharedEntityManagerCreator.createSharedEntityManager(factory());
        store();
    }

    /** Flyway needs a module of its own for each server, which an application brings with it. */
    private void refreshWithoutFlyway() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader without = new FilteredClassLoader(Flyway.class);
        context.setClassLoader(without);
        Thread.currentThread().setContextClassLoader(without);
        try {
            context.refresh();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static String[] grant(int number, String role, String purpose, String scope) {
        String key = "cpni.grants[" + number + "].";
        return new String[] {
            key + "role=" + role,
            key + "purposes=" + purpose,
            key + "categories=CALL_DETAIL,IDENTITY",
            key + "scope=" + scope
        };
    }

    private void store() {
        as(BILLING.context(), () -> {
            Subscriber ann = new Subscriber(1L, "Ann");
            Subscriber bob = new Subscriber(2L, "Bob");
            em.persist(ann);
            em.persist(bob);
            for (SeenCall call : SeenCall.ALL) {
                VoiceCall stored = new VoiceCall(
                        call.id(),
                        call.customer() == 1 ? ann : bob,
                        call.callee(),
                        call.shownSeconds(),
                        "device-555-" + call.customer());
                em.persist(stored);
                em.persist(new CallNote(call.id(), stored));
            }
            em.persist(new CallNote(9L, em.getReference(VoiceCall.class, 9L)));
            return true;
        });
        for (Onlooker onlooker : List.of(Onlooker.AGENT, Onlooker.SUPPORT, Onlooker.LEAD)) {
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            onlooker.context().accessor().id(),
                            CustomerId.of(1),
                            "T-7",
                            Instant.parse("2020-01-01T00:00:00Z"),
                            Instant.parse("2199-01-01T00:00:00Z")));
        }
    }

    /** Reads by a way, in a session and transaction of its own, as somebody. */
    Object read(Way way, Onlooker onlooker) {
        return as(onlooker.context(), () -> way.ask().apply(this));
    }

    /** Works in a session and transaction of its own, as somebody. */
    <T extends @Nullable Object> T as(AccessContext who, Supplier<T> work) {
        return AccessScope.<T, RuntimeException>within(who, () -> inTransaction(work));
    }

    /** Works in a session and transaction of its own, as whoever is bound. */
    <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return context.getBean(TransactionOperations.class).execute(status -> work.get());
    }

    VoiceCallRepository calls() {
        return context.getBean(VoiceCallRepository.class);
    }

    SubscriberRepository subscribers() {
        return context.getBean(SubscriberRepository.class);
    }

    EntityManager em() {
        return em;
    }

    EntityManagerFactory factory() {
        return context.getBean(EntityManagerFactory.class);
    }

    JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Returns a way to the database that no gate stands before. */
    JdbcTemplate behindTheGate() {
        return new JdbcTemplate(new DriverManagerDataSource(
                url, context.getEnvironment().getRequiredProperty("spring.datasource.username"), ""));
    }

    @Override
    public void close() {
        context.close();
    }
}

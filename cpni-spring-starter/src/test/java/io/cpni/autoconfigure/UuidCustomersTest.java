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
import io.cpni.autoconfigure.uuids.Order;
import io.cpni.autoconfigure.uuids.Subscriber;
import io.cpni.customer.CustomerId;
import io.cpni.jdbc.MariaDbServer;
import io.cpni.purpose.Purpose;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Customers, records and the way between them by UUID, and every name in quotes. */
class UuidCustomersTest {

    private static final UUID ANN = UUID.fromString("0190aa00-0000-7000-8000-0000000000aa");
    private static final UUID BOB = UUID.fromString("0190bb00-0000-7000-8000-0000000000bb");
    private static final AccessContext BILLING =
            AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
    private static final AccessContext AGENT = AccessContext.of(
                    Accessor.staff("dora", Set.of("agent"), Instant.parse("2199-01-01T00:00:00Z")),
                    Purpose.PROVIDE_SERVICE)
            .build();

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Order.class)
    static class Model {}

    @Test
    void onH2() {
        assignedCustomersAreSeenAndChangedAndNoOthers(CarrierContext.freshDatabase());
    }

    @Test
    void onPostgres() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            assignedCustomersAreSeenAndChangedAndNoOthers(server.getJdbcUrl("postgres", "postgres"));
        }
    }

    @Test
    void onMariaDb() {
        assignedCustomersAreSeenAndChangedAndNoOthers(MariaDbServer.url(MariaDbServer.createDatabase()));
    }

    private static void assignedCustomersAreSeenAndChangedAndNoOthers(String url) {
        CarrierContext.withoutModel()
                .withUserConfiguration(BrendaIsSignedIn.class, Model.class)
                .withClassLoader(new FilteredClassLoader(Flyway.class))
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "spring.datasource.url=" + url,
                        "spring.jpa.hibernate.ddl-auto=create-only",
                        "spring.jpa.properties.hibernate.globally_quoted_identifiers=true",
                        "cpni.customer-key-type=uuid",
                        "cpni.schema.initialize=always",
                        "cpni.grants[1].role=agent",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[1].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[1].scope=ASSIGNED")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(AssignmentStore.class)
                            .assign(new Assignment(
                                    "dora",
                                    new CustomerId(ANN.toString()),
                                    "T-7",
                                    Instant.parse("2020-01-01T00:00:00Z"),
                                    Instant.parse("2199-01-01T00:00:00Z")));
                    Subscriber ann = new Subscriber(ANN, "Ann");
                    Subscriber bob = new Subscriber(BOB, "Bob");
                    Order bobs = new Order(bob);
                    within(context, BILLING, em -> {
                        List.of(ann, bob, bobs).forEach(em::persist);
                        return true;
                    });
                    Order anns = new Order(ann);
                    within(context, AGENT, em -> {
                        em.persist(anns);
                        return true;
                    });
                    assertThatThrownBy(() -> within(context, AGENT, em -> {
                                em.persist(new Order(bob));
                                return true;
                            }))
                            .isInstanceOf(RuntimeException.class);

                    assertThat(orders(context, AGENT)).containsExactly(anns.getId());
                    assertThat(orders(context, BILLING)).containsExactlyInAnyOrder(anns.getId(), bobs.getId());
                    within(context, AGENT, em -> {
                        assertThat(em.find(Order.class, bobs.getId()) == null).isTrue();
                        em.find(Order.class, anns.getId()).setSelect("by the minute");
                        return true;
                    });
                    int changed = within(
                            context,
                            AGENT,
                            em -> em.createQuery("update Order o set o.select = 'none' where o.id in (:ids)")
                                    .setParameter("ids", List.of(bobs.getId()))
                                    .executeUpdate());
                    assertThat(changed).isZero();
                    List<String> plans = within(
                            context,
                            BILLING,
                            em -> em.createQuery("select o.select from Order o order by o.user.id", String.class)
                                    .getResultList());
                    assertThat(plans).containsExactly("by the minute", "unlimited");
                });
    }

    private static List<UUID> orders(ApplicationContext context, AccessContext as) {
        return within(
                context,
                as,
                em -> em.createQuery("select o.id from Order o", UUID.class).getResultList());
    }

    private static <T> T within(ApplicationContext context, AccessContext as, Function<EntityManager, T> work) {
        return AccessScope.<T, RuntimeException>within(
                as, () -> context.getBean(EntityManagerFactory.class).<T>callInTransaction(work::apply));
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.ledger.Bookmark;
import io.cpni.autoconfigure.ledger.Charge;
import io.cpni.autoconfigure.ledger.Payer;
import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A carrier whose billing sees all charges in full, whose support sees all of them with masked numbers and may change
 * remarks, and whose agents see those of the customers assigned to them.
 */
final class Ledger {

    static final Instant FAR = Instant.parse("2199-01-01T00:00:00Z");
    static final AccessContext BILLING =
            AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
    static final AccessContext SUPPORT = AccessContext.of(
                    Accessor.staff("carl", Set.of("csr"), FAR), Purpose.PROVIDE_SERVICE)
            .build();
    static final AccessContext AGENT = AccessContext.of(
                    Accessor.staff("dora", Set.of("agent"), FAR), Purpose.PROVIDE_SERVICE)
            .build();

    private Ledger() {}

    static ApplicationContextRunner runner(String url) {
        return CarrierContext.withoutModel()
                .withUserConfiguration(Model.class, BrendaIsSignedIn.class, RecordingAuditLog.class)
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "spring.datasource.url=" + url,
                        "spring.jpa.hibernate.ddl-auto=create",
                        "cpni.grants[0].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[1].role=csr",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[1].operations=READ,UPDATE",
                        "cpni.grants[1].scope=ALL",
                        "cpni.grants[1].masks=TELEPHONE_NUMBER",
                        "cpni.grants[2].role=agent",
                        "cpni.grants[2].purposes=PROVIDE_SERVICE",
                        "cpni.grants[2].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[2].operations=READ,UPDATE",
                        "cpni.grants[2].scope=ASSIGNED");
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Charge.class)
    static class Model {}

    /** Ann has charge 1, Bob charge 2; a bookmark lies at Ann's. Ann is assigned to Dora. */
    static void store(ApplicationContext context) {
        as(BILLING, context, em -> {
            Payer ann = new Payer(1L, "Ann");
            Payer bob = new Payer(2L, "Bob");
            Charge annsCharge = new Charge(1L, ann, "+12125550101");
            em.persist(ann);
            em.persist(bob);
            em.persist(annsCharge);
            em.persist(new Charge(2L, bob, "+14155550102"));
            em.persist(new Bookmark(9L, annsCharge));
        });
        assign(context, FAR);
    }

    static void assign(ApplicationContext context, Instant until) {
        context.getBean(AssignmentStore.class)
                .assign(new Assignment("dora", CustomerId.of(1), "T-7", Instant.parse("2020-01-01T00:00:00Z"), until));
    }

    /** Works in a session and transaction of its own. */
    static void as(AccessContext who, ApplicationContext context, Consumer<EntityManager> work) {
        AccessScope.within(who, () -> {
            context.getBean(EntityManagerFactory.class).runInTransaction(work);
            return true;
        });
    }

    /** Returns a way to the database that no gate stands before. */
    static JdbcTemplate behindTheGate(String url) {
        return behindTheGate(url, "sa");
    }

    static JdbcTemplate behindTheGate(String url, String user) {
        return new JdbcTemplate(new DriverManagerDataSource(url, user, ""));
    }
}

package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.audit.AuditKeys;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditReader;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.AuditVerification;
import io.cpni.audit.AuditVerifier;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.reserved.Diversion;
import io.cpni.autoconfigure.reserved.DiversionRepository;
import io.cpni.autoconfigure.reserved.Line;
import io.cpni.autoconfigure.reserved.Subscriber;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The whole starter on a database server, with Hibernate and a model whose names have to be quoted. */
abstract class ServerStarterContract {

    static final AccessContext BILLING =
            AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build();
    private static final AccessContext SUPPORT = AccessContext.of(
                    Accessor.staff("carl", Set.of("csr"), Instant.parse("2199-01-01T00:00:00Z")),
                    Purpose.PROVIDE_SERVICE)
            .build();

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Subscriber.class)
    static class ReservedModel {}

    /** Returns the URL of a database of this test's own, which is there and empty. */
    abstract String url();

    final ApplicationContextRunner runner() {
        return CarrierContext.withoutModel()
                .withUserConfiguration(BrendaIsSignedIn.class, ReservedModel.class)
                // Flyway needs a module of its own for each server, which an application brings with it.
                .withClassLoader(new FilteredClassLoader(Flyway.class))
                .withPropertyValues(
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "spring.datasource.url=" + url(),
                        "spring.jpa.hibernate.ddl-auto=create",
                        "cpni.schema.initialize=always",
                        "cpni.grants[0].operations=READ,INSERT,UPDATE,DELETE",
                        "cpni.grants[1].role=csr",
                        "cpni.grants[1].purposes=PROVIDE_SERVICE",
                        "cpni.grants[1].categories=CALL_DETAIL,IDENTITY",
                        "cpni.grants[1].scope=ASSIGNED",
                        "cpni.grants[1].masks=TELEPHONE_NUMBER");
    }

    @Test
    void rowsAreHiddenColumnsMaskedAndBothOnRecord() {
        runner().run(context -> {
            storeDiversions(context);
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment(
                            "carl",
                            CustomerId.of(1),
                            "T-7",
                            Instant.parse("2020-01-01T00:00:00Z"),
                            Instant.parse("2199-01-01T00:00:00Z")));
            DiversionRepository diversions = context.getBean(DiversionRepository.class);

            assertThat(AccessScope.within(SUPPORT, diversions::findByActiveTrueOrderByRank))
                    .extracting(Diversion::getId, Diversion::getTarget, Diversion::getRank, Diversion::getActive)
                    .containsExactly(tuple(12L, "+1212xxxxxxx", 1, true), tuple(11L, "+1415xxxxxxx", 2, true));
            assertThat(AccessScope.<Long, RuntimeException>within(SUPPORT, diversions::count))
                    .isEqualTo(2);
            assertThat(AccessScope.within(BILLING, diversions::findByActiveTrueOrderByRank))
                    .extracting(Diversion::getTarget)
                    .containsExactly("+13125550100", "+12125550101", "+14155550102");
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(diversions::findByActiveTrueOrderByRank);

            JdbcTemplate behindTheGate = new JdbcTemplate(new DriverManagerDataSource(url()));
            List<AuditRecord> records = AuditReader.over(
                            new DriverManagerDataSource(url()), context.getBean(AuditKeys.class))
                    .read("test", 0, 1_000);
            assertThat(records)
                    .map(AuditRecord::entry)
                    .filteredOn(entry -> entry.kind() == AuditKind.ACCESS
                            && entry.accessor().equals(Optional.of("carl"))
                            && entry.relation().equals(Optional.of("order")))
                    .isNotEmpty()
                    .allSatisfy(entry -> assertThat(entry.maskedColumns()).contains("to"));
            assertThat(behindTheGate.queryForObject(
                            "select count(*) from cpni_audit_record where kind = 'DENIAL'", Long.class))
                    .isEqualTo(1);
        });
    }

    @Test
    void whatIsWrittenPassesTheGateToo() {
        runner().run(context -> {
            storeDiversions(context);
            DiversionRepository diversions = context.getBean(DiversionRepository.class);
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);

            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.within(SUPPORT, () -> {
                        factory.runInTransaction(em -> em.createQuery("update Diversion d set d.rank = 9")
                                .executeUpdate());
                        return true;
                    }));
            AccessScope.within(BILLING, () -> {
                factory.runInTransaction(em -> em.createQuery("update Diversion d set d.rank = 9 where d.id = 11")
                        .executeUpdate());
                return true;
            });
            assertThat(AccessScope.within(BILLING, () -> diversions.findById(11L)))
                    .hasValueSatisfying(
                            diversion -> assertThat(diversion.getRank()).isEqualTo(9));
            assertThat(context.getBean(AuditVerifier.class).verify("test"))
                    .isInstanceOf(AuditVerification.Intact.class);
        });
    }

    @Test
    void theSchemaIsNotCreatedUnlessItIsSaid() {
        runner().withPropertyValues("cpni.schema.initialize=embedded")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("MissingSchemaException"));
    }

    /** Ann has two diversions, Bob one. */
    static void storeDiversions(ApplicationContext context) {
        AccessScope.within(BILLING, () -> {
            context.getBean(EntityManagerFactory.class).runInTransaction(em -> {
                Subscriber ann = new Subscriber(1L, "Ann");
                Subscriber bob = new Subscriber(2L, "Bob");
                Line annsLine = new Line(10L, ann);
                Line bobsLine = new Line(20L, bob);
                Stream.of(ann, bob, annsLine, bobsLine).forEach(em::persist);
                em.persist(new Diversion(11L, annsLine, "+14155550102", 2));
                em.persist(new Diversion(12L, annsLine, "+12125550101", 1));
                em.persist(new Diversion(21L, bobsLine, "+13125550100", 0));
            });
            return true;
        });
    }
}

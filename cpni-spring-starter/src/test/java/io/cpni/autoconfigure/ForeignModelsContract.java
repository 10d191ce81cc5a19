package io.cpni.autoconfigure;

import static io.cpni.autoconfigure.CarrierContext.BRENDA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.foreign.Associations.CollectingCall;
import io.cpni.autoconfigure.foreign.Associations.Feature;
import io.cpni.autoconfigure.foreign.Associations.FeaturedCall;
import io.cpni.autoconfigure.foreign.Associations.Leg;
import io.cpni.autoconfigure.foreign.Computed.FormulaCall;
import io.cpni.autoconfigure.foreign.Computed.StampedCall;
import io.cpni.autoconfigure.foreign.Computed.TransformedCall;
import io.cpni.autoconfigure.foreign.ForeignCall;
import io.cpni.autoconfigure.foreign.ForeignModel;
import io.cpni.autoconfigure.foreign.Keys.NaturalIdCall;
import io.cpni.autoconfigure.foreign.Values.ArrayCall;
import io.cpni.autoconfigure.foreign.Values.ConvertedCall;
import io.cpni.autoconfigure.foreign.Values.Dialled;
import io.cpni.autoconfigure.foreign.Values.Direction;
import io.cpni.autoconfigure.foreign.Values.DocumentCall;
import io.cpni.autoconfigure.foreign.Values.EmbeddingCall;
import io.cpni.autoconfigure.foreign.Values.EnumCall;
import io.cpni.autoconfigure.foreign.Values.LobCall;
import io.cpni.autoconfigure.foreign.Values.TimedCall;
import io.cpni.autoconfigure.foreign.Views.CallView;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.hibernate.Session;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
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

    private String url;

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
        url = url();
        // Flyway needs a module of its own for each server, which an application brings with it.
        ClassLoader withoutFlyway = new FilteredClassLoader(Flyway.class);
        context.setClassLoader(withoutFlyway);
        TestPropertyValues.of(
                        "cpni.node=test",
                        "cpni.audit.keys.test=" + CarrierContext.AUDIT_KEY,
                        "cpni.audit.checkpoints.required=false",
                        "spring.datasource.url=" + url,
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
        context.register(Configurations.getClasses(
                CarrierContext.configurations(),
                AutoConfigurations.of(JacksonAutoConfiguration.class, CpniJacksonAutoConfiguration.class)));
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

        assertThat(list(BILLING, model)).extracting(ForeignCall::key).containsExactlyInAnyOrder(anns.key(), bobs.key());
        assertThat(list(BILLING, model)).extracting(ForeignCall::getCallee).containsOnly("+12125550100");
        assertThatThrownBy(() -> inTransaction(em ->
                        em.createQuery("from " + model.entity(), model.type()).getResultList()))
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

    @ParameterizedTest
    @EnumSource
    void visibleRowsAreLockedAndReadAgain(ForeignModel model) {
        ForeignCall anns = stored(model, ANN);
        ForeignCall bobs = stored(model, BOB);
        change(AGENT, em -> {
            ForeignCall call = em.find(model.type(), anns.key(), LockModeType.PESSIMISTIC_WRITE);
            em.refresh(call);
            assertThat(call.getCallee()).isEqualTo("+12125550100");
            Object hidden = em.find(model.type(), bobs.key(), LockModeType.PESSIMISTIC_WRITE);
            assertThat(hidden).isNull();
        });
    }

    // Keys

    @Test
    void aNaturalIdFindsVisibleRowsOnly() {
        ForeignCall anns = stored(ForeignModel.NATURAL_ID, ANN);
        ForeignCall bobs = stored(ForeignModel.NATURAL_ID, BOB);

        assertThat(byReference(SUPPORT, anns)).hasValueSatisfying(call -> {
            assertThat(call.key()).isEqualTo(anns.key());
            assertThat(call.getCallee()).isEqualTo("+1212xxxxxxx");
        });
        assertThat(byReference(SUPPORT, bobs)).isEmpty();
        assertThat(byReference(BILLING, bobs)).isPresent();
        // Who sees the natural id masked finds nothing by it.
        assertThat(byReference(TRAINEE, anns)).isEmpty();
        change(BILLING, em -> em.persist(made(ForeignModel.NATURAL_ID, ANN)));
        assertThat(list(TRAINEE, ForeignModel.NATURAL_ID)).hasSize(2);
    }

    private Optional<NaturalIdCall> byReference(AccessContext as, ForeignCall call) {
        return read(
                as,
                em -> em.unwrap(Session.class)
                        .byNaturalId(NaturalIdCall.class)
                        .using("reference", "call-" + call.key())
                        .loadOptional());
    }

    @Test
    void aBatchIsWrittenAsAWholeOrNotAtAll() {
        clear(ForeignModel.SEQUENCE);
        change(AGENT, em -> {
            for (int i = 0; i < 30; i++) {
                em.persist(made(ForeignModel.SEQUENCE, ANN));
            }
        });
        assertThatThrownBy(() -> change(AGENT, em -> {
                    for (int i = 0; i < 30; i++) {
                        em.persist(made(ForeignModel.SEQUENCE, i == 17 ? BOB : ANN));
                    }
                }))
                .isInstanceOf(CpniAccessDeniedException.class);
        assertThat(count(BILLING, ForeignModel.SEQUENCE)).isEqualTo(30);

        change(
                SUPPORT,
                em -> em.createQuery("from SequenceCall", ForeignCall.class)
                        .getResultList()
                        .forEach(call -> call.setRemark("batched")));
        assertThat(list(BILLING, ForeignModel.SEQUENCE))
                .hasSize(30)
                .extracting(ForeignCall::getRemark, ForeignCall::getCallee)
                .containsOnly(tuple("batched", "+12125550100"));
    }

    // Rows

    @Test
    void aRestrictionOfTheMappingHoldsBesideTheGates() {
        stored(ForeignModel.RESTRICTED, ANN);
        bulk(BILLING, "update RestrictedCall c set c.remark = 'withdrawn'");
        assertThat(list(SUPPORT, ForeignModel.RESTRICTED)).isEmpty();
        assertThat(count(BILLING, ForeignModel.RESTRICTED)).isZero();
        // A condition on a masked column compares the mask.
        assertThat(list(TRAINEE, ForeignModel.RESTRICTED)).hasSize(1);
        behindTheGate().execute("delete from restricted_call");
    }

    @ParameterizedTest
    @CsvSource({"SOFT_DELETED, soft_deleted_call", "BURIED, buried_call"})
    void whatIsDeletedSoftlyStaysInTheTableAndHiddenRowsStayWhatTheyAre(ForeignModel model, String table) {
        ForeignCall anns = stored(model, ANN);
        ForeignCall bobs = stored(model, BOB);
        change(SUPPORT, em -> em.remove(em.find(model.type(), anns.key())));
        assertThatThrownBy(() -> change(SUPPORT, em -> em.remove(em.getReference(model.type(), bobs.key()))))
                .isInstanceOf(RuntimeException.class);

        assertThat(list(BILLING, model)).extracting(ForeignCall::key).containsExactly(bobs.key());
        assertThat(behindTheGate()
                        .queryForObject(
                                "select count(*) from " + table + " where id in (?, ?)",
                                Long.class,
                                anns.key(),
                                bobs.key()))
                .isEqualTo(2);
    }

    @Test
    void anotherTenantsRowsAreNotThere() {
        ForeignCall anns = stored(ForeignModel.TENANT, ANN);
        OneBrand.brand = "other";
        try {
            assertThat(list(BILLING, ForeignModel.TENANT)).isEmpty();
            assertThat(find(BILLING, ForeignModel.TENANT, anns)).isNull();
            assertThat(bulk(AGENT, "update TenantCall c set c.remark = 'theirs'"))
                    .isZero();
        } finally {
            OneBrand.brand = "home";
        }
        assertThat(find(BILLING, ForeignModel.TENANT, anns).getRemark()).isEqualTo("new");
    }

    @Test
    void aFilterNarrowsWhatTheGateShows() {
        ForeignCall anns = stored(ForeignModel.FILTERED, ANN);
        stored(ForeignModel.FILTERED, BOB);
        for (String what : List.of("new", "old")) {
            assertThat(listed(SUPPORT, em -> {
                        em.unwrap(Session.class).enableFilter("saying").setParameter("what", what);
                        return em.createQuery("from FilteredCall", ForeignCall.class)
                                .getResultList();
                    }))
                    .extracting(ForeignCall::key)
                    .isEqualTo(what.equals("new") ? List.of(anns.key()) : List.of());
        }
    }

    // Names

    @ParameterizedTest
    @ValueSource(strings = {"app.call_in_schema", "\"Call Record\""})
    void tablesAreGuardedUnderWhateverNameInNativeQueriesToo(String table) {
        assumeTrue(isNamed(table));
        ForeignModel model = table.startsWith("app") ? ForeignModel.SCHEMA : ForeignModel.QUOTED;
        ForeignCall anns = stored(model, ANN);
        stored(model, BOB);
        assertThat(nativeList(SUPPORT, "select id, callee from " + table))
                .containsExactly(List.of(anns.key(), "+1212xxxxxxx"));
        assertThat(nativeList(BILLING, "select id, callee from " + table)).hasSize(2);
        assertThatThrownBy(() -> nativeList(null, "select id from " + table))
                .isInstanceOf(CpniAccessDeniedException.class);
    }

    /** Tells whether a native query names the table so on this database. */
    abstract boolean isNamed(String table);

    @Test
    void quotedColumnsAreReadAndCompared() {
        ForeignCall anns = stored(ForeignModel.QUOTED, ANN);
        assertThat(listed(
                        SUPPORT,
                        em -> em.createQuery(
                                        "select c.id from QuotedCall c left join c.previous p where c.kind = 'local' and c.reserved = 1"
                                                + " and c.mixedCase like 'm%' order by c.kind, p.mixedCase",
                                        Long.class)
                                .getResultList()))
                .containsExactly((Long) anns.key());
    }

    // Calculated values

    @Test
    void whatTheDatabaseOrHibernateMakesComesBack() {
        StampedCall anns = (StampedCall) stored(ForeignModel.STAMPED, ANN);
        assertThat(anns.getOrigin()).isEqualTo("by default");
        assertThat(anns.getCreated()).isNotNull();
        change(SUPPORT, em -> em.find(StampedCall.class, anns.key()).setRemark("changed"));

        StampedCall after = (StampedCall) find(BILLING, ForeignModel.STAMPED, anns);
        assertThat(after.getVersion()).isEqualTo(1);
        assertThat(after.getUpdated()).isAfterOrEqualTo(anns.getUpdated());
        assertThatThrownBy(() -> change(BILLING, em -> {
                    anns.setRemark("too late");
                    em.merge(anns);
                }))
                .isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void aFormulaReadsWhatItsReaderSees() {
        FormulaCall anns = (FormulaCall) stored(ForeignModel.FORMULA, ANN);
        stored(ForeignModel.PLAIN, ANN);
        stored(ForeignModel.PLAIN, BOB);

        FormulaCall full = (FormulaCall) find(BILLING, ForeignModel.FORMULA, anns);
        assertThat(full.getShouted()).isEqualTo("+12125550100!");
        assertThat(full.getOthers()).isEqualTo(2);
        FormulaCall masked = (FormulaCall) find(SUPPORT, ForeignModel.FORMULA, anns);
        assertThat(masked.getShouted()).isEqualTo("+1212xxxxxxx!");
        assertThat(masked.getOthers()).isEqualTo(1);
        assertThat(masked.getAccount()).isEqualTo(10);
    }

    @Test
    void aTransformedColumnIsReadAndWrittenAsTheMappingSays() {
        TransformedCall anns = (TransformedCall) stored(ForeignModel.TRANSFORMED, ANN);
        assertThat(behindTheGate().queryForMap("select place, units from transformed_call where id = ?", anns.key()))
                .containsValues("reno", 700);
        TransformedCall full = (TransformedCall) find(SUPPORT, ForeignModel.TRANSFORMED, anns);
        assertThat(full.getPlace()).isEqualTo("RENO");
        assertThat(full.getUnits()).isEqualTo(7);
        assertThat(((TransformedCall) find(TRAINEE, ForeignModel.TRANSFORMED, anns)).getPlace())
                .isNull();
    }

    // Values

    @Test
    void convertersAreGivenTheMask() {
        ForeignCall anns = stored(ForeignModel.CONVERTED, ANN);
        ConvertedCall full = (ConvertedCall) find(AGENT, ForeignModel.CONVERTED, anns);
        assertThat(full.getDialled()).isEqualTo(new Dialled("+12125550177"));
        assertThat(full.getForwarded()).isEqualTo(new Dialled("+12125550178"));
        ConvertedCall masked = (ConvertedCall) find(TRAINEE, ForeignModel.CONVERTED, anns);
        assertThat(masked.getDialled()).isNull();
        assertThat(masked.getForwarded()).isNull();
    }

    @Test
    void convertersOfEmbeddedAttributesToo() {
        ForeignCall anns = stored(ForeignModel.EMBEDDING, ANN);
        EmbeddingCall full = (EmbeddingCall) find(AGENT, ForeignModel.EMBEDDING, anns);
        assertThat(full.getFirst().getTown()).isEqualTo("Reno");
        assertThat(full.getSecond().getTown()).isEqualTo("reno");
        assertThat(full.getSecond().getSwitchboard()).isEqualTo(new Dialled("+12125550179"));
        EmbeddingCall masked = (EmbeddingCall) find(TRAINEE, ForeignModel.EMBEDDING, anns);
        assertThat(masked.getFirst().getSwitchboard()).isNull();
        assertThat(masked.getSecond().getTown()).isEqualTo("***");
    }

    @Test
    void enumsAndTimesAreMaskedByTheirColumns() {
        ForeignCall call = stored(ForeignModel.ENUM, ANN);
        EnumCall full = (EnumCall) find(AGENT, ForeignModel.ENUM, call);
        assertThat(full.getByName()).isEqualTo(Direction.OUTBOUND);
        assertThat(full.getByPosition()).isEqualTo(Direction.INBOUND);
        EnumCall masked = (EnumCall) find(TRAINEE, ForeignModel.ENUM, call);
        assertThat(masked.getByName()).isNull();
        assertThat(masked.getByPosition()).isNull();

        ForeignCall timed = stored(ForeignModel.TIMED, ANN);
        TimedCall seen = (TimedCall) find(AGENT, ForeignModel.TIMED, timed);
        assertThat(seen.getHappened()).isEqualTo(Instant.parse("2026-03-17T10:15:30Z"));
        assertThat(seen.getOnDay()).isEqualTo("2026-03-17");
        assertThat(seen.getLasted()).hasSeconds(90);
        TimedCall month = (TimedCall) find(TRAINEE, ForeignModel.TIMED, timed);
        assertThat(month.getHappened()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(month.getOnDay()).isEqualTo("2026-03-01");
        assertThat(month.getOnClock()).isEqualTo("2026-03-01T00:00");
        assertThat(month.getTimeOfDay()).isNull();
        assertThat(month.getWithOffset()).isNull();
        assertThat(month.getWithZone()).isNull();
        assertThat(month.getLasted()).isNull();
    }

    @Test
    void documentsArraysAndLargeObjectsAreMaskedAsNull() {
        ForeignCall document = stored(ForeignModel.DOCUMENT, ANN);
        DocumentCall full = (DocumentCall) find(AGENT, ForeignModel.DOCUMENT, document);
        assertThat(full.getHeader()).isEqualTo(Map.of("to", "+12125550180"));
        assertThat(full.getTags()).isEqualTo(Map.of("a", "b"));
        DocumentCall masked = (DocumentCall) find(TRAINEE, ForeignModel.DOCUMENT, document);
        assertThat(masked.getHeader()).isNull();
        assertThat(masked.getTags()).isNull();

        ForeignCall array = stored(ForeignModel.ARRAY, ANN);
        assertThat(((ArrayCall) find(AGENT, ForeignModel.ARRAY, array)).getHops())
                .containsExactly("+12125550181", "+12125550182");
        assertThat(((ArrayCall) find(TRAINEE, ForeignModel.ARRAY, array)).getHops())
                .isNull();

        ForeignCall large = stored(ForeignModel.LOB, ANN);
        LobCall seen = (LobCall) find(AGENT, ForeignModel.LOB, large);
        assertThat(seen.getTranscript()).isEqualTo("hello");
        assertThat(seen.getRecording()).containsExactly(1, 2, 3);
        LobCall hidden = (LobCall) find(TRAINEE, ForeignModel.LOB, large);
        assertThat(hidden.getTranscript()).isNull();
        assertThat(hidden.getRecording()).isNull();
    }

    // Other tables

    @Test
    void aJoinTableIsGuardedLikeTheRecordsItBelongsTo() {
        FeaturedCall anns = (FeaturedCall) stored(ForeignModel.FEATURED, ANN);
        FeaturedCall bobs = (FeaturedCall) stored(ForeignModel.FEATURED, BOB);
        change(BILLING, em -> {
            Feature forwarding = em.merge(new Feature("forwarding"));
            em.find(FeaturedCall.class, anns.key()).getFeatures().add(forwarding);
            em.find(FeaturedCall.class, bobs.key()).getFeatures().add(forwarding);
        });

        String joined = "select call_id from call_feature";
        assertThat(nativeList(SUPPORT, joined)).containsExactly(List.of(anns.key()));
        assertThat(nativeList(BILLING, joined)).hasSize(2);
        assertThatThrownBy(() -> nativeList(null, joined)).isInstanceOf(CpniAccessDeniedException.class);
        assertThat(listed(
                        SUPPORT,
                        em -> em.createQuery("select f.name from FeaturedCall c join c.features f", String.class)
                                .getResultList()))
                .containsExactly("forwarding");
        assertThatThrownBy(() -> change(
                        AGENT,
                        em -> em.createNativeQuery(
                                        "insert into call_feature (call_id, feature) values (?1, 'forwarding')")
                                .setParameter(
                                        1, made(ForeignModel.FEATURED, BOB).key())
                                .executeUpdate()))
                .isInstanceOf(CpniAccessDeniedException.class);
        change(
                SUPPORT,
                em -> em.find(FeaturedCall.class, anns.key()).getFeatures().clear());
        assertThat(nativeList(BILLING, joined)).containsExactly(List.of(bobs.key()));
    }

    @Test
    void collectionsOfValuesAreMaskedAndHiddenLikeTheirRecord() {
        CollectingCall anns = (CollectingCall) stored(ForeignModel.COLLECTING, ANN);
        stored(ForeignModel.COLLECTING, BOB);
        change(SUPPORT, em -> {
            CollectingCall call = em.find(CollectingCall.class, anns.key());
            assertThat(call.getParties()).containsExactly("+1312xxxxxxx");
            assertThat(call.getLegs()).extracting(Leg::getVia).containsExactly("+1312xxxxxxx", "+1312xxxxxxx");
            assertThat(call.getMarks()).containsExactly(Map.entry("kind", "conference"));
        });
        change(AGENT, em -> {
            CollectingCall call = em.find(CollectingCall.class, anns.key());
            call.getParties().add("+13125550194");
            call.getLegs().remove(0);
            call.getMarks().put("kind", "call");
        });
        for (Map.Entry<String, Integer> table :
                Map.of("call_party", 2, "call_leg", 1, "call_mark", 1).entrySet()) {
            assertThat(nativeList(SUPPORT, "select call_id from " + table.getKey()))
                    .hasSize(table.getValue())
                    .containsOnly(List.of(anns.key()));
        }
        assertThat(nativeList(BILLING, "select call_id from call_leg")).hasSize(3);
    }

    @Test
    void aQueryMappedAsAnEntityShowsWhatItsReaderSees() {
        ForeignCall anns = stored(ForeignModel.PLAIN, ANN);
        ForeignCall bobs = stored(ForeignModel.PLAIN, BOB);
        assertThat(listed(
                        SUPPORT,
                        em -> em.createQuery("from CallView", CallView.class).getResultList()))
                .extracting(CallView::getId, CallView::getCallee)
                .containsExactly(tuple(anns.key(), "+1212xxxxxxx"));
        change(SUPPORT, em -> {
            CallView hidden = em.find(CallView.class, bobs.key());
            assertThat(hidden).isNull();
        });
        // One session, one access: what the query found for one is not given to another.
        assertThatThrownBy(() -> change(BILLING, em -> {
                    assertThat(em.find(CallView.class, bobs.key()).getCallee()).isEqualTo("+12125550100");
                    AccessScope.within(SUPPORT, () -> em.find(CallView.class, bobs.key()));
                }))
                .isInstanceOf(CpniAccessDeniedException.class);
    }

    // What the tests do

    final EntityManagerFactory factory() {
        return context.getBean(EntityManagerFactory.class);
    }

    final AnnotationConfigApplicationContext context() {
        return context;
    }

    final JdbcTemplate behindTheGate() {
        return new JdbcTemplate(new DriverManagerDataSource(url));
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
        change(
                BILLING,
                em -> em.createQuery("from " + model.entity(), model.type())
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

    final List<? extends ForeignCall> list(AccessContext as, ForeignModel model) {
        return read(
                as,
                em -> new ArrayList<ForeignCall>(em.createQuery("select c from " + model.entity() + " c", model.type())
                        .getResultList()));
    }

    private <T> List<T> listed(AccessContext as, Function<EntityManager, List<T>> query) {
        return read(as, query);
    }

    private List<List<?>> nativeList(@Nullable AccessContext as, String sql) {
        Function<EntityManager, List<List<?>>> query = em -> {
            List<List<?>> rows = new ArrayList<>();
            for (Object row : em.createNativeQuery(sql).getResultList()) {
                rows.add(row instanceof Object[] columns ? List.of(columns) : List.of(row));
            }
            return rows;
        };
        return as == null ? inTransaction(query) : read(as, query);
    }

    private long count(AccessContext as, ForeignModel model) {
        return read(
                as,
                em -> em.createQuery("select count(c) from " + model.entity() + " c", Long.class)
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

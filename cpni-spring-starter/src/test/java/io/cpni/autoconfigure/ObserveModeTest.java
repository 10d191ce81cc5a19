package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.CpniAccess;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditRecord;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.RecordedObligation;
import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.CarrierContext.RecordingAuditLog;
import io.cpni.autoconfigure.model.Call;
import io.cpni.customer.CustomerId;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.sql.CpniStatementRefusedException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Where denials are only observed, what would have been denied is released and on record, loudly; elsewhere it is denied. */
class ObserveModeTest {

    private static final String CALLS = "select callee from phone_call";
    private static final AccessContext MARKETING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.MARKET).build();
    private static final AccessContext SUPPORT =
            AccessContext.of(CarrierContext.BRENDA, Purpose.PROVIDE_SERVICE).build();
    private static final AccessContext BILLING =
            AccessContext.of(CarrierContext.BRENDA, Purpose.BILL_COLLECT).build();

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ch.qos.logback.classic.Logger log =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(EnforcementReport.class);

    private final ApplicationContextRunner runner = CarrierContext.runner()
            .withConfiguration(
                    AutoConfigurations.of(JacksonAutoConfiguration.class, CpniJacksonAutoConfiguration.class))
            .withUserConfiguration(BrendaIsSignedIn.class, RecordingAuditLog.class)
            .withPropertyValues(
                    "cpni.grants[1].role=billing",
                    "cpni.grants[1].purposes=PROVIDE_SERVICE",
                    "cpni.grants[1].categories=CALL_DETAIL",
                    "cpni.grants[1].scope=ASSIGNED",
                    "cpni.grants[1].masks=TELEPHONE_NUMBER");

    private final ApplicationContextRunner observing = runner.withPropertyValues("cpni.mode=observe");

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    /** An application with a call of Ann's; what was recorded while it was stored is not told. */
    private interface Work {
        void with(JdbcTemplate jdbc, Told told, JsonMapper mapper) throws Exception;
    }

    private interface Told {
        List<AuditEntry> entries();
    }

    private static void run(ApplicationContextRunner application, Work work) {
        application.run(context -> {
            CarrierContext.store(context.getBean(EntityManagerFactory.class));
            InMemoryAuditLog audit = context.getBean(InMemoryAuditLog.class);
            int before = audit.records().size();
            work.with(
                    context.getBean(JdbcTemplate.class),
                    () -> audit.records().stream()
                            .skip(before)
                            .map(AuditRecord::entry)
                            .toList(),
                    context.getBean(JsonMapper.class));
        });
    }

    private static List<String> callees(JdbcTemplate jdbc, AccessContext context) {
        return AccessScope.within(context, () -> jdbc.queryForList(CALLS, String.class));
    }

    @Test
    void whatIsDeniedIsReleasedAndOnRecordWithItsCustomers() {
        run(observing, (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, MARKETING)).containsExactly("+12125550100");

            assertThat(told.entries())
                    .extracting(AuditEntry::kind)
                    .containsExactly(AuditKind.OBSERVED_DENIAL, AuditKind.OUTCOME);
            assertThat(told.entries().get(0).purpose()).contains(Purpose.MARKET);
            assertThat(told.entries().get(0).rules()).isNotEmpty();
            assertThat(told.entries().get(1).customers()).isEqualTo(CustomersConcerned.of(CustomerId.of(1), 1));
        });
    }

    @Test
    void whatWouldBeHiddenOrMaskedIsReleasedInFullAndOnRecordToo() {
        run(observing, (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, SUPPORT)).containsExactly("+12125550100");
            assertThat(told.entries().get(0).kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
        });
    }

    @Test
    void whatWouldBeMaskedInEveryRowIsReleasedInFullAndOnRecordToo() {
        ApplicationContextRunner masked = observing.withPropertyValues(
                "cpni.grants[2].role=billing",
                "cpni.grants[2].purposes=PROTECT",
                "cpni.grants[2].categories=CALL_DETAIL",
                "cpni.grants[2].scope=ALL",
                "cpni.grants[2].masks=TELEPHONE_NUMBER");
        AccessContext protecting =
                AccessContext.of(CarrierContext.BRENDA, Purpose.PROTECT).build();
        run(masked, (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, protecting)).containsExactly("+12125550100");
            assertThat(told.entries().get(0).kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
        });
    }

    @Test
    void whatOwesWhatNobodyFulfilsIsReleasedAndOnRecord() {
        String[] grant = {
            "cpni.grants[2].role=billing",
            "cpni.grants[2].purposes=PROVIDE_SERVICE",
            "cpni.grants[2].categories=CALL_DETAIL",
            "cpni.grants[2].scope=ALL"
        };
        AccessContext throughOthers = AccessContext.of(CarrierContext.BRENDA, Purpose.PROVIDE_SERVICE)
                .recipient(Recipient.named(RecipientKind.AGENT, "without a contract"))
                .build();
        run(runner.withPropertyValues(grant), (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, SUPPORT)).hasSize(1);
            denied(() -> callees(jdbc, throughOthers));
        });
        run(observing.withPropertyValues(grant), (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, throughOthers)).containsExactly("+12125550100");
            assertThat(told.entries())
                    .extracting(AuditEntry::kind)
                    .containsExactly(AuditKind.OBSERVED_DENIAL, AuditKind.ACCESS, AuditKind.OUTCOME);
            assertThat(told.entries().subList(0, 2))
                    .allSatisfy(entry ->
                            assertThat(entry.obligations()).containsExactly(RecordedObligation.failed("CONTRACT")));
        });
        // Of this one there is nobody who could fulfil it.
        AccessContext toAnother = AccessContext.of(CarrierContext.BRENDA, Purpose.PROTECT)
                .recipient(Recipient.of(RecipientKind.OTHER_CARRIER))
                .build();
        run(
                observing.withPropertyValues(grant).withPropertyValues("cpni.grants[2].purposes=PROTECT"),
                (jdbc, told, mapper) -> {
                    assertThat(callees(jdbc, toAnother)).containsExactly("+12125550100");
                    assertThat(told.entries().get(0).kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
                    assertThat(told.entries().get(0).obligations())
                            .containsExactly(RecordedObligation.failed("LIMIT_SCOPE"));
                });
    }

    @Test
    void whatIsPermittedIsAnAccessAsEver() {
        run(observing, (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, BILLING)).containsExactly("+12125550100");
            assertThat(told.entries().get(0).kind()).isEqualTo(AuditKind.ACCESS);
        });
    }

    @Test
    void withoutAPurposeItPassesAndIsOnRecord() {
        run(observing, (jdbc, told, mapper) -> {
            assertThat(jdbc.queryForList(CALLS, String.class)).containsExactly("+12125550100");
            assertThat(told.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
                assertThat(entry.relation())
                        .hasValueSatisfying(name -> assertThat(name).isEqualToIgnoringCase("phone_call"));
                assertThat(entry.accessor()).isEmpty();
            });
        });
    }

    @Test
    void statementsThatTheGateDoesNotReadPassAndAreOnRecord() {
        String unread = "select callee from phone_call where id in (select max(id) from phone_call group by true) and"
                + " regexp_like(callee, ?)";
        run(observing, (jdbc, told, mapper) -> {
            assertThat(jdbc.queryForList(unread, String.class, "55501")).containsExactly("+12125550100");
            assertThat(told.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
                assertThat(entry.rules()).isNotEmpty();
                assertThat(entry.statementFingerprint()).isNotEmpty();
            });
        });
        for (String exception : List.of("cpni.modes.tables.person=enforce", "cpni.modes.purposes.MARKET=enforce")) {
            run(observing.withPropertyValues(exception), (jdbc, told, mapper) -> {
                assertThatExceptionOfType(CpniStatementRefusedException.class)
                        .isThrownBy(() -> jdbc.queryForList(unread, String.class, "55501"));
                assertThat(told.entries())
                        .singleElement()
                        .extracting(AuditEntry::kind)
                        .isEqualTo(AuditKind.DENIAL);
            });
        }
    }

    @Test
    void groupsAreNotAskedForWhereDenialsAreObserved() {
        AccessContext aggregate =
                AccessContext.of(CarrierContext.BRENDA, Purpose.AGGREGATE).build();
        run(observing, (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, aggregate)).containsExactly("+12125550100");
            assertThat(told.entries().get(0).kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
        });
    }

    @Test
    void aSessionGoesOnUnderAnotherPurposeAndIsOnRecord() {
        observing.run(context -> {
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
            CarrierContext.store(factory);
            InMemoryAuditLog audit = context.getBean(InMemoryAuditLog.class);
            try (EntityManager session = factory.createEntityManager()) {
                AccessScope.within(
                        BILLING,
                        () -> session.createQuery("from Call", Call.class).getResultList());
                assertThat(AccessScope.within(
                                MARKETING,
                                () -> session.createQuery("from Call", Call.class)
                                        .getResultList()))
                        .hasSize(1);
            }
            assertThat(audit.records())
                    .extracting(AuditRecord::entry)
                    .filteredOn(entry -> entry.relation().equals(Optional.of("hibernate-session")))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.kind()).isEqualTo(AuditKind.OBSERVED_DENIAL);
                        assertThat(entry.purpose()).contains(Purpose.MARKET);
                    });
        });
    }

    @Test
    void anInstanceThatWouldHaveBeenMaskedMayBeMerged() {
        observing.run(context -> {
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
            CarrierContext.store(factory);
            for (Optional<AccessContext> reader : List.of(Optional.of(SUPPORT), Optional.<AccessContext>empty())) {
                Call call = in(reader, () -> read(factory));
                AccessScope.within(BILLING, () -> merge(factory, call));
            }
        });
    }

    private static <T> T in(Optional<AccessContext> context, Supplier<T> work) {
        return context.isPresent() ? AccessScope.within(context.get(), work::get) : work.get();
    }

    private static Call read(EntityManagerFactory factory) {
        try (EntityManager session = factory.createEntityManager()) {
            return session.createQuery("from Call", Call.class).getSingleResult();
        }
    }

    private static Call merge(EntityManagerFactory factory, Call call) {
        try (EntityManager session = factory.createEntityManager()) {
            session.getTransaction().begin();
            Call merged = session.merge(call);
            session.getTransaction().commit();
            return merged;
        }
    }

    @Test
    void aMethodRunsThatNobodyIsKnownToCall() {
        ApplicationContextRunner unknown = observing.withUserConfiguration(NobodyIsSignedIn.class);
        unknown.run(context -> assertThat(context.getBean(Report.class).run()).isEqualTo("done"));
        unknown.withPropertyValues("cpni.modes.tables.person=enforce")
                .run(context -> denied(context.getBean(Report.class)::run));
    }

    @Configuration(proxyBeanMethods = false)
    static class NobodyIsSignedIn {

        @Bean
        @Primary
        AccessorSource nobody() {
            return Optional::empty;
        }

        @Bean
        Report report() {
            return new Report();
        }
    }

    static class Report {

        @CpniAccess(purpose = Purpose.BILL_COLLECT)
        public String run() {
            return "done";
        }
    }

    @Test
    void onlyThePurposeOrTableIsObservedThatIsSaidToBe() {
        run(runner.withPropertyValues("cpni.modes.purposes.MARKET=observe"), (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, MARKETING)).hasSize(1);
            assertThat(callees(jdbc, SUPPORT)).isEmpty();
            denied(() -> jdbc.queryForList(CALLS, String.class));
        });
        run(runner.withPropertyValues("cpni.modes.tables.phone_call=observe"), (jdbc, told, mapper) -> {
            assertThat(callees(jdbc, MARKETING)).hasSize(1);
            denied(() ->
                    AccessScope.within(MARKETING, () -> jdbc.queryForList("select name from person", String.class)));
            denied(() -> jdbc.queryForList(
                    "select p.name from phone_call c join person p on p.id = c.person_id", String.class));
        });
        run(observing.withPropertyValues("cpni.modes.tables.phone_call=enforce"), (jdbc, told, mapper) -> {
            denied(() -> callees(jdbc, MARKETING));
            denied(() -> jdbc.queryForList(CALLS, String.class));
        });
        run(runner, (jdbc, told, mapper) -> denied(() -> callees(jdbc, MARKETING)));
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable access) {
        assertThatExceptionOfType(CpniAccessDeniedException.class).isThrownBy(access);
    }

    @Test
    void recordsAreWrittenAsJsonInFullWhereDenialsAreObserved() {
        JsonReleaseTest.Sheet sheet = JsonReleaseTest.Sheet.of(1);
        run(
                observing,
                (jdbc, told, mapper) ->
                        assertThat(mapper.writeValueAsString(sheet)).contains("+12125550100"));
        run(runner.withPropertyValues("cpni.modes.purposes.MARKET=observe"), (jdbc, told, mapper) -> {
            assertThat(mapper.writeValueAsString(sheet)).doesNotContain("5550100");
            assertThat(AccessScope.<String, RuntimeException>within(MARKETING, () -> mapper.writeValueAsString(sheet)))
                    .contains("+12125550100");
        });
    }

    @Test
    void theStartSaysItLoudly() {
        observing.run(context -> assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains("CUSTOMER DATA IS NOT PROTECTED", "OBSERVE");
        }));
        lines.list.clear();
        runner.run(context -> assertThat(lines.list).isEmpty());
    }
}

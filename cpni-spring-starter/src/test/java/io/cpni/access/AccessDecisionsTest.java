package io.cpni.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.AccessorSource;
import io.cpni.accessor.Assignment;
import io.cpni.accessor.AssignmentStore;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Operation;
import io.cpni.approval.ApprovalEvent;
import io.cpni.approval.ApprovalStore;
import io.cpni.approval.Notice;
import io.cpni.approval.NoticeId;
import io.cpni.approval.OptIn;
import io.cpni.approval.OptOut;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditDatabases;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.RecordedObligation;
import io.cpni.autoconfigure.CpniAccessAutoConfiguration;
import io.cpni.autoconfigure.CpniAutoConfiguration;
import io.cpni.autoconfigure.CpniNeedToKnowAutoConfiguration;
import io.cpni.autoconfigure.CpniSqlAutoConfiguration;
import io.cpni.breakglass.BreakGlass;
import io.cpni.customer.CustomerId;
import io.cpni.customer.StoreUnavailableException;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.CustomerFacts;
import io.cpni.decision.DecisionListener;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandler;
import io.cpni.decision.Reason;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A look at the voicemail of Ann: it lies with a service, not in a table, so that its owner asks whether to give it. */
class AccessDecisionsTest {

    private static final CustomerId ANN = CustomerId.of(1001);
    private static final CustomerId BOB = CustomerId.of(1002);
    private static final Instant FAR_OFF = Instant.parse("2199-01-01T00:00:00Z");
    private static final String SECRET = "meet me at noon";
    private static final Set<DataCategory> DETAIL = EnumSet.of(DataCategory.CALL_DETAIL);

    private static final AccessContext BILLING = staff("brenda", "billing", Purpose.BILL_COLLECT);
    private static final AccessContext SUPPORT = staff("carl", "csr", Purpose.PROVIDE_SERVICE);
    private static final AccessContext TRAINEE = staff("tess", "trainee", Purpose.BILL_COLLECT);

    private final JdbcDataSource facts = database();
    private final JdbcDataSource log = database();
    private final List<String> heard = new ArrayList<>();
    private final AtomicBoolean given = new AtomicBoolean();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    CpniAutoConfiguration.class,
                    CpniSqlAutoConfiguration.class,
                    CpniAccessAutoConfiguration.class))
            .withBean(AccessorSource.class, () -> Optional::empty)
            .withBean(
                    DecisionListener.class,
                    () -> (context, operation, service, reasons, permitted, took) -> heard.add(service + " "
                            + reasons.stream().map(Reason::rule).collect(Collectors.joining(",")) + " " + permitted))
            .withPropertyValues(
                    "spring.datasource.url=" + facts.getURL(),
                    "cpni.audit.url=" + log.getURL(),
                    "cpni.audit.username=" + log.getUser(),
                    "cpni.node=test",
                    "cpni.grants[0].role=billing",
                    "cpni.grants[0].purposes=BILL_COLLECT",
                    "cpni.grants[0].categories=CALL_DETAIL",
                    "cpni.grants[0].scope=ALL",
                    "cpni.grants[1].role=csr",
                    "cpni.grants[1].purposes=PROVIDE_SERVICE",
                    "cpni.grants[1].categories=CALL_DETAIL",
                    "cpni.grants[1].scope=ASSIGNED",
                    "cpni.grants[2].role=trainee",
                    "cpni.grants[2].purposes=BILL_COLLECT",
                    "cpni.grants[2].categories=CALL_DETAIL",
                    "cpni.grants[2].scope=ALL",
                    "cpni.grants[2].masks=TELEPHONE_NUMBER",
                    "cpni.grants[3].role=dispatch",
                    "cpni.grants[3].purposes=PROVIDE_SERVICE,PROTECT",
                    "cpni.grants[3].categories=CALL_DETAIL",
                    "cpni.grants[3].scope=ALL",
                    "cpni.carrier.contracts=Fixers Ltd");

    private final ApplicationContextRunner remembering = runner.withUserConfiguration(RecordingAuditLog.class);

    @Configuration(proxyBeanMethods = false)
    static class RecordingAuditLog {
        @Bean
        InMemoryAuditLog auditLog() {
            return new InMemoryAuditLog("test");
        }
    }

    @Test
    void whoMayIsGivenTheDataAndOnRecordWithTheCustomer() {
        remembering.run(context -> {
            String heardIt = AccessScope.within(BILLING, () -> listen(context.getBean(AccessDecisions.class), ANN));

            assertThat(heardIt).isEqualTo(SECRET);
            assertThat(heard).containsExactly("voicemail R-222-d1 true");
            List<AuditEntry> entries = context.getBean(InMemoryAuditLog.class).entries();
            assertThat(entries).extracting(AuditEntry::kind).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
            assertThat(entries).extracting(AuditEntry::customers).containsOnly(CustomersConcerned.of(ANN, 1));
            assertThat(entries.get(0)).satisfies(access -> {
                assertThat(access.accessor()).contains("brenda");
                assertThat(access.purpose()).contains(Purpose.BILL_COLLECT);
                assertThat(access.operation()).contains(Operation.READ);
                assertThat(access.relation()).contains("voicemail");
                assertThat(access.categories()).isEqualTo(DETAIL);
                assertThat(access.rules()).extracting(AppliedRule::id).contains("R-222-d1");
                assertThat(access.node()).contains("test");
            });
        });
    }

    @Test
    void whoMayNotIsDeniedAndOnRecord() {
        remembering.run(context -> {
            AccessContext marketing =
                    AccessContext.of(BILLING.accessor(), Purpose.MARKET).build();

            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() ->
                            AccessScope.within(marketing, () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .satisfies(denied ->
                            assertThat(denied.decision().reason().rule()).isEqualTo("R-GEN-1"));
            assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), "brenda", "R-GEN-1");
        });
    }

    @Test
    void aNeedThatIsBoundToACustomerReachesThatOneOnly() {
        remembering.run(context -> {
            AccessDecisions decisions = context.getBean(AccessDecisions.class);
            context.getBean(AssignmentStore.class)
                    .assign(new Assignment("carl", ANN, "T-7", Instant.parse("2020-01-01T00:00:00Z"), FAR_OFF));

            assertThat(AccessScope.within(SUPPORT, () -> listen(decisions, ANN)))
                    .isEqualTo(SECRET);
            given.set(false);
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.within(SUPPORT, () -> listen(decisions, BOB)));
            assertThat(given).isFalse();
        });
    }

    /** What concerns no customer cannot be had for a need that is bound to customers. */
    @Test
    void whatConcernsNoCustomerNeedsAGrantForAll() {
        remembering.run(context -> {
            AccessDecisions decisions = context.getBean(AccessDecisions.class);

            assertThat(AccessScope.within(
                            BILLING, () -> decisions.access(Operation.READ, "statistics", DETAIL, () -> "none missed")))
                    .isEqualTo("none missed");
            assertThat(context.getBean(InMemoryAuditLog.class).entries())
                    .extracting(AuditEntry::customers)
                    .containsOnly(CustomersConcerned.none());
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.within(
                            SUPPORT, () -> decisions.access(Operation.READ, "statistics", DETAIL, this::secret)));
            assertThat(given).isFalse();
        });
    }

    @Test
    void withoutAContextEverythingIsDeniedAndOnRecord() {
        remembering.run(context -> {
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> listen(context.getBean(AccessDecisions.class), ANN))
                    .satisfies(denied ->
                            assertThat(denied.decision().reason().remedy()).contains("@CpniAccess"));
            assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), null, "R-GEN-3");
        });
    }

    /** The same need with a mask: nothing here can mask what a service gives. */
    @Test
    void aPermitWithAnObligationThatNobodyFulfilsIsADenial() {
        remembering.run(context -> {
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() ->
                            AccessScope.within(TRAINEE, () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .satisfies(denied -> assertThat(denied.decision().reason().remedy())
                            .contains("[MASK]")
                            .contains("not all of which are fulfilled here"));
            assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), "tess", "R-GEN-3");
            assertObligations(context.getBean(InMemoryAuditLog.class), RecordedObligation.failed("MASK"));
        });
    }

    @Test
    void aRecipientWhoseContractIsOnFileIsGivenTheData() {
        remembering.run(context -> {
            assertThat(AccessScope.within(
                            dispatch(Purpose.PROVIDE_SERVICE, Recipient.named(RecipientKind.IC, "Fixers Ltd")),
                            () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .isEqualTo(SECRET);
            assertThat(context.getBean(InMemoryAuditLog.class).entries().get(0).obligations())
                    .containsExactly(RecordedObligation.done("CONTRACT"), RecordedObligation.done("RECORD_DISCLOSURE"));
            assertThat(heard)
                    .as("the rule that decides, then those that oblige")
                    .containsExactly("voicemail R-222-c1x,R-2009-c2 true");
        });
    }

    @Test
    void aRecipientWithoutAContractOnFileIsDeniedAndThatIsOnRecord() {
        for (Recipient recipient :
                List.of(Recipient.named(RecipientKind.IC, "Somebody Ltd"), Recipient.of(RecipientKind.IC))) {
            heard.clear();
            remembering.run(context -> {
                assertThatExceptionOfType(CpniAccessDeniedException.class)
                        .isThrownBy(() -> AccessScope.within(
                                dispatch(Purpose.PROVIDE_SERVICE, recipient),
                                () -> listen(context.getBean(AccessDecisions.class), ANN)))
                        .satisfies(denied ->
                                assertThat(denied.decision().reason().remedy()).contains("CONTRACT"));
                assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), "dan", "R-GEN-3");
            });
        }
    }

    @Test
    void anObligationForWhichThereIsNoHandlerIsADenial() {
        remembering.run(context -> {
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.within(
                            dispatch(Purpose.PROTECT, Recipient.of(RecipientKind.OTHER_CARRIER)),
                            () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .satisfies(denied -> assertThat(denied.decision().reason().remedy())
                            .contains("LIMIT_SCOPE")
                            .contains("not all of which are fulfilled here"));
            assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), "dan", "R-GEN-3");
            assertObligations(context.getBean(InMemoryAuditLog.class), RecordedObligation.failed("LIMIT_SCOPE"));
        });
    }

    private static void assertObligations(InMemoryAuditLog auditLog, RecordedObligation... obligations) {
        assertThat(auditLog.entries().get(0).obligations()).containsExactly(obligations);
    }

    @Test
    void aDenialSaysWhatWasDoneBeforeTheObligationThatWasNot() {
        List<Obligation.Kind> asked = new ArrayList<>();
        ObligationHandler handler = new ObligationHandler() {
            @Override
            public Set<Obligation.Kind> kinds() {
                return Set.of(Obligation.Kind.RECORD_DISCLOSURE, Obligation.Kind.CONTRACT);
            }

            @Override
            public void fulfil(Occasion occasion) {
                asked.add(occasion.kind());
                if (occasion.kind() == Obligation.Kind.CONTRACT) {
                    throw new IllegalStateException(SECRET);
                }
            }
        };
        remembering.withBean(ObligationHandler.class, () -> handler).run(context -> {
            assertThatExceptionOfType(CpniAccessDeniedException.class)
                    .isThrownBy(() -> AccessScope.within(
                            dispatch(Purpose.PROVIDE_SERVICE, Recipient.named(RecipientKind.IC, "Fixers Ltd")),
                            () -> listen(context.getBean(AccessDecisions.class), ANN)));
            assertThat(asked).containsExactly(Obligation.Kind.RECORD_DISCLOSURE, Obligation.Kind.CONTRACT);
            assertObligations(
                    context.getBean(InMemoryAuditLog.class),
                    RecordedObligation.done("RECORD_DISCLOSURE"),
                    RecordedObligation.failed("CONTRACT"));
        });
    }

    @Test
    void theRecordNamesTheEventsThatTheDecisionRestsOn() {
        AccessContext market = AccessContext.of(Accessor.staff("mia", Set.of("market"), FAR_OFF), Purpose.MARKET)
                .offer(Offer.of(OfferPart.INTERNET_ACCESS))
                .build();
        Instant yesterday = Instant.now().minusSeconds(86_400);
        remembering
                .withPropertyValues(
                        "cpni.grants[4].role=market",
                        "cpni.grants[4].purposes=MARKET",
                        "cpni.grants[4].categories=CALL_DETAIL",
                        "cpni.grants[4].scope=ALL")
                .run(context -> {
                    ApprovalStore approvals = context.getBean(ApprovalStore.class);
                    for (CustomerId customer : List.of(ANN, BOB)) {
                        NoticeId notice = new NoticeId("n" + customer.value());
                        approvals.append(
                                customer,
                                Notice.askingToOptIn(notice, yesterday, ContactChannel.ONLINE, ZoneId.of("UTC"))
                                        .build());
                        approvals.append(
                                customer, OptIn.inWriting(yesterday.plusSeconds(60), ContactChannel.ONLINE, notice));
                    }
                    approvals.append(BOB, OptOut.ofEverything(yesterday.plusSeconds(120), ContactChannel.PHONE));
                    InMemoryAuditLog auditLog = context.getBean(InMemoryAuditLog.class);

                    AccessScope.within(market, () -> listen(context.getBean(AccessDecisions.class), ANN));
                    assertThat(ofVoicemail(auditLog).get(0).evidence())
                            .isEqualTo(references(approvals, ANN))
                            .contains("NOTICE n1001");
                    assertThatExceptionOfType(CpniAccessDeniedException.class)
                            .isThrownBy(() -> AccessScope.within(
                                    market, () -> listen(context.getBean(AccessDecisions.class), BOB)));
                    assertThat(ofVoicemail(auditLog).get(1).evidence())
                            .isNotEmpty()
                            .isSubsetOf(references(approvals, BOB))
                            .anyMatch(event -> event.startsWith("OPT_OUT"));
                });
    }

    @Test
    void whatIsAskedForAndNotFoundIsNothingToRestOn() {
        RestingFacts facts = new RestingFacts(CustomerFacts.ofNobody());
        assertThat(facts.glassBroken("eve", Purpose.PROVIDE_SERVICE)).isFalse();
        assertThat(facts.restOnBrokenGlass()).isFalse();
        assertThat(facts.evidence()).isEmpty();
    }

    private static List<AuditEntry> ofVoicemail(InMemoryAuditLog auditLog) {
        return auditLog.entries().stream()
                .filter(entry -> entry.relation().equals(Optional.of("voicemail")))
                .toList();
    }

    private static List<String> references(ApprovalStore approvals, CustomerId customer) {
        return approvals.events(customer).stream().map(ApprovalEvent::reference).toList();
    }

    @Test
    void theRecordSaysWhatRestsOnBrokenGlassAndWhereTracingFindsIt() {
        Accessor eve = Accessor.staff("eve", Set.of("on-call"), FAR_OFF);
        AccessContext emergency = AccessContext.of(eve, Purpose.PROVIDE_SERVICE).build();
        remembering
                .withConfiguration(AutoConfigurations.of(CpniNeedToKnowAutoConfiguration.class))
                .withPropertyValues(
                        "cpni.break-glass.roles=on-call",
                        "cpni.break-glass.purposes=PROVIDE_SERVICE",
                        "cpni.break-glass.reviewer-roles=boss")
                .run(context -> {
                    InMemoryAuditLog auditLog = context.getBean(InMemoryAuditLog.class);
                    MDC.put("traceId", "4bf92f3577b34da6");
                    MDC.put("spanId", "00f067aa");
                    try {
                        context.getBean(BreakGlass.class)
                                .open(eve, ANN, Purpose.PROVIDE_SERVICE, "line is down", Duration.ofMinutes(5));
                        AccessScope.within(emergency, () -> listen(context.getBean(AccessDecisions.class), ANN));
                        assertThatExceptionOfType(CpniAccessDeniedException.class)
                                .isThrownBy(() -> AccessScope.within(
                                        emergency, () -> listen(context.getBean(AccessDecisions.class), BOB)));
                        AccessScope.within(BILLING, () -> listen(context.getBean(AccessDecisions.class), ANN));
                    } finally {
                        MDC.clear();
                    }
                    assertThat(ofVoicemail(auditLog))
                            .extracting(AuditEntry::breakGlass)
                            .containsExactly(true, false, false);
                    assertThat(auditLog.entries()).hasSize(7).allSatisfy(entry -> {
                        assertThat(entry.traceId()).contains("4bf92f3577b34da6");
                        assertThat(entry.spanId()).contains("00f067aa");
                    });
                });
    }

    @Test
    void aHandlerOfTheApplicationIsAskedOnceAndBeforeTheWork() {
        List<String> asked = new ArrayList<>();
        remembering
                .withBean(
                        ObligationHandler.class,
                        () -> handler(occasion -> asked.add(occasion.relation() + " " + occasion.kind() + " "
                                + occasion.context().accessor().id() + " " + given.get())))
                .run(context -> {
                    assertThat(AccessScope.within(
                                    dispatch(Purpose.PROTECT, Recipient.of(RecipientKind.OTHER_CARRIER)),
                                    () -> listen(context.getBean(AccessDecisions.class), ANN)))
                            .isEqualTo(SECRET);
                    assertThat(asked).containsExactly("voicemail LIMIT_SCOPE dan false");
                });
    }

    @Test
    void aHandlerThatFailsIsADenialAndItsReasonStaysInside() {
        remembering
                .withBean(
                        ObligationHandler.class,
                        () -> handler(occasion -> {
                            throw new IllegalStateException(SECRET);
                        }))
                .run(context -> {
                    assertThatExceptionOfType(CpniAccessDeniedException.class)
                            .isThrownBy(() -> AccessScope.within(
                                    dispatch(Purpose.PROTECT, Recipient.of(RecipientKind.OTHER_CARRIER)),
                                    () -> listen(context.getBean(AccessDecisions.class), ANN)))
                            .satisfies(AccessDecisionsTest::assertTellsNothing)
                            .satisfies(denied -> assertThat(denied).hasNoCause().hasNoSuppressedExceptions())
                            .satisfies(denied -> assertThat(
                                            denied.decision().reason().remedy())
                                    .contains("LIMIT_SCOPE")
                                    .doesNotContain(SECRET));
                    assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), "dan", "R-GEN-3");
                });
    }

    private static ObligationHandler handler(Consumer<ObligationHandler.Occasion> does) {
        return new ObligationHandler() {
            @Override
            public Set<Obligation.Kind> kinds() {
                return Set.of(Obligation.Kind.LIMIT_SCOPE);
            }

            @Override
            public void fulfil(Occasion occasion) {
                does.accept(occasion);
            }
        };
    }

    private static AccessContext dispatch(Purpose purpose, Recipient recipient) {
        return AccessContext.of(Accessor.staff("dan", Set.of("dispatch"), FAR_OFF), purpose)
                .recipient(recipient)
                .build();
    }

    @Test
    void theRecordIsDurableBeforeTheWorkBegins() {
        runner.run(context -> {
            JdbcTemplate onTheSide = new JdbcTemplate(log);
            List<List<String>> seen = new ArrayList<>();

            AccessScope.within(
                    BILLING,
                    () -> context.getBean(AccessDecisions.class)
                            .access(Operation.READ, "voicemail", DETAIL, ANN, () -> seen.add(kinds(onTheSide))));

            assertThat(seen).containsExactly(List.of("ACCESS"));
            assertThat(kinds(onTheSide)).containsExactly("ACCESS", "OUTCOME");
        });
    }

    @Test
    void nothingIsGivenWhileTheAuditLogIsDown() {
        runner.run(context -> {
            AuditDatabases.execute(log, "SHUTDOWN");

            assertThatExceptionOfType(AuditUnavailableException.class)
                    .isThrownBy(() ->
                            AccessScope.within(BILLING, () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .withMessageContaining("audit stream 'test'")
                    .satisfies(AccessDecisionsTest::assertTellsNothing);
            assertThat(given).isFalse();
        });
    }

    /** It is then not known whether the outcome is on record, so what the work has found is kept back. */
    @Test
    void nothingIsGivenWhereTheAuditLogGoesDownDuringTheWork() {
        runner.run(context -> assertThatExceptionOfType(AuditUnavailableException.class)
                .isThrownBy(() -> AccessScope.within(
                        BILLING,
                        () -> context.getBean(AccessDecisions.class)
                                .access(Operation.READ, "voicemail", DETAIL, ANN, () -> {
                                    AuditDatabases.execute(log, "SHUTDOWN");
                                    return SECRET;
                                })))
                .withMessageContaining("audit stream 'test'")
                .satisfies(AccessDecisionsTest::assertTellsNothing));
    }

    @Test
    void nothingIsGivenWhileTheFactsAreDownAndThatIsOnRecord() {
        remembering.run(context -> {
            AuditDatabases.execute(facts, "SHUTDOWN");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() ->
                            AccessScope.within(SUPPORT, () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .withMessageContaining("assignment store")
                    .satisfies(AccessDecisionsTest::assertTellsNothing);
            assertDeniedOnRecord(context.getBean(InMemoryAuditLog.class), "carl", "R-GEN-3");
        });
    }

    @Test
    void whereBothAreDownTheErrorNamesBoth() {
        runner.run(context -> {
            AuditDatabases.execute(facts, "SHUTDOWN");
            AuditDatabases.execute(log, "SHUTDOWN");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() ->
                            AccessScope.within(SUPPORT, () -> listen(context.getBean(AccessDecisions.class), ANN)))
                    .satisfies(unavailable -> assertThat(unavailable.getSuppressed())
                            .singleElement()
                            .isInstanceOf(AuditUnavailableException.class));
            assertThat(given).isFalse();
        });
    }

    private void assertDeniedOnRecord(InMemoryAuditLog auditLog, String accessor, String rule) {
        assertThat(given).isFalse();
        assertThat(heard).containsExactly("voicemail " + rule + " false");
        assertThat(auditLog.entries()).singleElement().satisfies(denial -> {
            assertThat(denial.kind()).isEqualTo(AuditKind.DENIAL);
            assertThat(denial.accessor()).isEqualTo(Optional.ofNullable(accessor));
            assertThat(denial.relation()).contains("voicemail");
            assertThat(denial.customers()).isEqualTo(CustomersConcerned.of(ANN, 1));
            assertThat(denial.rules()).extracting(AppliedRule::id).containsExactly(rule);
        });
    }

    private static void assertTellsNothing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(cause.getMessage())
                    .doesNotContain(SECRET)
                    .doesNotContain("1001")
                    .doesNotContain("carl");
        }
    }

    private String listen(AccessDecisions decisions, CustomerId customer) {
        return decisions.access(Operation.READ, "voicemail", DETAIL, customer, this::secret);
    }

    private String secret() {
        given.set(true);
        return SECRET;
    }

    private static List<String> kinds(JdbcTemplate jdbc) {
        return jdbc.queryForList("select kind from cpni_audit_record order by seq", String.class);
    }

    private static AccessContext staff(String name, String role, Purpose purpose) {
        Accessor accessor = Accessor.staff(name, Set.of(role), FAR_OFF);
        return AccessContext.of(accessor, purpose).build();
    }

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
        return database;
    }
}

package io.cpni.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.AccessScope;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Operation;
import io.cpni.audit.AppliedRule;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.CustomersConcerned;
import io.cpni.audit.RecordedObligation;
import io.cpni.audit.TraceIds;
import io.cpni.campaign.AuditedCampaigns;
import io.cpni.decision.ContractsOnFile;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Obligation;
import io.cpni.decision.ObligationHandler;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Offer;
import io.cpni.purpose.OfferPart;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A permit with an obligation holds once the obligation is fulfilled, and not before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateObligations {

    private static final String LETTERS = "select note from letter";
    private static final String TEXT_OF_HANDLER = "the letters of Ada go to nobody";

    private static final Accessor SAM =
            Accessor.staff("sam", Set.of(FactCarrier.ANYTHING), Instant.parse("2027-01-01T00:00:00Z"));

    private static final AccessContext CAMPAIGN = AccessContext.of(SAM, Purpose.MARKET)
            .offer(Offer.of(OfferPart.VOIP, OfferPart.LOCAL))
            .justification("autumn mailing")
            .build();

    private final FactCarrier carrier;

    GateObligations(TestDatabase database) {
        this.carrier = FactCarrier.open(database);
        // So that every customer's records may be used, and the obligation alone decides.
        FactCarrier.CUSTOMERS.forEach(customer ->
                database.execute("insert into cpni_subscription (customer_id, service_category, valid_from) values ("
                        + customer + ", 'LOCAL', timestamp with time zone '2026-01-01 00:00:00+00')"));
    }

    @BeforeEach
    void forget() {
        carrier.newLog();
        carrier.handle();
    }

    @AfterAll
    void close() {
        carrier.close();
    }

    /** Remembers what it was asked for, and does with it what a test says. */
    private static final class Noting implements ObligationHandler {

        private final List<Occasion> asked = new ArrayList<>();
        private final Set<Obligation.Kind> kinds;
        private Consumer<Occasion> then = occasion -> {};

        Noting(Obligation.Kind... kinds) {
            this.kinds = Set.of(kinds);
        }

        @Override
        public Set<Obligation.Kind> kinds() {
            return kinds;
        }

        @Override
        public void fulfil(Occasion occasion) {
            asked.add(occasion);
            then.accept(occasion);
        }

        List<String> relations() {
            return asked.stream().map(Occasion::relation).toList();
        }
    }

    private CpniAccessDeniedException denied(AccessContext context, String sql) {
        try (AccessScope scope = AccessScope.open(context);
                Connection connection = carrier.guarded().getConnection()) {
            return catchThrowableOfType(CpniAccessDeniedException.class, () -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.execute();
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("the connection failed", e);
        }
    }

    private void assertOnRecordAsDenied(String relation) {
        assertThat(carrier.audit().entries()).singleElement().satisfies(denial -> {
            assertThat(denial.kind()).isEqualTo(AuditKind.DENIAL);
            assertThat(denial.accessor()).contains("sam");
            assertThat(denial.relation()).contains(relation);
            assertThat(denial.rules()).extracting(AppliedRule::id).containsExactly("R-GEN-3");
        });
    }

    @Test
    void anObligationThatNobodyFulfilsIsADenial() {
        CpniAccessDeniedException denied = denied(CAMPAIGN, LETTERS);

        assertThat(denied.decision().reason().rule()).isEqualTo("R-GEN-3");
        assertThat(denied.decision().reason().remedy())
                .contains("RECORD_CAMPAIGN")
                .contains("add its handler");
        assertOnRecordAsDenied("letter");
        assertThat(carrier.audit().entries().get(0).obligations())
                .containsExactly(RecordedObligation.failed("RECORD_CAMPAIGN"));
    }

    @Test
    void anObligationThatIsNotFulfilledIsADenialAndItsReasonStaysInside() {
        Noting broken = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        broken.then = occasion -> {
            throw new IllegalStateException(TEXT_OF_HANDLER);
        };
        carrier.handle(broken);

        CpniAccessDeniedException denied = denied(CAMPAIGN, LETTERS);

        assertThat(denied.decision().reason().rule()).isEqualTo("R-GEN-3");
        assertThat(denied.decision().reason().remedy())
                .contains("RECORD_CAMPAIGN")
                .doesNotContain(TEXT_OF_HANDLER);
        assertThat(denied).hasMessageNotContaining(TEXT_OF_HANDLER).hasNoCause().hasNoSuppressedExceptions();
        assertOnRecordAsDenied("letter");
        assertThat(broken.relations()).containsExactly("letter");
        assertThat(carrier.audit().entries().get(0).obligations())
                .containsExactly(RecordedObligation.failed("RECORD_CAMPAIGN"));
    }

    @Test
    void aDenialSaysWhatWasDoneBeforeTheObligationThatWasNot() {
        Noting noting = new Noting(Obligation.Kind.RECORD_DISCLOSURE, Obligation.Kind.CONTRACT);
        noting.then = occasion -> {
            if (occasion.kind() == Obligation.Kind.CONTRACT) {
                throw new IllegalStateException(TEXT_OF_HANDLER);
            }
        };
        carrier.handle(noting);

        denied(repairBy(Recipient.named(RecipientKind.IC, "Fixers Ltd")), LETTERS);

        assertOnRecordAsDenied("letter");
        assertThat(carrier.audit().entries().get(0).obligations())
                .containsExactly(RecordedObligation.done("RECORD_DISCLOSURE"), RecordedObligation.failed("CONTRACT"));
    }

    /** As some languages let a method throw what it does not declare. */
    @Test
    void aCheckedExceptionOfAHandlerIsADenialToo() {
        Noting broken = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        broken.then = occasion -> GateObligations.<RuntimeException>sneak(new SQLException(TEXT_OF_HANDLER));
        carrier.handle(broken);

        assertThat(denied(CAMPAIGN, LETTERS))
                .hasMessageNotContaining(TEXT_OF_HANDLER)
                .hasNoCause();
        assertOnRecordAsDenied("letter");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // which is what the trick consists of
    private static <X extends Exception> void sneak(Exception thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void aChangeIsNotMadeWhereItsObligationIsNotFulfilled() {
        Noting broken = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        broken.then = occasion -> {
            throw new IllegalStateException(TEXT_OF_HANDLER);
        };
        carrier.handle(broken);

        assertThat(denied(CAMPAIGN, "update letter set note = 'changed'")).isNotNull();
        assertThat(denied(CAMPAIGN, "delete from letter")).isNotNull();

        assertThat(Outcome.of(
                                carrier.database().dataSource(),
                                null,
                                "select count(*) from letter where note = 'changed'")
                        .rows())
                .containsExactly(List.of("0"));
        assertThat(Outcome.of(carrier.database().dataSource(), null, "select count(*) from letter")
                        .rows())
                .containsExactly(List.of(String.valueOf(FactCarrier.CUSTOMERS.size() + 1)));
        assertThat(carrier.audit().entries()).extracting(AuditEntry::kind).containsOnly(AuditKind.DENIAL);
    }

    @Test
    void anObligationIsFulfilledBeforeTheAccessIsRecordedAndItsRowsAreReleased() {
        Noting noting = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        List<Integer> recordedBefore = new ArrayList<>();
        noting.then = occasion -> recordedBefore.add(carrier.audit().entries().size());
        carrier.handle(noting);

        assertThat(Outcome.of(carrier.guarded(), CAMPAIGN, LETTERS).rows()).isNotEmpty();

        assertThat(recordedBefore).containsExactly(0);
        assertThat(noting.asked).singleElement().satisfies(occasion -> {
            assertThat(occasion.kind()).isEqualTo(Obligation.Kind.RECORD_CAMPAIGN);
            assertThat(occasion.context()).isEqualTo(CAMPAIGN);
            assertThat(occasion.categories()).containsExactly(DataCategory.SUBSCRIPTION);
            assertThat(occasion.at()).isEqualTo(FactCarrier.NOW);
        });
        assertThat(carrier.audit().entries().get(0).obligations())
                .containsExactly(RecordedObligation.done("RECORD_CAMPAIGN"));
    }

    @Test
    void aHandlerIsAskedOnceForEachContextTransactionAndTable() throws SQLException {
        Noting noting = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        carrier.handle(noting);
        try (Connection connection = carrier.guarded().getConnection()) {
            connection.setAutoCommit(false);
            AccessScope.within(CAMPAIGN, () -> {
                for (int i = 0; i < 3; i++) {
                    // Customers are named, are not, and rows are changed.
                    assertThat(Outcome.of(connection, Outcome.Form.of(LETTERS)).failure())
                            .isEmpty();
                    assertThat(Outcome.of(connection, Outcome.Form.of("select count(*) from letter"))
                                    .failure())
                            .isEmpty();
                    assertThat(Outcome.of(connection, Outcome.Form.of("update letter set note = note where id = 100"))
                                    .changed())
                            .isEqualTo(1);
                }
                return null;
            });
            assertThat(noting.relations()).containsExactly("letter");

            AccessScope.within(
                    CAMPAIGN, () -> Outcome.of(connection, Outcome.Form.of("select note from event_record")));
            assertThat(noting.relations()).containsExactly("letter", "event_record");

            AccessContext another = AccessContext.of(SAM, Purpose.MARKET)
                    .offer(Offer.of(OfferPart.VOIP))
                    .build();
            AccessScope.within(another, () -> Outcome.of(connection, Outcome.Form.of(LETTERS)));
            assertThat(noting.relations()).containsExactly("letter", "event_record", "letter");

            connection.commit();
            AccessScope.within(CAMPAIGN, () -> Outcome.of(connection, Outcome.Form.of(LETTERS)));
            assertThat(noting.relations()).containsExactly("letter", "event_record", "letter", "letter");
            connection.rollback();
        }
    }

    @Test
    void withoutATransactionEachStatementIsOne() throws SQLException {
        Noting noting = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        carrier.handle(noting);
        AccessScope.within(CAMPAIGN, () -> {
            try (Connection connection = carrier.guarded().getConnection()) {
                Outcome.of(connection, Outcome.Form.of(LETTERS));
                Outcome.of(connection, Outcome.Form.of(LETTERS));
                return null;
            }
        });
        assertThat(noting.relations()).containsExactly("letter", "letter");
    }

    @Test
    void inATransactionWhatWasNotFulfilledIsAskedForAgain() throws SQLException {
        Noting broken = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        broken.then = occasion -> {
            throw new IllegalStateException(TEXT_OF_HANDLER);
        };
        carrier.handle(broken);
        AccessScope.within(CAMPAIGN, () -> {
            try (Connection connection = carrier.guarded().getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 2; i++) {
                    assertThat(Outcome.of(connection, Outcome.Form.of(LETTERS)).isDenied())
                            .isTrue();
                }
                return null;
            }
        });
        assertThat(broken.relations()).containsExactly("letter", "letter");
    }

    @Test
    void everyStatementThatIsDeniedEndsItsOwnRecordsAndOwesAllAgain() throws SQLException {
        Noting noting = new Noting(Obligation.Kind.RECORD_CAMPAIGN);
        noting.then = occasion -> {
            if (occasion.relation().equals("event_record")) {
                throw new IllegalStateException(TEXT_OF_HANDLER);
            }
        };
        carrier.handle(noting);
        AccessScope.within(CAMPAIGN, () -> {
            try (Connection connection = carrier.guarded().getConnection()) {
                String both = "select l.note from letter l, event_record e";
                assertThat(Outcome.of(connection, Outcome.Form.of(both)).isDenied())
                        .isTrue();
                // The one table of which a record was made was not read: its record ends with the statement.
                assertThat(carrier.audit().entries())
                        .extracting(AuditEntry::kind)
                        .containsExactly(AuditKind.ACCESS, AuditKind.DENIAL, AuditKind.OUTCOME);
                assertThat(carrier.audit().entries().get(2).customers().rows()).isZero();

                assertThat(Outcome.of(connection, Outcome.Form.of(both)).isDenied())
                        .isTrue();
                noting.then = occasion -> {};
                assertThat(Outcome.of(connection, Outcome.Form.of(both)).rows()).isNotEmpty();
                return null;
            }
        });
        assertThat(noting.relations())
                .containsExactly("letter", "event_record", "letter", "event_record", "letter", "event_record");
    }

    @Test
    void aCampaignIsOnRecordWithWhatWasOffered() {
        carrier.handle(new AuditedCampaigns(
                entry -> carrier.audit().append(entry),
                "node-7",
                () -> Optional.of(new TraceIds("4bf92f35", Optional.of("00f067aa")))));

        assertThat(Outcome.of(carrier.guarded(), CAMPAIGN, LETTERS).rows()).isNotEmpty();

        List<AuditEntry> entries = carrier.audit().entries();
        assertThat(entries)
                .extracting(AuditEntry::kind)
                .containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME, AuditKind.ACCESS, AuditKind.OUTCOME);
        assertThat(entries.get(0)).satisfies(campaign -> {
            assertThat(campaign.relation()).contains(AuditedCampaigns.RELATION);
            assertThat(campaign.accessor()).contains("sam");
            assertThat(campaign.purpose()).contains(Purpose.MARKET);
            assertThat(campaign.operation()).contains(Operation.READ);
            assertThat(campaign.categories()).containsExactly(DataCategory.SUBSCRIPTION);
            assertThat(campaign.at()).isEqualTo(FactCarrier.NOW);
            assertThat(campaign.justification()).contains("offer: LOCAL, VOIP; data of letter; autumn mailing");
            assertThat(campaign.rules()).containsExactly(new AppliedRule("R-2009-c1", "47 CFR 64.2009(c)"));
            assertThat(campaign.obligations()).containsExactly(RecordedObligation.done("RECORD_CAMPAIGN"));
            assertThat(campaign.node()).contains("node-7");
            assertThat(campaign.traceId()).contains("4bf92f35");
            assertThat(campaign.spanId()).contains("00f067aa");
        });
        assertThat(entries.get(2).relation()).contains("letter");
        assertThat(entries.get(1).customers()).isEqualTo(CustomersConcerned.unnamed(0));
    }

    @Test
    void aRecipientIsGivenDataUnderAContractThatIsOnFile() {
        carrier.handle(new ContractsOnFile(Set.of("Fixers Ltd")));

        assertThat(Outcome.of(carrier.guarded(), repairBy(Recipient.named(RecipientKind.IC, "Fixers Ltd")), LETTERS)
                        .rows())
                .isNotEmpty();
        for (Recipient recipient : List.of(
                Recipient.named(RecipientKind.IC, "Fixers"),
                Recipient.named(RecipientKind.IC, "fixers ltd"),
                Recipient.of(RecipientKind.IC))) {
            carrier.newLog();
            CpniAccessDeniedException denied = denied(repairBy(recipient), LETTERS);
            assertThat(denied.decision().reason().remedy()).contains("CONTRACT");
            assertOnRecordAsDenied("letter");
        }
        assertThat(Outcome.of(carrier.guarded(), repairBy(Recipient.staff()), LETTERS)
                        .rows())
                .isNotEmpty();
    }

    private static AccessContext repairBy(Recipient recipient) {
        return AccessContext.of(SAM, Purpose.PROVIDE_SERVICE)
                .recipient(recipient)
                .build();
    }
}

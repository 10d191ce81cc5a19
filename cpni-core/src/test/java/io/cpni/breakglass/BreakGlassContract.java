package io.cpni.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.JdbcAssignmentStore;
import io.cpni.accessor.Operation;
import io.cpni.accessor.TurnableClock;
import io.cpni.approval.InMemoryApprovalStore;
import io.cpni.audit.AuditEntry;
import io.cpni.audit.AuditKind;
import io.cpni.audit.AuditLog;
import io.cpni.audit.AuditUnavailableException;
import io.cpni.audit.InMemoryAuditLog;
import io.cpni.audit.RecordedObligation;
import io.cpni.customer.CustomerId;
import io.cpni.customer.CustomerKeyType;
import io.cpni.decision.AccessRequest;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.CpniAccessDeniedException;
import io.cpni.decision.Decision;
import io.cpni.decision.DecisionEngine;
import io.cpni.decision.StoredCustomerFacts;
import io.cpni.jdbc.TestDatabase;
import io.cpni.label.DataCategory;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What breaking the glass opens, and what becomes of it, on every database. */
@Regulation({"222(a)", "64.2010(a)", "R-GEN-1"})
abstract class BreakGlassContract {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CustomerId ADA = CustomerId.of(1);
    private static final CustomerId BEN = CustomerId.of(2);
    private static final Accessor ED = staff("ed", "on-call");
    private static final Accessor SUE = staff("sue", "supervisor");
    private static final Grants GRANTS =
            Grants.of(List.of(grant("on-call", GrantScope.BREAK_GLASS), grant("desk", GrantScope.ASSIGNED)));

    private final TestDatabase database;
    private final TurnableClock clock = new TurnableClock(NOW);
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final List<BreakGlassGrant> alarms = new ArrayList<>();
    private final BreakGlassStore store;
    private final BreakGlass breakGlass;
    private final DecisionEngine engine = new DecisionEngine(FccRules.current(), GRANTS, CarrierSettings.voip());

    BreakGlassContract(TestDatabase database) {
        this.database = database;
        this.store = new JdbcBreakGlassStore(database.dataSource(), CustomerKeyType.BIGINT);
        this.breakGlass = breakGlass(audit, alarms::add);
    }

    private static Grant grant(String role, GrantScope scope) {
        return new Grant(
                role,
                Set.of(Purpose.PROVIDE_SERVICE, Purpose.PROTECT),
                Set.of(DataCategory.CALL_DETAIL),
                Set.of(Operation.READ),
                scope,
                Set.of());
    }

    private static Accessor staff(String id, String... roles) {
        return Accessor.staff(id, Set.of(roles), NOW.plus(Duration.ofDays(30)));
    }

    private BreakGlass breakGlass(AuditLog log, BreakGlassListener listener) {
        return new BreakGlass(
                store,
                () -> GRANTS,
                log,
                listener,
                new BreakGlassSettings(Duration.ofHours(2), Set.of("supervisor")),
                clock,
                "test");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Decision decide(Accessor accessor, CustomerId customer, Purpose purpose, Operation operation) {
        StoredCustomerFacts.Stores stores = new StoredCustomerFacts.Stores(
                new InMemoryApprovalStore(),
                new JdbcAssignmentStore(database.dataSource(), CustomerKeyType.BIGINT),
                (who, at) -> Set.of(ServiceCategory.VOIP),
                (who, flag, detail, at) -> false,
                List.of(),
                store);
        return engine.decide(
                AccessRequest.of(
                        AccessContext.of(accessor, purpose).build(), operation, Set.of(DataCategory.CALL_DETAIL)),
                stores.of(customer, clock.instant()),
                clock.instant());
    }

    private boolean permitted(Accessor accessor, CustomerId customer, Purpose purpose) {
        return decide(accessor, customer, purpose, Operation.READ) instanceof Decision.Permit;
    }

    private BreakGlassGrant open() {
        return breakGlass.open(ED, ADA, Purpose.PROVIDE_SERVICE, "line is down, no ticket yet", HOUR);
    }

    @Test
    void anOpeningIsForItsAccessorCustomerAndPurposeOnly() {
        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isFalse();
        open();

        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isTrue();
        assertThat(permitted(ED, BEN, Purpose.PROVIDE_SERVICE)).isFalse();
        assertThat(permitted(ED, ADA, Purpose.PROTECT)).isFalse();
        assertThat(permitted(staff("eve", "on-call"), ADA, Purpose.PROVIDE_SERVICE))
                .isFalse();
    }

    @Test
    void anOpeningEndsByItself() {
        open();
        clock.turn(HOUR.minusNanos(1000));
        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isTrue();
        clock.turn(Duration.ofNanos(1000));
        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isFalse();
    }

    @Test
    void anOpeningGivesWhatItsGrantsGiveAndSatisfiesNoOtherRule() {
        open();

        assertThat(decide(ED, ADA, Purpose.PROVIDE_SERVICE, Operation.UPDATE))
                .isInstanceOfSatisfying(
                        Decision.Deny.class,
                        deny -> assertThat(deny.reason().rule()).isEqualTo("R-GEN-1"));
        Accessor untrained = Accessor.staff("ed", Set.of("on-call"), NOW);
        assertThat(decide(untrained, ADA, Purpose.PROVIDE_SERVICE, Operation.READ))
                .isInstanceOfSatisfying(
                        Decision.Deny.class,
                        deny -> assertThat(deny.reason().rule()).isEqualTo("R-GEN-2"));
        Accessor withoutTheRole = staff("ed", "csr");
        assertThat(permitted(withoutTheRole, ADA, Purpose.PROVIDE_SERVICE)).isFalse();
    }

    @Test
    void anOpeningIsClosedEarlyByItsAccessorOrAReviewer() {
        BreakGlassGrant first = open();
        clock.turn(Duration.ofMinutes(1));
        assertThatThrownBy(() -> breakGlass.close(staff("eve", "on-call"), first.id()))
                .isInstanceOf(CpniAccessDeniedException.class);
        assertThat(breakGlass.close(ED, first.id())).isTrue();
        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isFalse();
        assertThat(breakGlass.close(ED, first.id())).isFalse();

        BreakGlassGrant second = open();
        assertThat(breakGlass.close(SUE, second.id())).isTrue();
        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isFalse();
        assertThat(breakGlass.unreviewed()).hasSize(2);
    }

    @Test
    void whoHasNoRightToItOpensNothingAndIsOnRecord() {
        for (Accessor accessor : List.of(SUE, staff("nobody"), staff("dora", "desk"))) {
            assertThatThrownBy(() ->
                            breakGlass.open(accessor, ADA, Purpose.PROVIDE_SERVICE, "curious", Duration.ofMinutes(1)))
                    .isInstanceOf(CpniAccessDeniedException.class)
                    .hasMessageContaining("R-GEN-1");
        }
        assertThatThrownBy(() -> breakGlass.open(ED, ADA, Purpose.MARKET, "sales", Duration.ofMinutes(1)))
                .isInstanceOf(CpniAccessDeniedException.class);

        assertThat(breakGlass.unreviewed()).isEmpty();
        assertThat(alarms).isEmpty();
        assertThat(audit.entries()).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(AuditKind.DENIAL);
            assertThat(entry.relation()).contains(BreakGlass.RELATION);
        });
    }

    @Test
    void aReasonIsRequiredAndTheTimeIsBounded() {
        for (String reason : List.of("", " ", "\t\n", "x".repeat(2001))) {
            assertThatThrownBy(() -> breakGlass.open(ED, ADA, Purpose.PROVIDE_SERVICE, reason, HOUR))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reason");
        }
        for (Duration duration : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(2).plusNanos(1))) {
            assertThatThrownBy(() -> breakGlass.open(ED, ADA, Purpose.PROVIDE_SERVICE, "why", duration))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT2H");
        }
        assertThat(breakGlass.unreviewed()).isEmpty();
    }

    @Test
    void everyOpeningIsOnRecordBeforeItIsInForceAndRaisesTheAlarm() {
        BreakGlassGrant grant = open();

        assertThat(alarms).containsExactly(grant);
        assertThat(audit.entries()).extracting(AuditEntry::kind).containsExactly(AuditKind.ACCESS, AuditKind.OUTCOME);
        AuditEntry record = audit.entries().get(0);
        assertThat(record.relation()).contains("break-glass");
        assertThat(record.accessor()).contains("ed");
        assertThat(record.purpose()).contains(Purpose.PROVIDE_SERVICE);
        assertThat(record.justification()).contains("line is down, no ticket yet");
        assertThat(record.obligations())
                .as("the review is yet to come, and waits among the unreviewed")
                .isEmpty();
        assertThat(record.correlation()).contains(grant.id().toString());
        assertThat(grant.toString()).doesNotContain("line is down");
    }

    @Test
    void whatCannotBeRecordedIsNotOpened() {
        AuditLog down = entry -> {
            throw new AuditUnavailableException("audit log is down");
        };
        assertThatThrownBy(() -> breakGlass(down, alarms::add).open(ED, ADA, Purpose.PROVIDE_SERVICE, "why", HOUR))
                .isInstanceOf(AuditUnavailableException.class);
        AuditLog downAfterTheIntent = entry -> {
            if (entry.kind() == AuditKind.OUTCOME) {
                throw new AuditUnavailableException("audit log is down");
            }
            return audit.append(entry);
        };
        assertThatThrownBy(() ->
                        breakGlass(downAfterTheIntent, alarms::add).open(ED, ADA, Purpose.PROVIDE_SERVICE, "why", HOUR))
                .isInstanceOf(AuditUnavailableException.class);

        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isFalse();
        assertThat(alarms).isEmpty();
    }

    @Test
    void anAlarmThatFailsTakesNothingBack() {
        BreakGlass broken = breakGlass(audit, grant -> {
            throw new IllegalStateException("bell is broken");
        });

        assertThat(broken.open(ED, ADA, Purpose.PROVIDE_SERVICE, "why", HOUR)).isNotNull();
        assertThat(permitted(ED, ADA, Purpose.PROVIDE_SERVICE)).isTrue();
    }

    @Test
    void everyOpeningWaitsForAReviewThatAnotherMakes() {
        BreakGlassGrant first = open();
        clock.turn(Duration.ofMinutes(90));
        BreakGlassGrant second = breakGlass.open(ED, BEN, Purpose.PROTECT, "fraud under way", HOUR);
        assertThat(breakGlass.unreviewed()).containsExactly(first, second);

        BreakGlassGrant reviewed = breakGlass.review(first.id(), SUE, "line was down indeed");

        assertThat(reviewed.review())
                .contains(new BreakGlassReview("sue", "line was down indeed", NOW.plus(Duration.ofMinutes(90))));
        assertThat(store.find(first.id())).contains(reviewed);
        assertThat(breakGlass.unreviewed()).containsExactly(second);
        assertThat(audit.entries())
                .filteredOn(entry -> entry.purpose().equals(java.util.Optional.of(Purpose.AUDIT)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.accessor()).contains("sue");
                    assertThat(entry.justification()).contains("line was down indeed");
                    assertThat(entry.obligations()).containsExactly(RecordedObligation.done("SUPERVISOR_REVIEW"));
                });
        assertThatThrownBy(() -> breakGlass.review(first.id(), staff("sid", "supervisor"), "I differ"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store.review(first.id(), new BreakGlassReview("sid", "I differ", NOW)))
                .isFalse();
        assertThat(store.find(first.id())).contains(reviewed);
    }

    @Test
    void nobodyReviewsTheirOwnNorWithoutTheRole() {
        Accessor both = staff("ed", "on-call", "supervisor");
        BreakGlassGrant grant = open();

        for (Accessor reviewer : List.of(both, staff("eve", "on-call"))) {
            assertThatThrownBy(() -> breakGlass.review(grant.id(), reviewer, "fine"))
                    .isInstanceOf(CpniAccessDeniedException.class);
        }
        assertThatThrownBy(() -> breakGlass.review(grant.id(), SUE, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("note");
        assertThatThrownBy(() -> breakGlass.review(
                        new BreakGlassId(java.util.UUID.fromString("00000000-0000-0000-0000-000000000000")),
                        SUE,
                        "fine"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(breakGlass.unreviewed()).containsExactly(grant);
    }
}

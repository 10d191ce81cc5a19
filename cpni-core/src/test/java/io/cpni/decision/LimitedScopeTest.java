package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Contact;
import io.cpni.accessor.ContactChannel;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.accessor.RecordPeriod;
import io.cpni.approval.ApprovalState;
import io.cpni.customer.CustomerId;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.Recipient;
import io.cpni.purpose.RecipientKind;
import io.cpni.rule.FccRules;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be released only within limits stays within those that the context names. */
class LimitedScopeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-01T05:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-08T05:00:00Z");
    private static final DecisionEngine ENGINE = new DecisionEngine(
            FccRules.current(),
            Grants.of(List.of(new Grant(
                    "fraud",
                    EnumSet.allOf(Purpose.class),
                    EnumSet.allOf(DataCategory.class),
                    Set.of(Operation.READ),
                    GrantScope.ALL,
                    Set.of()))),
            CarrierSettings.voip());

    private static final CustomerId NORA = CustomerId.of(1);

    /** A customer of whom nothing is so but who she is. */
    private static final CustomerFacts FACTS_OF_NORA = new UniformFacts(ApprovalState.NONE, false) {
        @Override
        public boolean is(CustomerId customer) {
            return customer.equals(NORA);
        }
    };

    private static AccessContext.Builder forAContractor() {
        return AccessContext.of(Accessor.staff("fred", Set.of("fraud"), NOW.plusSeconds(1)), Purpose.PROTECT)
                .recipient(Recipient.of(RecipientKind.IC));
    }

    private static Decision decide(AccessContext.Builder context, DataItem item) {
        return ENGINE.decide(
                new AccessRequest(context.build(), Operation.READ, List.of(item), false), FACTS_OF_NORA, NOW);
    }

    private static DataItem calls(Instant from, Instant until) {
        return new DataItem(
                DataCategory.CALL_DETAIL,
                Optional.empty(),
                Set.of(),
                OptionalInt.empty(),
                false,
                false,
                false,
                Optional.of(from),
                Optional.of(until));
    }

    private static String rule(Decision decision) {
        return (decision instanceof Decision.Permit ? "permit " : "deny ")
                + decision.reason().rule();
    }

    @Test
    @Regulation("47 U.S.C. 222(d)(2)")
    void aPeriodKeepsTheReleaseToItsRecords() {
        AccessContext.Builder context = forAContractor().period(new RecordPeriod(FROM, UNTIL));

        assertThat(rule(decide(context, calls(FROM, UNTIL)))).isEqualTo("permit R-222-d2x");
        assertThat(rule(decide(context, calls(FROM.minusMillis(1), UNTIL)))).isEqualTo("deny R-222-d2x");
        assertThat(rule(decide(context, calls(FROM, UNTIL.plusMillis(1))))).isEqualTo("deny R-222-d2x");
        assertThat(rule(decide(context, DataItem.of(DataCategory.CALL_DETAIL))))
                .as("when they happened is not known")
                .isEqualTo("deny R-222-d2x");
    }

    @Test
    @Regulation("47 U.S.C. 222(d)(2)")
    void aCustomerKeepsTheReleaseToTheirRecords() {
        DataItem calls = DataItem.of(DataCategory.CALL_DETAIL);

        assertThat(rule(decide(forAContractor().subject(NORA), calls))).isEqualTo("permit R-222-d2x");
        assertThat(rule(decide(forAContractor().subject(CustomerId.of(99)), calls)))
                .isEqualTo("deny R-222-d2x");
        assertThat(rule(decide(forAContractor(), calls)))
                .as("without limits the obligation is left to a handler")
                .isEqualTo("permit R-222-d2x");
    }

    @Test
    void whatIsPermittedWithoutLimitsIsNotKeptToThem() {
        AccessContext.Builder own = AccessContext.of(
                        Accessor.staff("fred", Set.of("fraud"), NOW.plusSeconds(1)), Purpose.PROTECT)
                .subject(CustomerId.of(99))
                .period(new RecordPeriod(FROM, UNTIL));

        assertThat(rule(decide(own, DataItem.of(DataCategory.CALL_DETAIL)))).isEqualTo("permit R-222-d2");
    }

    @Test
    void aPlanHasTheLimitsAsItsCondition() {
        AccessContext context =
                forAContractor().period(new RecordPeriod(FROM, UNTIL)).build();

        AccessPlan timed = ENGINE.plan(context, Operation.READ, table(ColumnRole.OCCURRED_AT), NOW);
        AccessPlan untimed = ENGINE.plan(context, Operation.READ, table(ColumnRole.NONE), NOW);

        assertThat(timed.rows())
                .isEqualTo(new Condition.Is(new Atom.Within(Optional.of(FROM), Optional.of(UNTIL)), Set.of(true)));
        assertThat(untimed.denial().orElseThrow().reason().rule()).isEqualTo("R-222-d2x");
        assertThat(untimed.denial().orElseThrow().reason().remedy()).contains("period that the context names");
    }

    @Test
    @Regulation("64.2010(b)")
    void noTableTellsWhichCallsWereRecitedSoTheDenialAsksForThePassword() {
        AccessContext context = AccessContext.of(
                        Accessor.staff("fred", Set.of("fraud"), NOW.plusSeconds(1)), Purpose.CUSTOMER_ACCESS)
                .recipient(Recipient.of(RecipientKind.CUSTOMER))
                .contact(new Contact(
                        ContactChannel.PHONE, Contact.Party.CUSTOMER, Contact.Delivery.READ_OUT, Optional.empty()))
                .subject(NORA)
                .build();

        AccessPlan plan = ENGINE.plan(context, Operation.READ, table(ColumnRole.OCCURRED_AT), NOW);

        assertThat(plan.denial().orElseThrow().reason().rule()).isEqualTo("R-2010-b1");
    }

    @Test
    void anEmptyPeriodIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecordPeriod(UNTIL, UNTIL))
                .withMessageContaining("from of a period");
    }

    private static TableLabels table(ColumnRole role) {
        return new TableLabels(
                "call_record",
                Set.of(DataCategory.CALL_DETAIL),
                List.of(new ColumnLabel(
                        "started_at",
                        Set.of(DataCategory.CALL_DETAIL),
                        MaskStyle.BY_TYPE,
                        role,
                        ValueFamily.TEMPORAL,
                        false)),
                CustomerKeyPath.direct("customer_id"));
    }
}

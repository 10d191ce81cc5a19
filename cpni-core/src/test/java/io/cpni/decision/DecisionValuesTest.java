package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.Regulation;
import io.cpni.accessor.Operation;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.RecipientKind;
import io.cpni.purpose.ServiceCategory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionValuesTest {

    private static final Reason REASON = new Reason("R-1", "paragraph", "a remedy with detail");
    private static final TableLabels TABLE =
            new TableLabels("call", Set.of(DataCategory.CALL_DETAIL), List.of(), CustomerKeyPath.direct("customer_id"));

    @Test
    void aReasonNamesARuleAndItsParagraph() {
        assertThatThrownBy(() -> new Reason(" ", "paragraph", "")).hasMessageContaining("rule");
        assertThatThrownBy(() -> new Reason("R-1", " ", "")).hasMessageContaining("R-1");
        assertThat(REASON).hasToString("R-1 (paragraph)");
    }

    @Test
    void aMaskSaysWhatItMasks() {
        assertThatThrownBy(() -> Obligation.Mask.of(Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Obligation.Duty(Obligation.Kind.MASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Obligation.Mask");
        for (MaskStyle style : MaskStyle.values()) {
            assertThat(Obligation.Mask.all().covers(style)).isTrue();
            assertThat(Obligation.Mask.of(Set.of(MaskStyle.TEXT)).covers(style)).isEqualTo(style == MaskStyle.TEXT);
        }
        assertThat(Obligation.Mask.all().kind()).isEqualTo(Obligation.Kind.MASK);
    }

    @Test
    void aRequestAsksForSomething() {
        assertThatThrownBy(() -> AccessRequest.of(
                        AccessSpace.context(
                                AccessSpace.Kind.TRAINED,
                                Set.of(),
                                Purpose.AUDIT,
                                RecipientKind.STAFF,
                                Optional.empty(),
                                AccessSpace.Meeting.none()),
                        Operation.READ,
                        Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("categories");
    }

    @Test
    void aPlanHasADenialIfAndOnlyIfItPermitsNoRow() {
        assertThatThrownBy(
                        () -> new AccessPlan(TABLE, Condition.never(), Map.of(), List.of(), Set.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccessPlan(
                        TABLE,
                        Condition.always(),
                        Map.of(),
                        List.of(),
                        Set.of(),
                        Optional.of(new Decision.Deny(REASON))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Regulation("222(h)(2)")
    void aCarrierSellsSomethingAndAGroupIsAtLeastTwo() {
        assertThatThrownBy(() -> new CarrierSettings(Set.of(), true, 20, true)).hasMessageContaining("provides");
        assertThatThrownBy(() -> new CarrierSettings(Set.of(ServiceCategory.VOIP), true, 1, true))
                .hasMessageContaining("minimumAggregateGroup");
        assertThat(CarrierSettings.voip().minimumAggregateGroup()).isEqualTo(20);
        assertThat(CarrierSettings.voip().optOutBlocksAllCpniMarketing()).isTrue();
    }

    @Test
    @Regulation("R-GEN-4")
    void anyDenialOfACategoryDeniesAllAndPermitsAddUp() {
        Obligation record = new Obligation.Duty(Obligation.Kind.RECORD_CAMPAIGN);
        Obligation mask = Obligation.Mask.of(Set.of(MaskStyle.TEXT));
        Decision one = new Decision.Permit(REASON, Set.of(record), List.of());
        Reason second = new Reason("R-2", "p", "");
        Decision other = new Decision.Permit(second, Set.of(mask), List.of(REASON));
        Decision deny = new Decision.Deny(REASON);
        Decision laterDeny = new Decision.Deny(new Reason("R-9", "p", ""));

        assertThat(combined(one, other)).isEqualTo(new Decision.Permit(REASON, Set.of(record, mask), List.of(second)));
        assertThat(combined(one, deny, laterDeny)).isEqualTo(deny);
        assertThat(combined(deny, one)).isEqualTo(deny);
        assertThatThrownBy(() -> combined()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDecisionFoldsIntoOneValue() {
        Decision permit = new Decision.Permit(REASON, Set.of(), List.of());
        Decision deny = new Decision.Deny(REASON);

        assertThat(permit.<String>map(p -> "permit", d -> "deny")).isEqualTo("permit");
        assertThat(deny.<String>map(p -> "permit", d -> "deny")).isEqualTo("deny");
    }

    @Test
    void aDenialTellsTheCallerTheRuleAndNotTheRemedy() {
        CpniAccessDeniedException denied = new CpniAccessDeniedException(new Decision.Deny(REASON));

        assertThat(denied).hasMessage("access denied by rule R-1 (paragraph)");
        assertThat(denied.decision().reason().remedy()).isEqualTo("a remedy with detail");
    }

    /** Combines as a book would whose rules stand in alphabetical order. */
    private static Decision combined(Decision... decisions) {
        Decisions all = new Decisions(reason -> reason.rule().charAt(0));
        for (Decision decision : decisions) {
            all.add(decision, true, true);
        }
        return all.combined(false);
    }
}

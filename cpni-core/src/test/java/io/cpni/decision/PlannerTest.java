package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.Regulation;
import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.customer.CustomerId;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.purpose.Purpose;
import io.cpni.purpose.ServiceCategory;
import io.cpni.rule.FccRules;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Accessor BRENDA = Accessor.staff("brenda", Set.of("billing"), NOW.plusSeconds(1));

    @Test
    void dutiesOfAColumnsOwnCategoryAreNotLost() {
        TableLabels bills = bills(new ColumnLabel(
                "average", Set.of(DataCategory.AGGREGATE), MaskStyle.TEXT, ColumnRole.NONE, ValueFamily.TEXT, false));

        AccessPlan plan = plan(bills, ServiceCategory.LOCAL, Set.of());

        assertThat(plan.columns().get("average")).isInstanceOf(ColumnAccess.ShowWhere.class);
        assertThat(plan.duties()).contains(Obligation.Kind.NONDISCRIMINATORY_OFFER);
    }

    @Test
    void aGrantThatMasksTextReachesTextColumnsWithoutAStyleOfTheirOwn() {
        TableLabels bills = bills(new ColumnLabel(
                "note", Set.of(DataCategory.BILLING), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.TEXT, false));

        assertThat(plan(bills, ServiceCategory.VOIP, Set.of(MaskStyle.TEXT))
                        .columns()
                        .get("note"))
                .isInstanceOf(ColumnAccess.Masked.class);
    }

    @Test
    @Regulation("64.2009(b)")
    void staffWhoAreCustomersTooNeedTrainingForTheirWork() {
        Accessor ann = new Accessor("ann", Set.of("billing"), Optional.empty(), Optional.of(CustomerId.of(1)), false);
        AccessPlan plan = engine(ServiceCategory.VOIP, Set.of())
                .plan(
                        AccessContext.of(ann, Purpose.BILL_COLLECT).build(),
                        Operation.READ,
                        bills(new ColumnLabel(
                                "total",
                                Set.of(DataCategory.BILLING),
                                MaskStyle.BY_TYPE,
                                ColumnRole.NONE,
                                ValueFamily.NUMBER,
                                false)),
                        NOW);

        assertThat(plan.denial().orElseThrow().reason().rule()).isEqualTo("R-GEN-2");
    }

    @Test
    @Regulation("222(c)(3)")
    void whatIsUsedInLargeGroupsOnlyIsAggregateDataWhateverItsRowsAre() {
        TableLabels calls = calls();

        AccessPlan grouped = inGroups(engine(ServiceCategory.LOCAL, Set.of(MaskStyle.TEXT)), calls);

        assertThat(grouped.rows()).isInstanceOf(Condition.Always.class);
        assertThat(grouped.permittedBy()).extracting(Reason::rule).containsExactly("R-222-c3", "R-GEN-5");
        assertThat(grouped.duties()).containsExactly(Obligation.Kind.NONDISCRIMINATORY_OFFER);
        assertThat(grouped.columns().get("seconds")).isInstanceOf(ColumnAccess.Show.class);
        assertThat(grouped.columns().get("note")).isInstanceOf(ColumnAccess.Masked.class);
        assertThat(engine(ServiceCategory.LOCAL, Set.of())
                        .plan(context(Purpose.AGGREGATE), Operation.READ, calls, NOW)
                        .rows())
                .as("row by row they are call detail, which needs the customer's opt-in")
                .isInstanceOf(Condition.Is.class);
    }

    @Test
    @Regulation("222(a)")
    void groupsNeedAGrantForAggregateData() {
        Grants detailOnly = Grants.of(List.of(new Grant(
                "billing",
                EnumSet.allOf(Purpose.class),
                EnumSet.complementOf(EnumSet.of(DataCategory.AGGREGATE)),
                Set.of(Operation.READ),
                GrantScope.ALL,
                Set.of())));

        AccessPlan plan = inGroups(new DecisionEngine(FccRules.current(), detailOnly, CarrierSettings.voip()), calls());

        assertThat(plan.denial().orElseThrow().reason().rule()).isEqualTo("R-GEN-1");
    }

    private static AccessPlan inGroups(DecisionEngine engine, TableLabels table) {
        return engine.planAggregate(context(Purpose.AGGREGATE), table, NOW);
    }

    private static AccessContext context(Purpose purpose) {
        return AccessContext.of(BRENDA, purpose).build();
    }

    private static TableLabels calls() {
        return new TableLabels(
                "call_record",
                Set.of(DataCategory.CALL_DETAIL),
                List.of(column("seconds", ValueFamily.NUMBER), column("note", ValueFamily.TEXT)),
                CustomerKeyPath.direct("customer_id"));
    }

    private static ColumnLabel column(String name, ValueFamily family) {
        return new ColumnLabel(
                name, Set.of(DataCategory.CALL_DETAIL), MaskStyle.BY_TYPE, ColumnRole.NONE, family, false);
    }

    private static AccessPlan plan(TableLabels table, ServiceCategory provides, Set<MaskStyle> masks) {
        return engine(provides, masks)
                .plan(AccessContext.of(BRENDA, Purpose.BILL_COLLECT).build(), Operation.READ, table, NOW);
    }

    private static DecisionEngine engine(ServiceCategory provides, Set<MaskStyle> masks) {
        Grants grants = Grants.of(List.of(new Grant(
                "billing",
                EnumSet.allOf(Purpose.class),
                EnumSet.allOf(DataCategory.class),
                Set.of(Operation.READ),
                GrantScope.ALL,
                masks)));
        return new DecisionEngine(FccRules.current(), grants, new CarrierSettings(Set.of(provides), true, 20, true));
    }

    private static TableLabels bills(ColumnLabel column) {
        ColumnLabel groupSize = new ColumnLabel(
                "customers", Set.of(), MaskStyle.BY_TYPE, ColumnRole.GROUP_SIZE, ValueFamily.NUMBER, false);
        return new TableLabels(
                "bill",
                Set.of(DataCategory.BILLING),
                List.of(column, groupSize),
                CustomerKeyPath.direct("customer_id"));
    }
}

package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Grant;
import io.cpni.accessor.GrantScope;
import io.cpni.accessor.Grants;
import io.cpni.accessor.Operation;
import io.cpni.decision.AccessPlan;
import io.cpni.decision.Atom;
import io.cpni.decision.CarrierSettings;
import io.cpni.decision.ColumnAccess;
import io.cpni.decision.Condition;
import io.cpni.decision.DecisionEngine;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a declared cache answers in the gate's place needs no answer of the customer's, and nothing is to be done for it. */
class KeptUsesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"PROVIDE_SERVICE", "BILL_COLLECT"})
    void noChoiceOfTheCustomersAndNoObligationStandsBehindWhatIsKept(Purpose purpose) {
        AccessContext staff = AccessContext.of(Accessor.staff("brenda", Set.of("billing"), Ledger.FAR), purpose)
                .build();
        for (GrantScope scope : List.of(GrantScope.ALL, GrantScope.ASSIGNED)) {
            for (DataCategory category : DataCategory.values()) {
                AccessPlan plan = engine(purpose, scope).plan(staff, Operation.READ, table(category), NOW);

                assertThat(plan.duties()).as(category.name()).isEmpty();
                assertThat(atoms(plan)).as(category.name()).noneMatch(KeptUsesTest::isChoice);
            }
        }
    }

    /** So that the test above can fail. */
    @Test
    void aChoiceStandsBehindAnalytics() {
        AccessContext staff = AccessContext.of(
                        Accessor.staff("brenda", Set.of("billing"), Ledger.FAR), Purpose.ANALYTICS)
                .build();
        AccessPlan plan = engine(Purpose.ANALYTICS, GrantScope.ALL)
                .plan(staff, Operation.READ, table(DataCategory.CALL_DETAIL), NOW);

        assertThat(atoms(plan)).anyMatch(KeptUsesTest::isChoice);
    }

    private static boolean isChoice(Atom atom) {
        return atom instanceof Atom.Approval || atom instanceof Atom.Flag;
    }

    private static DecisionEngine engine(Purpose purpose, GrantScope scope) {
        return new DecisionEngine(
                FccRules.current(),
                Grants.of(List.of(new Grant(
                        "billing",
                        Set.of(purpose),
                        EnumSet.allOf(DataCategory.class),
                        Set.of(Operation.READ),
                        scope,
                        Set.of()))),
                new CarrierSettings(Set.of(ServiceCategory.VOIP), true, 20, true));
    }

    private static TableLabels table(DataCategory category) {
        return new TableLabels(
                "record",
                Set.of(category),
                List.of(new ColumnLabel(
                        "content", Set.of(category), MaskStyle.BY_TYPE, ColumnRole.NONE, ValueFamily.TEXT, false)),
                CustomerKeyPath.direct("customer_id"));
    }

    private static Set<Atom> atoms(AccessPlan plan) {
        Set<Atom> atoms = new HashSet<>();
        add(atoms, plan.rows());
        for (ColumnAccess column : plan.columns().values()) {
            if (column instanceof ColumnAccess.ShowWhere where) {
                add(atoms, where.condition());
            }
        }
        return atoms;
    }

    private static void add(Set<Atom> atoms, Condition condition) {
        if (condition instanceof Condition.Is is) {
            atoms.add(is.atom());
        } else if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> add(atoms, part));
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(part -> add(atoms, part));
        }
    }
}

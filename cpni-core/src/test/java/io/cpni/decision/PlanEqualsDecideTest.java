package io.cpni.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Operation;
import io.cpni.label.ColumnLabel;
import io.cpni.label.ColumnRole;
import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.purpose.Purpose;
import io.cpni.rule.FccRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Compares three ways to the same answer for every context, table and customer: the rules run directly, {@code decide},
 * and {@code plan} with its conditions evaluated by hand.
 */
class PlanEqualsDecideTest {

    private static final RuleSet RULES = FccRules.current();
    private static final List<TableLabels> TABLES = tables();

    @Test
    void forEveryContextAndEveryCustomerThePlanShowsWhatDecidePermits() {
        AtomicLong compared = new AtomicLong();
        AtomicLong permitted = new AtomicLong();
        for (CarrierSettings carrier : AccessSpace.CARRIERS) {
            Arrays.stream(Purpose.values()).parallel().forEach(purpose -> {
                Comparison comparison = new Comparison(carrier);
                for (AccessSpace.Kind kind : AccessSpace.Kind.values()) {
                    for (Set<String> roles : AccessSpace.roles(kind, carrier)) {
                        for (AccessContext context : AccessSpace.contexts(purpose, kind, roles)) {
                            for (TableLabels table : TABLES) {
                                comparison.compare(context, Operation.READ, table);
                            }
                        }
                    }
                }
                compared.addAndGet(comparison.compared);
                permitted.addAndGet(comparison.permitted);
            });
        }

        assertThat(compared.get()).isGreaterThan(1_000_000);
        assertThat(permitted.get()).isGreaterThan(10_000);
    }

    @Test
    void theSameHoldsForEveryOperation() {
        Arrays.stream(Purpose.values()).parallel().forEach(purpose -> {
            Comparison comparison = new Comparison(CarrierSettings.voip());
            for (Operation operation : Operation.values()) {
                for (Set<String> roles : AccessSpace.ROLES) {
                    for (AccessContext context : AccessSpace.contexts(purpose, AccessSpace.Kind.CUSTOMER, roles)) {
                        for (DataCategory category : List.of(DataCategory.BILLING, DataCategory.IDENTITY)) {
                            comparison.compare(context, operation, TABLES.get(category.ordinal()));
                        }
                    }
                }
            }
        });
    }

    private static final class Comparison {

        private final CarrierSettings carrier;
        private final DecisionEngine engine;
        private long compared;
        private long permitted;

        Comparison(CarrierSettings carrier) {
            this.carrier = carrier;
            this.engine = new DecisionEngine(RULES, AccessSpace.GRANTS, carrier);
        }

        void compare(AccessContext context, Operation operation, TableLabels table) {
            AccessPlan plan = engine.plan(context, operation, table, AccessSpace.NOW);
            AccessRequest rows = new AccessRequest(context, operation, table.categories());
            CustomerWorld.forEach(world -> {
                Decision decision = engine.decide(rows, world, AccessSpace.NOW);
                for (DataCategory category : table.categories()) {
                    Decision direct = RULES.decide(facts(context, operation, category, world));
                    Decision decided = engine.decide(
                            new AccessRequest(context, operation, Set.of(category)), world, AccessSpace.NOW);
                    require(direct.equals(decided), "the tree answers as the rules do", context, table, world);
                }
                boolean permits = decision instanceof Decision.Permit;
                require(holds(plan.rows(), world, context) == permits, "rows", context, table, world);
                if (permits) {
                    compareColumns(plan, context, operation, table, world);
                    compareDuties(plan, (Decision.Permit) decision, context, table, world);
                    permitted++;
                }
                compared++;
            });
        }

        private void compareColumns(
                AccessPlan plan, AccessContext context, Operation operation, TableLabels table, CustomerWorld world) {
            for (ColumnLabel column : table.columns()) {
                boolean shown = column.structural()
                        || column.categories().isEmpty()
                        || engine.decide(
                                                new AccessRequest(context, operation, column.categories()),
                                                world,
                                                AccessSpace.NOW)
                                        instanceof Decision.Permit permit
                                && !permit.masks(column.mask())
                                && !permit.masks(column.mask().effectiveFor(column.family()));
                ColumnAccess access = plan.columns().get(column.name());
                require(shows(access, column, world, context) == shown, column.name(), context, table, world);
            }
        }

        private static void compareDuties(
                AccessPlan plan,
                Decision.Permit permit,
                AccessContext context,
                TableLabels table,
                CustomerWorld world) {
            require(
                    permit.obligations().stream()
                            .map(Obligation::kind)
                            .allMatch(kind -> kind == Obligation.Kind.MASK
                                    || plan.duties().contains(kind)),
                    "duties",
                    context,
                    table,
                    world);
            require(plan.permittedBy().contains(permit.reason()), "reasons", context, table, world);
            require(plan.permittedBy().containsAll(permit.further()), "further reasons", context, table, world);
        }

        private OpenFacts facts(
                AccessContext context, Operation operation, DataCategory category, CustomerFacts world) {
            return new OpenFacts(
                    context.circumstances(),
                    context.accessor().roles(),
                    context.accessor().isTrainedAt(AccessSpace.NOW),
                    context.accessor().customer().isPresent(),
                    operation,
                    category,
                    AccessSpace.GRANTS,
                    carrier,
                    atom -> value(atom, world, context));
        }
    }

    private static boolean shows(ColumnAccess access, ColumnLabel column, CustomerFacts world, AccessContext context) {
        if (access instanceof ColumnAccess.Masked masked) {
            assertThat(masked.style()).isEqualTo(column.mask());
            return false;
        }
        if (access instanceof ColumnAccess.ShowWhere where) {
            return holds(where.condition(), world, context);
        }
        return access instanceof ColumnAccess.Show;
    }

    private static boolean holds(Condition condition, CustomerFacts world, AccessContext context) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(part, world, context));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, world, context));
        }
        if (condition instanceof Condition.Is is) {
            return is.values().contains(value(is.atom(), world, context));
        }
        return condition instanceof Condition.Always;
    }

    private static Object value(Atom atom, CustomerFacts world, AccessContext context) {
        String accessor = context.accessor().id();
        if (atom instanceof Atom.Approval approval) {
            return world.approval(approval.ask());
        }
        if (atom instanceof Atom.SubscribesAll subscribes) {
            return world.subscribesAll(subscribes.categories());
        }
        if (atom instanceof Atom.Assigned) {
            return world.assigned(accessor);
        }
        if (atom instanceof Atom.Own) {
            return world.own(context.accessor().customer().orElseThrow());
        }
        if (atom instanceof Atom.LargeGroup group) {
            return world.groupSize() >= group.minimum();
        }
        throw new AssertionError("a fact that this test does not know: " + atom);
    }

    private static void require(
            boolean holds, String what, AccessContext context, TableLabels table, CustomerWorld world) {
        if (!holds) {
            throw new AssertionError(what + ": " + table + ", " + context + ", customer " + world);
        }
    }

    /** A table per category, by ordinal, and some of several categories with columns of others. */
    private static List<TableLabels> tables() {
        List<TableLabels> tables = new ArrayList<>();
        for (DataCategory category : DataCategory.values()) {
            tables.add(table(Set.of(category), Set.of(category)));
        }
        tables.add(table(
                Set.of(DataCategory.CALL_DETAIL),
                Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
                Set.of(DataCategory.CALL_DETAIL, DataCategory.LOCATION),
                Set.of(DataCategory.IDENTITY)));
        tables.add(table(
                Set.of(DataCategory.CALL_DETAIL, DataCategory.BILLING),
                Set.of(DataCategory.BILLING),
                Set.of(DataCategory.AGGREGATE)));
        tables.add(table(
                Set.of(DataCategory.IDENTITY), Set.of(DataCategory.SUBSCRIPTION), Set.of(DataCategory.CRASH_ALERT)));
        return tables;
    }

    @SafeVarargs
    private static TableLabels table(Set<DataCategory> ofTable, Set<DataCategory>... ofColumns) {
        List<ColumnLabel> columns = new ArrayList<>();
        columns.add(column("id", ofTable, MaskStyle.BY_TYPE, true));
        columns.add(column("version", Set.of(), MaskStyle.BY_TYPE, false));
        for (Set<DataCategory> categories : ofColumns) {
            for (MaskStyle style : MaskStyle.values()) {
                columns.add(column("c" + columns.size(), categories, style, false));
            }
        }
        return new TableLabels("t", ofTable, columns, CustomerKeyPath.direct("customer_id"));
    }

    private static ColumnLabel column(String name, Set<DataCategory> categories, MaskStyle style, boolean structural) {
        return new ColumnLabel(name, categories, style, ColumnRole.NONE, ValueFamily.TEXT, structural);
    }
}

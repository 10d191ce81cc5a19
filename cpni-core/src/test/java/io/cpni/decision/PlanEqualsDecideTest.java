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
import java.util.Optional;
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
            CustomerWorld.forEach(PlanEqualsDecideTest::inEveryRow, world -> {
                Decision decision = decide(world, context, operation, table.categories());
                for (DataCategory category : table.categories()) {
                    Decision direct = RULES.decide(facts(context, operation, category, world));
                    Decision decided = world.decide(engine, context, operation, category);
                    require(direct.equals(decided), "the tree answers as the rules do", context, table, world);
                }
                boolean permits = decision instanceof Decision.Permit;
                require(holds(plan.rows(), world) == permits, "rows", context, table, world);
                if (permits) {
                    compareColumns(plan, context, operation, table, world);
                    compareDuties(plan, (Decision.Permit) decision, context, table, world);
                    permitted++;
                }
                compared++;
            });
        }

        private Decision decide(
                CustomerWorld world, AccessContext context, Operation operation, Set<DataCategory> categories) {
            Decisions decisions = new Decisions(RULES::place);
            categories.forEach(category ->
                    decisions.add(world.decide(engine, context, operation, category), category.isCpni(), true));
            return decisions.combined(false);
        }

        private void compareColumns(
                AccessPlan plan, AccessContext context, Operation operation, TableLabels table, CustomerWorld world) {
            for (ColumnLabel column : table.columns()) {
                boolean shown = column.structural()
                        || column.categories().isEmpty()
                        || decide(world, context, operation, column.categories()) instanceof Decision.Permit permit
                                && !permit.masks(column.mask())
                                && !permit.masks(column.mask().effectiveFor(column.family()));
                ColumnAccess access = plan.columns().get(column.name());
                require(shows(access, column, world) == shown, column.name(), context, table, world);
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
                AccessContext context, Operation operation, DataCategory category, CustomerWorld world) {
            return new OpenFacts(
                    context.circumstances().asOf(AccessSpace.NOW),
                    context.accessor().roles(),
                    context.accessor().isTrainedAt(AccessSpace.NOW),
                    context.accessor().sales(),
                    context.accessor().customer().isPresent(),
                    context.subject().isPresent(),
                    operation,
                    category,
                    true,
                    AccessSpace.GRANTS,
                    carrier,
                    world);
        }
    }

    /** The tables have a column for every fact about a row but this one, for which there is none. */
    private static Optional<Object> inEveryRow(Atom atom) {
        return atom instanceof Atom.Recited ? Optional.of(false) : Optional.empty();
    }

    private static boolean shows(ColumnAccess access, ColumnLabel column, CustomerWorld world) {
        if (access instanceof ColumnAccess.Masked masked) {
            assertThat(masked.style()).isEqualTo(column.mask());
            return false;
        }
        if (access instanceof ColumnAccess.ShowWhere where) {
            return holds(where.condition(), world);
        }
        return access instanceof ColumnAccess.Show;
    }

    private static boolean holds(Condition condition, CustomerWorld world) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> holds(part, world));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().anyMatch(part -> holds(part, world));
        }
        if (condition instanceof Condition.Is is) {
            return is.values().contains(world.valueOf(is.atom()));
        }
        return condition instanceof Condition.Always;
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
        for (ColumnRole role : ColumnRole.values()) {
            columns.add(new ColumnLabel(role.name(), Set.of(), MaskStyle.BY_TYPE, role, role.family(), false));
        }
        for (Set<DataCategory> categories : ofColumns) {
            for (MaskStyle style : MaskStyle.values()) {
                columns.add(column("c" + columns.size(), categories, style, false));
            }
        }
        return new TableLabels("t", ofTable, columns, CustomerKeyPath.direct("customer_id"));
    }

    private static ColumnLabel column(String name, Set<DataCategory> categories, MaskStyle style, boolean structural) {
        ValueFamily family = style == MaskStyle.START_OF_MONTH ? ValueFamily.TEMPORAL : ValueFamily.TEXT;
        return new ColumnLabel(name, categories, style, ColumnRole.NONE, family, structural);
    }
}

package io.cpni.decision;

import io.cpni.label.ColumnLabel;
import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.label.TableLabels;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Folds the trees of a table's categories into one plan. */
final class Planner {

    private final TableLabels table;
    private final SettledFacts settled;
    private final Function<DataCategory, PlanTree> unpruned;
    private final Function<DataCategory, PlanTree> trees;
    private final Map<DataCategory, PlanTree> pruned = new EnumMap<>(DataCategory.class);

    Planner(TableLabels table, Function<DataCategory, PlanTree> trees) {
        this.table = table;
        this.settled = new SettledFacts(table);
        this.unpruned = trees;
        this.trees = category ->
                pruned.computeIfAbsent(category, asked -> trees.apply(asked).given(settled::valueOf));
    }

    /** Plans for rows that are used in large groups only, whatever they are one by one. */
    AccessPlan planInGroups() {
        PlanTree tree = unpruned.apply(DataCategory.AGGREGATE)
                .given(atom -> atom instanceof Atom.LargeGroup ? Optional.of(true) : settled.valueOf(atom));
        Condition rows = tree.where(decision -> decision instanceof Decision.Permit);
        if (rows instanceof Condition.Never) {
            return new AccessPlan(table, rows, Map.of(), List.of(), Set.of(), Optional.of(firstDenial(tree)));
        }
        Map<String, ColumnAccess> columns = new LinkedHashMap<>();
        table.columns().forEach(column -> columns.put(column.name(), access(column, rows, List.of(tree))));
        Set<Reason> reasons = new LinkedHashSet<>();
        Set<Obligation.Kind> duties = EnumSet.noneOf(Obligation.Kind.class);
        collect(tree, reasons, duties);
        return new AccessPlan(table, rows, columns, List.copyOf(reasons), duties, Optional.empty());
    }

    AccessPlan plan() {
        List<Condition> permitted = new ArrayList<>();
        for (DataCategory category : EnumSet.copyOf(table.categories())) {
            permitted.add(trees.apply(category).where(decision -> decision instanceof Decision.Permit));
        }
        Condition rows = Condition.all(permitted);
        if (rows instanceof Condition.Never) {
            return new AccessPlan(table, rows, Map.of(), List.of(), Set.of(), Optional.of(denial()));
        }
        Map<String, ColumnAccess> columns = new LinkedHashMap<>();
        for (ColumnLabel column : table.columns()) {
            columns.put(column.name(), access(column, rows));
        }
        Set<Reason> reasons = new LinkedHashSet<>();
        Set<Obligation.Kind> duties = EnumSet.noneOf(Obligation.Kind.class);
        for (DataCategory category : categoriesInPlay(columns)) {
            collect(trees.apply(category), reasons, duties);
        }
        return new AccessPlan(table, rows, columns, List.copyOf(reasons), duties, Optional.empty());
    }

    private static void collect(PlanTree tree, Set<Reason> reasons, Set<Obligation.Kind> duties) {
        tree.forEachDecision(decision -> {
            if (decision instanceof Decision.Permit permit) {
                reasons.add(permit.reason());
                reasons.addAll(permit.further());
                permit.obligations().forEach(obligation -> duties.add(obligation.kind()));
            }
        });
        duties.remove(Obligation.Kind.MASK);
    }

    /** Returns the table's categories first, then those of columns of which something is shown. */
    private Set<DataCategory> categoriesInPlay(Map<String, ColumnAccess> columns) {
        Set<DataCategory> categories = new LinkedHashSet<>(EnumSet.copyOf(table.categories()));
        for (ColumnLabel column : table.columns()) {
            if (!(columns.get(column.name()) instanceof ColumnAccess.Masked)
                    && !column.categories().isEmpty()) {
                categories.addAll(EnumSet.copyOf(column.categories()));
            }
        }
        return categories;
    }

    private ColumnAccess access(ColumnLabel column, Condition rows) {
        return access(
                column, rows, column.categories().stream().sorted().map(trees).toList());
    }

    private static ColumnAccess access(ColumnLabel column, Condition rows, List<PlanTree> judgedBy) {
        if (column.structural() || column.categories().isEmpty()) {
            return new ColumnAccess.Show();
        }
        MaskStyle style = column.mask();
        MaskStyle effective = style.effectiveFor(column.family());
        List<Condition> parts = new ArrayList<>();
        for (PlanTree tree : judgedBy) {
            parts.add(tree.where(decision ->
                    decision instanceof Decision.Permit permit && !permit.masks(style) && !permit.masks(effective)));
        }
        Condition shown = Condition.all(parts);
        if (shown instanceof Condition.Never) {
            return new ColumnAccess.Masked(style);
        }
        return rows.surelyImplies(shown) ? new ColumnAccess.Show() : new ColumnAccess.ShowWhere(shown, style);
    }

    /** Finds why no row is permitted: the reason of the first category that permits nobody. */
    private Decision.Deny denial() {
        return EnumSet.copyOf(table.categories()).stream()
                .map(trees)
                .filter(tree -> tree.where(decision -> decision instanceof Decision.Permit) instanceof Condition.Never)
                .findFirst()
                .map(Planner::firstDenial)
                .orElseThrow();
    }

    private static Decision.Deny firstDenial(PlanTree tree) {
        List<Decision.Deny> denials = new ArrayList<>();
        tree.forEachDecision(decision -> {
            if (decision instanceof Decision.Deny deny) {
                denials.add(deny);
            }
        });
        return denials.get(0);
    }
}

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
    private final Function<DataCategory, PlanTree> trees;
    private final Map<DataCategory, PlanTree> pruned = new EnumMap<>(DataCategory.class);

    Planner(TableLabels table, Function<DataCategory, PlanTree> trees) {
        this.table = table;
        SettledFacts settled = new SettledFacts(table);
        this.trees = category ->
                pruned.computeIfAbsent(category, asked -> trees.apply(asked).given(settled::valueOf));
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
            trees.apply(category).forEachDecision(decision -> {
                if (decision instanceof Decision.Permit permit) {
                    reasons.add(permit.reason());
                    reasons.addAll(permit.further());
                    permit.obligations().forEach(obligation -> duties.add(obligation.kind()));
                }
            });
        }
        duties.remove(Obligation.Kind.MASK);
        return new AccessPlan(table, rows, columns, List.copyOf(reasons), duties, Optional.empty());
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
        if (column.structural() || column.categories().isEmpty()) {
            return new ColumnAccess.Show();
        }
        MaskStyle style = column.mask();
        MaskStyle effective = style.effectiveFor(column.family());
        List<Condition> parts = new ArrayList<>();
        for (DataCategory category : EnumSet.copyOf(column.categories())) {
            parts.add(trees.apply(category)
                    .where(decision -> decision instanceof Decision.Permit permit
                            && !permit.masks(style)
                            && !permit.masks(effective)));
        }
        Condition shown = Condition.all(parts);
        if (shown instanceof Condition.Never) {
            return new ColumnAccess.Masked(style);
        }
        return rows.surelyImplies(shown) ? new ColumnAccess.Show() : new ColumnAccess.ShowWhere(shown, style);
    }

    /** Finds why no row is permitted: the reason of a category that permits nobody, else that of the first category. */
    private Decision.Deny denial() {
        List<Decision.Deny> denials = new ArrayList<>();
        for (DataCategory category : EnumSet.copyOf(table.categories())) {
            PlanTree tree = trees.apply(category);
            if (tree.where(decision -> decision instanceof Decision.Permit) instanceof Condition.Never) {
                tree.forEachDecision(decision -> {
                    if (decision instanceof Decision.Deny deny) {
                        denials.add(deny);
                    }
                });
            }
        }
        return denials.get(0);
    }
}

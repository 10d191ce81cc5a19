package io.cpni.data;

import io.cpni.label.CustomerKeyPath;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what the model says of one table. */
final class TableDraft {

    private final String expression;
    private final String name;
    private final Map<String, ColumnDraft> columns = new LinkedHashMap<>();
    private final Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
    private final List<MappedEntity> entities = new ArrayList<>();
    private final List<CollectionTable> collections = new ArrayList<>();

    TableDraft(String expression) {
        this.expression = expression;
        this.name = SqlNames.table(expression);
    }

    String expression() {
        return expression;
    }

    String name() {
        return name;
    }

    void add(MappedEntity entity) {
        entities.add(entity);
        categories.addAll(entity.categories());
    }

    void add(CollectionTable collection) {
        collections.add(collection);
        categories.addAll(collection.owner().categories());
        collection.target().ifPresent(target -> categories.addAll(target.categories()));
        collection.embeddables().stream()
                .filter(PartLabels::isLabelled)
                .forEach(embeddable -> categories.addAll(PartLabels.categories(embeddable)));
    }

    void addColumn(
            String column, @Nullable FieldLabel label, ValueFamily family, boolean structural, boolean declaredPlain) {
        draft(column).add(label, family, structural, declaredPlain);
    }

    private ColumnDraft draft(String column) {
        return columns.computeIfAbsent(SqlNames.fold(column), folded -> new ColumnDraft(name, column));
    }

    /** Adds a column that an attribute maps, which must be able to hold the column's mask. */
    void addColumn(
            String column,
            @Nullable FieldLabel label,
            ValueFamily family,
            boolean structural,
            boolean declaredPlain,
            MaskHolder holder) {
        ColumnDraft draft = draft(column);
        draft.add(label, family, structural, declaredPlain);
        draft.add(label, holder);
    }

    boolean isLabelled() {
        return !categories.isEmpty();
    }

    /** Builds the labels of a labelled table. */
    TableLabels labels(CustomerKeyFinder finder) {
        CustomerKeyPath path = customerKey(finder);
        ColumnDraft key = columns.get(SqlNames.fold(path.column()));
        if (key != null) {
            key.markStructural();
        }
        return new TableLabels(
                name,
                categories,
                columns.values().stream().map(ColumnDraft::label).toList(),
                path);
    }

    /** Returns the columns of a table that is not labelled. */
    Map<String, ValueFamily> families() {
        Map<String, ValueFamily> families = new LinkedHashMap<>();
        columns.values().forEach(column -> families.put(column.name(), column.family()));
        return families;
    }

    private CustomerKeyPath customerKey(CustomerKeyFinder finder) {
        Map<CustomerKeyPath, String> paths = new LinkedHashMap<>();
        // Every row must reach its customer: those of unlabelled entities in this table too.
        for (MappedEntity entity : entities) {
            if (!entity.isAbstract()) {
                paths.putIfAbsent(customerKey(entity, finder), entity.name());
            }
        }
        for (CollectionTable collection : collections) {
            if (!collection.isInverse()) {
                paths.putIfAbsent(customerKey(collection, finder), collection.name());
            }
        }
        if (paths.isEmpty()) {
            throw new CpniLabelException(
                    "No concrete entity is mapped to the labelled table '" + name + "'",
                    "Map an entity to it, or take the label away");
        }
        if (paths.size() > 1) {
            throw new CpniLabelException(
                    "The rows of table '" + name + "' reach their customer in several ways: "
                            + paths.entrySet().stream()
                                    .map(path -> path.getValue() + " by " + describe(path.getKey()))
                                    .toList(),
                    "Put one @CustomerKey on what the records in this table have in common, or use a table for each");
        }
        return paths.keySet().iterator().next();
    }

    private CustomerKeyPath customerKey(MappedEntity entity, CustomerKeyFinder finder) {
        if (!entity.isLabelled() && !finder.hasKey(entity)) {
            throw new CpniLabelException(
                    "Entity " + entity.name() + " has no @CustomerKey, but shares table '" + name
                            + "' with labelled records",
                    "Label it and mark its customer key, or give it a table of its own");
        }
        return finder.fromTable(entity, expression);
    }

    private static CustomerKeyPath customerKey(CollectionTable collection, CustomerKeyFinder finder) {
        boolean embedsLabels = collection.embeddables().stream().anyMatch(PartLabels::isLabelled);
        MappedEntity target = collection.target().orElse(null);
        if (target != null && target.isLabelled() && !collection.owner().isLabelled() && !embedsLabels) {
            return finder.fromForeignKey(collection.targetKey(), target, collection.name());
        }
        return finder.fromForeignKey(collection.attribute().getKeyDescriptor(), collection.owner(), collection.name());
    }

    private static String describe(CustomerKeyPath path) {
        StringBuilder text = new StringBuilder(path.column());
        path.hops()
                .forEach(hop ->
                        text.append(" -> ").append(hop.table()).append('.').append(hop.next()));
        return text.toString();
    }
}

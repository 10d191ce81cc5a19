package io.cpni.sql;

import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Knows every relation that statements may name: labelled tables, and others that are declared to hold no customer
 * data. A relation it does not know is refused.
 *
 * <p>Immutable. Names compare without regard to case, so that a quoted name which differs only in case is guarded
 * alike.
 */
public final class RelationCatalog {

    private final Map<String, Relation> relations;

    /** A relation that statements may name. */
    sealed interface Relation {
        /** Returns its name, spelled as it was declared. */
        String name();
    }

    /** A labelled table. */
    record Labelled(TableLabels labels) implements Relation {
        @Override
        public String name() {
            return labels.table();
        }
    }

    /** A relation without customer data; its columns may be known or not. */
    record Plain(String name, Map<String, ValueFamily> columns) implements Relation {}

    private RelationCatalog(Map<String, Relation> relations) {
        this.relations = Map.copyOf(relations);
    }

    /** Starts building a catalog. */
    public static Builder builder() {
        return new Builder();
    }

    Optional<Relation> find(String name) {
        return Optional.ofNullable(relations.get(fold(name)));
    }

    /** Returns the labelled tables, sorted by name. */
    public List<TableLabels> labelledTables() {
        return relations.values().stream()
                .filter(Labelled.class::isInstance)
                .map(relation -> ((Labelled) relation).labels())
                .sorted(java.util.Comparator.comparing(TableLabels::table))
                .toList();
    }

    /** Returns the names of the declared relations without customer data, sorted. */
    public List<String> plainRelations() {
        return relations.values().stream()
                .filter(Plain.class::isInstance)
                .map(relation -> ((Plain) relation).name())
                .sorted()
                .toList();
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Builds a catalog; not safe for use by several threads. */
    public static final class Builder {

        private final Map<String, Relation> relations = new HashMap<>();

        private Builder() {}

        /**
         * Adds a labelled table.
         *
         * @throws IllegalArgumentException if a relation of that name is already known
         */
        public Builder labelled(TableLabels labels) {
            return add(labels.table(), new Labelled(labels));
        }

        /**
         * Adds a relation that holds no customer data.
         *
         * @param name its name without schema
         * @param columns the families of its columns, as far as known
         * @throws IllegalArgumentException if a relation of that name is already known
         */
        public Builder plain(String name, Map<String, ValueFamily> columns) {
            Map<String, ValueFamily> folded = new HashMap<>();
            columns.forEach((column, family) -> folded.put(fold(column), family));
            return add(name, new Plain(name, Map.copyOf(folded)));
        }

        private Builder add(String name, Relation relation) {
            if (fold(name).startsWith("cpni_")) {
                throw new IllegalArgumentException(
                        "relation '" + name + "': names that begin with cpni_ belong to the gate");
            }
            if (relations.putIfAbsent(fold(name), relation) != null) {
                throw new IllegalArgumentException("relation '" + name + "' is declared twice");
            }
            return this;
        }

        /** Returns the catalog. */
        public RelationCatalog build() {
            return new RelationCatalog(relations);
        }
    }
}

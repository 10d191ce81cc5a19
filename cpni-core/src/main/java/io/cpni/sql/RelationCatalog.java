package io.cpni.sql;

import io.cpni.label.DeclaredName;
import io.cpni.label.DeclaredRelation;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows every relation that statements may name: labelled tables, and others that are declared to hold no customer
 * data. A relation it does not know is refused.
 *
 * <p>Immutable. Names compare without regard to case, so that a quoted name which differs only in case is guarded
 * alike. Relations may be declared with their schema, then several of one name too.
 */
public final class RelationCatalog {

    private final Map<String, List<Relation>> relations;
    private final boolean hasSchemas;

    /** A relation that statements may name. */
    sealed interface Relation {
        /** Returns its name as it was declared. */
        DeclaredRelation declared();
    }

    /** A labelled table. */
    record Labelled(TableLabels labels) implements Relation {
        @Override
        public DeclaredRelation declared() {
            return labels.relation();
        }
    }

    /** A relation without customer data; its columns may be known or not. */
    record Plain(DeclaredRelation declared, Map<String, ValueFamily> columns) implements Relation {}

    private RelationCatalog(Collection<Relation> relations) {
        this.relations = relations.stream()
                .collect(Collectors.groupingBy(
                        relation -> relation.declared().name().folded(), Collectors.toUnmodifiableList()));
        this.hasSchemas =
                all().anyMatch(relation -> relation.declared().schema().isPresent());
    }

    /** Starts building a catalog. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the relations of a name, one for each schema. */
    List<Relation> named(String name) {
        return relations.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Tells whether any relation is declared with its schema. */
    boolean hasSchemas() {
        return hasSchemas;
    }

    private Stream<Relation> all() {
        return relations.values().stream().flatMap(List::stream);
    }

    /** Returns the labelled tables, sorted by name. */
    public List<TableLabels> labelledTables() {
        return all().filter(Labelled.class::isInstance)
                .map(relation -> ((Labelled) relation).labels())
                .sorted(java.util.Comparator.comparing(TableLabels::table))
                .toList();
    }

    /** Returns the names of the declared relations without customer data, sorted. */
    public List<String> plainRelations() {
        return all().filter(Plain.class::isInstance)
                .map(relation -> relation.declared().text())
                .sorted()
                .toList();
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
            return add(new Labelled(labels));
        }

        /**
         * Adds a relation that holds no customer data.
         *
         * @param name its name, with its schema or without ({@link DeclaredRelation})
         * @param columns the families of its columns, as far as known
         * @throws IllegalArgumentException if a relation of that name is already known
         */
        public Builder plain(String name, Map<String, ValueFamily> columns) {
            Map<String, ValueFamily> folded = new HashMap<>();
            columns.forEach(
                    (column, family) -> folded.put(DeclaredName.of(column).folded(), family));
            return add(new Plain(DeclaredRelation.of(name), Map.copyOf(folded)));
        }

        private Builder add(Relation relation) {
            DeclaredRelation declared = relation.declared();
            if (declared.name().folded().startsWith("cpni_")) {
                throw new IllegalArgumentException(
                        "relation '" + declared.text() + "': names that begin with cpni_ belong to the gate");
            }
            if (relations.putIfAbsent(declared.folded(), relation) != null) {
                throw new IllegalArgumentException("relation '" + declared.text() + "' is declared twice");
            }
            return this;
        }

        /** Returns the catalog. */
        public RelationCatalog build() {
            return new RelationCatalog(relations.values());
        }
    }
}

package io.cpni.data;

import io.cpni.label.Cpni;
import io.cpni.label.CustomerKey;
import io.cpni.label.NotCpni;
import io.cpni.label.TableLabels;
import io.cpni.label.ValueFamily;
import io.cpni.sql.RelationCatalog;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Carries the labels of a JPA model over to its tables.
 *
 * <p>It reads what Hibernate made of the model, so that naming strategies, embeddables, inheritance, secondary, join and
 * collection tables and converters are right by construction:
 *
 * <ul>
 *   <li>A table is labelled if an entity mapped to it, or an embeddable in it, carries {@link Cpni}; a collection or join
 *       table if an entity at one of its ends does. All other mapped tables are relations without customer data.
 *   <li>A column that several attributes map has the categories of all of them. A column of an unlabelled entity in a
 *       labelled table is call detail, unless its class is declared {@link NotCpni}.
 *   <li>Every labelled table leads to its customer by a path of columns, found from the {@link CustomerKey} members.
 * </ul>
 *
 * <p>Entities without a Java class of their own (dynamic models, audit tables of Envers) are left out, so that the gate
 * refuses what names their tables.
 *
 * <p>Immutable.
 */
public final class JpaRelationCatalog {

    private final List<TableLabels> labelled;
    private final Map<String, Map<String, ValueFamily>> plain;
    private final List<Class<?>> unlabelledEntities;
    private final Map<String, List<TableLabels>> labelledByEntity;

    private JpaRelationCatalog(
            List<TableLabels> labelled,
            Map<String, Map<String, ValueFamily>> plain,
            List<Class<?>> unlabelledEntities,
            Map<String, List<TableLabels>> labelledByEntity) {
        this.labelled = List.copyOf(labelled);
        this.plain = Collections.unmodifiableMap(new TreeMap<>(plain));
        this.unlabelledEntities = List.copyOf(unlabelledEntities);
        this.labelledByEntity = Map.copyOf(labelledByEntity);
    }

    /**
     * Reads the model of an entity manager factory that is Hibernate's.
     *
     * @throws CpniLabelException if the labels cannot be carried over to the tables; the message names the entity or
     *     table and what to change
     */
    public static JpaRelationCatalog of(EntityManagerFactory entityManagerFactory) {
        ModelReader reader = new ModelReader(entityManagerFactory.unwrap(SessionFactoryImplementor.class));
        CustomerKeyFinder finder = new CustomerKeyFinder(reader.entities());
        List<TableLabels> labelled = new ArrayList<>();
        Map<String, Map<String, ValueFamily>> plain = new TreeMap<>();
        Map<String, TableLabels> byExpression = new HashMap<>();
        for (TableDraft table : reader.tables()) {
            if (table.isLabelled()) {
                TableLabels labels = table.labels(finder);
                labelled.add(labels);
                byExpression.put(table.expression(), labels);
            } else {
                plain.merge(table.name(), table.families(), JpaRelationCatalog::join);
            }
        }
        labelled.sort(Comparator.comparing(TableLabels::table));
        List<Class<?>> unlabelled = new ArrayList<>();
        for (MappedEntity entity : reader.entities().values()) {
            if (!entity.isLabelled() && !entity.isDeclaredPlain()) {
                unlabelled.add(entity.type());
            }
        }
        Map<String, List<TableLabels>> byEntity = new HashMap<>();
        reader.tablesByEntity()
                .forEach((entity, tables) -> byEntity.put(
                        entity,
                        tables.stream()
                                .filter(byExpression::containsKey)
                                .map(byExpression::get)
                                .toList()));
        return new JpaRelationCatalog(labelled, plain, unlabelled, byEntity);
    }

    /**
     * Returns the labelled tables that the records of an entity come from: its own, and those of its collections.
     *
     * @param entity Hibernate's name of the entity
     */
    public List<TableLabels> labelledTablesOf(String entity) {
        return labelledByEntity.getOrDefault(entity, List.of());
    }

    /** Returns the labelled tables, sorted by name. */
    public List<TableLabels> labelledTables() {
        return labelled;
    }

    /** Returns the other mapped tables with the families of their columns, sorted by name. */
    public Map<String, Map<String, ValueFamily>> plainTables() {
        return plain;
    }

    /**
     * Returns the entities that carry neither a label nor {@link NotCpni} with a reason, sorted by name: a label may have
     * been forgotten, so start-up lists them.
     */
    public List<Class<?>> unlabelledEntities() {
        return unlabelledEntities;
    }

    /**
     * Adds every mapped table to a catalog.
     *
     * @throws IllegalArgumentException if the catalog knows a relation of that name already
     */
    public void addTo(RelationCatalog.Builder catalog) {
        labelled.forEach(catalog::labelled);
        plain.forEach(catalog::plain);
    }

    private static Map<String, ValueFamily> join(Map<String, ValueFamily> one, Map<String, ValueFamily> other) {
        Map<String, ValueFamily> all = new TreeMap<>(one);
        other.forEach((column, family) ->
                all.merge(column, family, (first, second) -> first == second ? first : ValueFamily.OTHER));
        return all;
    }
}

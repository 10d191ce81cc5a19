package io.cpni.data;

import io.cpni.label.DeclaredRelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads Hibernate's runtime mapping into drafts of tables. */
final class ModelReader {

    private final Map<String, MappedEntity> entities = new TreeMap<>();
    private final Map<String, TableDraft> tables = new LinkedHashMap<>();
    private final Map<String, Set<String>> collectionTables = new HashMap<>();

    ModelReader(SessionFactoryImplementor factory) {
        MappingMetamodelImplementor model = factory.getMappingMetamodel();
        model.forEachEntityDescriptor(persister -> {
            if (hasClass(persister)) {
                entities.put(persister.getEntityName(), new MappedEntity(persister));
            }
        });
        entities.values().forEach(this::read);
        List<CollectionPersister> collections = new ArrayList<>();
        model.forEachCollectionDescriptor(collections::add);
        collections.sort(Comparator.comparing(CollectionPersister::getRole));
        collections.forEach(this::read);
        checkNames();
    }

    /** Returns the entities that have a class, by Hibernate's name for them. */
    Map<String, MappedEntity> entities() {
        return entities;
    }

    Collection<TableDraft> tables() {
        return tables.values();
    }

    /** Returns the expressions of the tables that an entity's records come from, its collections' included. */
    Map<String, Set<String>> tablesByEntity() {
        Map<String, Set<String>> all = new HashMap<>();
        entities.forEach((name, entity) -> {
            Set<String> ofEntity = new LinkedHashSet<>(entity.tables());
            entity.tables().stream().filter(SqlNames::isQuery).forEach(query -> ofEntity.addAll(readBy(query, entity)));
            for (EntityMappingType type = entity.persister(); type != null; type = type.getSuperMappingType()) {
                ofEntity.addAll(collectionTables.getOrDefault(type.getEntityName(), Set.of()));
            }
            all.put(name, ofEntity);
        });
        return all;
    }

    private void read(MappedEntity entity) {
        for (String table : entity.tables()) {
            if (!SqlNames.isQuery(table)) {
                draft(table).add(entity);
            }
        }
        entity.columns(columns(entity, entity::tableOf));
        generatorTables(entity.persister().getGenerator());
    }

    /**
     * Finds the labelled tables that a query mentions. By name alone, so that none is missed: a text that is like a table's
     * name makes the entity's records guarded once too often.
     */
    private Set<String> readBy(String query, MappedEntity entity) {
        Set<String> read = new TreeSet<>();
        String text = query.toLowerCase(Locale.ROOT);
        for (TableDraft table : tables.values()) {
            if (table.isLabelled() && text.contains(SqlNames.bare(table.expression()))) {
                read.add(table.expression());
            }
        }
        if (!entity.isLabelled() && !read.isEmpty()) {
            throw new CpniLabelException(
                    "Entity " + entity.name() + " is a query (@Subselect) that reads labelled tables: "
                            + read.stream().map(SqlNames::table).toList(),
                    "Label it like them, so that sessions, JSON and logs guard what the query found");
        }
        if (entity.isLabelled() && read.isEmpty()) {
            throw new CpniLabelException(
                    "Entity " + entity.name()
                            + " is labelled, but is a query (@Subselect) that reads no labelled table",
                    "Map and label the tables that it reads, or declare it @NotCpni");
        }
        return read;
    }

    private void read(CollectionPersister persister) {
        MappedEntity owner = entities.get(persister.getOwnerEntityPersister().getEntityName());
        if (owner == null || persister.getAttributeMapping() == null) {
            return;
        }
        CollectionTable collection = new CollectionTable(persister, owner, target(persister));
        if (collection.table().isPresent()) {
            draft(collection.table().get()).add(collection);
            collectionTables
                    .computeIfAbsent(owner.persister().getEntityName(), name -> new LinkedHashSet<>())
                    .add(collection.table().get());
        } else if (collection.isInverse()) {
            // Its columns are those of the association on the other side.
            return;
        }
        collection.columns(columns(owner, SelectableMapping::getContainingTableExpression));
    }

    private ColumnConsumer columns(MappedEntity entity, Function<SelectableMapping, String> tableOf) {
        return (column, path, attribute, label, structural) -> {
            if (column.isFormula()) {
                if (entity.isLabelled()) {
                    ModelFormulas.check(entity, path, attribute, label, column);
                }
                return;
            }
            String expression = tableOf.apply(column);
            TableDraft table = tables.get(expression);
            if (table == null && !structural && entity.isLabelled() && SqlNames.isQuery(expression)) {
                ModelFormulas.checkHolder(entity, path, attribute, label);
            }
            if (table != null) {
                table.addColumn(
                        SqlNames.column(column.getSelectionExpression()),
                        label,
                        ColumnFamilies.of(column, attribute),
                        structural,
                        !entity.isLabelled() && entity.isDeclaredPlain(),
                        MaskHolder.of(entity, path, column, attribute));
            }
        };
    }

    private @Nullable MappedEntity target(CollectionPersister persister) {
        return persister.getAttributeMapping().getElementDescriptor() instanceof EntityAssociationMapping association
                ? entities.get(association.getAssociatedEntityMappingType().getEntityName())
                : null;
    }

    private void generatorTables(@Nullable Generator generator) {
        if (generator != null) {
            GeneratorTables.of(generator)
                    .forEach((table, columns) -> columns.forEach(
                            (column, family) -> draft(table).addColumn(column, null, family, true, true)));
        }
    }

    private TableDraft draft(String expression) {
        return tables.computeIfAbsent(expression, TableDraft::new);
    }

    /** The gate knows a table by its name in any case, so two tables may not share it if that matters. */
    private void checkNames() {
        Map<String, TableDraft> byName = new LinkedHashMap<>();
        for (TableDraft table : tables.values()) {
            TableDraft other =
                    byName.putIfAbsent(DeclaredRelation.of(table.name()).folded(), table);
            if (other == null) {
                continue;
            }
            if (!other.name().equals(table.name())) {
                throw new CpniLabelException(
                        "Tables '" + other.name() + "' and '" + table.name() + "' differ only in case",
                        "Rename one of them, or write the one name alike in all mappings");
            }
            if (other.isLabelled() || table.isLabelled()) {
                throw new CpniLabelException(
                        "Tables " + other.expression() + " and " + table.expression()
                                + " have one name, quoted and not, and one of them is labelled",
                        "Write the name alike in all mappings");
            }
        }
    }

    private static boolean hasClass(EntityPersister persister) {
        return persister.getRepresentationStrategy().getMode() == RepresentationMode.POJO;
    }
}

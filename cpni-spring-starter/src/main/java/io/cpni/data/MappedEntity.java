package io.cpni.data;

import io.cpni.label.AuthFactor;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import io.cpni.label.RecordLabels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.generator.internal.TenantIdGeneration;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.metamodel.mapping.CompositeIdentifierMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.metamodel.mapping.TableDetails;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl;
import org.hibernate.property.access.internal.PropertyAccessStrategyIndexBackRefImpl;
import org.jspecify.annotations.Nullable;

/** An entity as Hibernate mapped it, with the labels of its class. */
final class MappedEntity {

    private final EntityPersister persister;
    private final Class<?> type;
    private final RecordLabels labels;
    private final boolean labelled;
    private final Map<String, List<String>> tables;

    MappedEntity(EntityPersister persister) {
        this.persister = persister;
        this.type = persister.getMappedJavaType().getJavaTypeClass();
        this.labels = PartLabels.of(type);
        this.labelled = labels.isLabelled() || embedsLabels();
        this.tables = tables(persister);
    }

    EntityPersister persister() {
        return persister;
    }

    Class<?> type() {
        return type;
    }

    String name() {
        return type.getName();
    }

    RecordLabels labels() {
        return labels;
    }

    /** Tells whether the class, one of its members or an embeddable among them carries a label. */
    boolean isLabelled() {
        return labelled;
    }

    /** Tells whether the class is declared, with a reason, to hold no customer data. */
    boolean isDeclaredPlain() {
        NotCpni declared = type.getAnnotation(NotCpni.class);
        return declared != null && !declared.reason().isBlank();
    }

    boolean isAbstract() {
        return persister.isAbstract();
    }

    /** Returns the categories of the record as a whole; empty if it is not labelled. */
    Set<DataCategory> categories() {
        if (!labelled) {
            return Set.of();
        }
        return labels.isLabelled() ? labels.categories() : Set.of(DataCategory.CALL_DETAIL);
    }

    /** Returns the label of a member; null if the record is not labelled. */
    @Nullable FieldLabel label(String member) {
        return labelled ? labels.field(member) : null;
    }

    /** Returns the label of a column that belongs to the record but to no member; null if the record is not labelled. */
    @Nullable FieldLabel ownLabel(String name) {
        return labelled
                ? new FieldLabel(
                        name, categories(), MaskStyle.BY_TYPE, AuthFactor.NONE, ColumnRole.NONE, FieldLabel.Origin.TYPE)
                : null;
    }

    /** Tells whether the rows of this entity are spread over the tables of its subclasses (table per class). */
    boolean isSpread() {
        return persister instanceof UnionSubclassEntityPersister && persister.hasSubclasses();
    }

    /** Returns the expressions of the tables that hold this entity's own rows; a query in case of a subselect. */
    Set<String> tables() {
        return tables.keySet();
    }

    /** Returns the column by which a table of this entity holds the identifier, if it is one column. */
    Optional<String> keyColumn(String table) {
        List<String> columns = tables.getOrDefault(table, List.of());
        return columns.size() == 1 ? Optional.of(columns.get(0)) : Optional.empty();
    }

    /** Returns the expression of the table that holds a column of this entity. */
    String tableOf(SelectableMapping column) {
        String table = column.getContainingTableExpression();
        return !tables.containsKey(table) && persister instanceof UnionSubclassEntityPersister union
                ? union.getRootTableName()
                : table;
    }

    /** Finds an attribute of this entity, also one of its identifier. */
    Optional<ModelPart> find(String attribute) {
        EntityIdentifierMapping id = persister.getIdentifierMapping();
        if (id instanceof NonAggregatedIdentifierMapping composite) {
            AttributeMapping part = composite.getVirtualIdEmbeddable().findAttributeMapping(attribute);
            if (part != null) {
                return Optional.of(part);
            }
        } else if (attribute.equals(id.getAttributeName())) {
            return Optional.of(id);
        }
        return Optional.ofNullable(persister.findAttributeMapping(attribute));
    }

    /** Gives the embedded attributes of this entity by name, an embedded identifier included. */
    Map<String, EmbeddableMappingType> embeddables() {
        Map<String, EmbeddableMappingType> found = new LinkedHashMap<>();
        EntityIdentifierMapping id = persister.getIdentifierMapping();
        if (id instanceof CompositeIdentifierMapping composite && !(id instanceof NonAggregatedIdentifierMapping)) {
            found.put(id.getAttributeName(), composite.getPartMappingType());
        }
        persister.forEachAttributeMapping((AttributeMapping attribute) -> {
            if (attribute instanceof EmbeddableValuedModelPart embedded && !isSynthetic(attribute)) {
                found.put(attribute.getAttributeName(), embedded.getEmbeddableTypeDescriptor());
            }
        });
        return found;
    }

    /** Gives every column of this entity's own rows, formulas included, but not those of its collections. */
    void columns(ColumnConsumer consumer) {
        EntityIdentifierMapping id = persister.getIdentifierMapping();
        if (id instanceof NonAggregatedIdentifierMapping composite) {
            composite
                    .getVirtualIdEmbeddable()
                    .forEachAttributeMapping((AttributeMapping part) -> MappedColumns.ofAttribute(
                            part, part.getAttributeName(), label(part.getAttributeName()), true, consumer));
        } else if (id instanceof CompositeIdentifierMapping composite) {
            MappedColumns.ofEmbeddable(composite.getPartMappingType(), idName(id), label(idName(id)), true, consumer);
        } else if (id instanceof BasicEntityIdentifierMapping basic) {
            consumer.accept(basic, idName(id), null, label(idName(id)), true);
        }
        persister.forEachTableDetails(table -> table.getKeyDetails()
                .forEachKeyColumn((i, column) -> consumer.accept(
                        column,
                        idName(id),
                        null,
                        id instanceof BasicEntityIdentifierMapping ? label(idName(id)) : ownLabel(idName(id)),
                        true)));
        String version = persister.getVersionMapping() == null
                ? null
                : persister.getVersionMapping().getVersionAttribute().getAttributeName();
        persister.forEachAttributeMapping((AttributeMapping attribute) -> {
            if (!isSynthetic(attribute)) {
                String name = attribute.getAttributeName();
                MappedColumns.ofAttribute(
                        attribute, name, label(name), name.equals(version) || isTenant(attribute), consumer);
            }
        });
        EntityDiscriminatorMapping discriminator = persister.getDiscriminatorMapping();
        if (discriminator != null && (discriminator.hasPhysicalColumn() || discriminator.isFormula())) {
            consumer.accept(discriminator, "(discriminator)", null, ownLabel("(discriminator)"), true);
        }
        if (persister.getSoftDeleteMapping() != null) {
            consumer.accept(persister.getSoftDeleteMapping(), "(soft delete)", null, ownLabel("(soft delete)"), true);
        }
    }

    /** Tells whether the attribute says whose tenant's a row is: Hibernate compares it in every query. */
    private boolean isTenant(AttributeMapping attribute) {
        return persister.getGenerators()[attribute.getStateArrayPosition()] instanceof TenantIdGeneration;
    }

    /** Tells whether Hibernate made up the attribute, as for the back reference of a one-way collection. */
    private static boolean isSynthetic(AttributeMapping attribute) {
        var strategy = attribute.getPropertyAccess().getPropertyAccessStrategy();
        return strategy instanceof PropertyAccessStrategyBackRefImpl
                || strategy instanceof PropertyAccessStrategyIndexBackRefImpl;
    }

    private static String idName(EntityIdentifierMapping id) {
        String name = id.getAttributeName();
        return name == null ? EntityIdentifierMapping.ID_ROLE_NAME : name;
    }

    private boolean embedsLabels() {
        return embeddables().values().stream().anyMatch(PartLabels::isLabelled);
    }

    private static Map<String, List<String>> tables(EntityPersister persister) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        if (persister instanceof UnionSubclassEntityPersister && persister.isAbstract()) {
            // Its rows are in the tables of its subclasses, and only there.
            return tables;
        }
        persister.forEachTableDetails(table -> tables.put(table.getTableName(), keyColumns(table)));
        return tables;
    }

    private static List<String> keyColumns(TableDetails table) {
        return table.getKeyDetails().getKeyColumns().stream()
                .map(column -> SqlNames.column(column.getColumnName()))
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}

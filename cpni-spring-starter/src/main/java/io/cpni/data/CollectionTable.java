package io.cpni.data;

import io.cpni.label.FieldLabel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.CollectionPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ManyToManyCollectionPart;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** A collection as Hibernate mapped it: its key, index and element columns, and the entities at both ends. */
final class CollectionTable {

    private final CollectionPersister persister;
    private final PluralAttributeMapping attribute;
    private final MappedEntity owner;
    private final @Nullable MappedEntity target;

    CollectionTable(CollectionPersister persister, MappedEntity owner, @Nullable MappedEntity target) {
        this.persister = persister;
        this.attribute = persister.getAttributeMapping();
        this.owner = owner;
        this.target = target;
    }

    PluralAttributeMapping attribute() {
        return attribute;
    }

    MappedEntity owner() {
        return owner;
    }

    /** Returns the entity at the other end of a join table. */
    Optional<MappedEntity> target() {
        return Optional.ofNullable(target);
    }

    /** Returns the foreign key by which a join table refers to the other end. */
    ForeignKeyDescriptor targetKey() {
        if (attribute.getElementDescriptor() instanceof ManyToManyCollectionPart association) {
            return association.getForeignKeyDescriptor();
        }
        throw new IllegalStateException(name() + " has no join table");
    }

    /** Tells whether this is the side that Hibernate does not write ({@code mappedBy}). */
    boolean isInverse() {
        return persister.isInverse();
    }

    String name() {
        return persister.getRole();
    }

    /** Returns the table of its own that the collection has; empty if it lives in its elements' table. */
    Optional<String> table() {
        return Optional.ofNullable(attribute.getSeparateCollectionTable());
    }

    /** Returns the embeddables that the collection's own table holds. */
    List<EmbeddableMappingType> embeddables() {
        return Stream.of(
                        Optional.<CollectionPart>of(attribute.getElementDescriptor()),
                        Optional.<CollectionPart>ofNullable(attribute.getIndexDescriptor()))
                .flatMap(Optional::stream)
                .filter(EmbeddableValuedModelPart.class::isInstance)
                .map(part -> ((EmbeddableValuedModelPart) part).getEmbeddableTypeDescriptor())
                .toList();
    }

    /** Gives the columns of the collection's own table, or those it puts into its elements' table. */
    void columns(ColumnConsumer consumer) {
        FieldLabel label = label();
        // The mask is that of the elements; keys and positions are never masked.
        FieldLabel ofKey = PartLabels.unmasked(label);
        String path = attribute.getAttributeName();
        boolean own = !isInverse();
        boolean ownKey = own && table().isPresent();
        attribute
                .getKeyDescriptor()
                .visitKeySelectables(
                        (i, column) -> consumer.accept(column, path + " (key)", null, ownKey ? ofKey : label, ownKey));
        CollectionPart index = attribute.getIndexDescriptor();
        // With @MapKey the index is an attribute of the element, which labels it itself.
        if (index != null && attribute.getIndexMetadata().getIndexPropertyName() == null) {
            part(index, path + " (index)", isList() ? ofKey : label, isList(), consumer);
        }
        if (table().isPresent()) {
            part(attribute.getElementDescriptor(), path, label, false, consumer);
        }
        if (attribute.getIdentifierDescriptor() != null) {
            attribute
                    .getIdentifierDescriptor()
                    .forEachSelectable(
                            (i, column) -> consumer.accept(column, path + " (id)", null, own ? ofKey : label, own));
        }
        if (attribute.getSoftDeleteMapping() != null) {
            consumer.accept(attribute.getSoftDeleteMapping(), path + " (soft delete)", null, own ? ofKey : label, own);
        }
    }

    /** Tells whether the index is a position, without which Hibernate cannot read the collection. */
    private boolean isList() {
        CollectionClassification kind =
                attribute.getMappedType().getCollectionSemantics().getCollectionClassification();
        return kind == CollectionClassification.LIST || kind == CollectionClassification.ARRAY;
    }

    private static void part(
            CollectionPart part, String path, @Nullable FieldLabel label, boolean key, ColumnConsumer consumer) {
        if (part instanceof ManyToManyCollectionPart association) {
            association
                    .getForeignKeyDescriptor()
                    .visitKeySelectables((i, column) -> consumer.accept(column, path, null, label, key));
        } else {
            MappedColumns.ofPart(part, path, label, key, consumer);
        }
    }

    /** Returns the label of the attribute; it may stand inside embeddables. Null if the owner is not labelled. */
    private @Nullable FieldLabel label() {
        String prefix = owner.persister().getEntityName() + ".";
        String role = persister.getRole();
        String[] names = (role.startsWith(prefix) ? role.substring(prefix.length()) : attribute.getAttributeName())
                .split("\\.", -1);
        FieldLabel label = owner.label(names[0]);
        EmbeddableMappingType embeddable = owner.embeddables().get(names[0]);
        for (int i = 1; i < names.length && embeddable != null; i++) {
            var part = embeddable.findAttributeMapping(names[i]);
            if (part == null) {
                break;
            }
            label = PartLabels.join(label, PartLabels.ofPart(embeddable, part));
            embeddable = part instanceof EmbeddableValuedModelPart nested ? nested.getEmbeddableTypeDescriptor() : null;
        }
        return label;
    }
}

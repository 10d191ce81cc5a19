package io.cpni.data;

import io.cpni.label.FieldLabel;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/** Walks the columns of attributes, into embeddables, and joins the labels on the way. */
final class MappedColumns {

    private MappedColumns() {}

    /** Gives the columns of an attribute with the label that holds for each. */
    static void ofAttribute(
            AttributeMapping attribute,
            String path,
            @Nullable FieldLabel label,
            boolean structural,
            ColumnConsumer consumer) {
        if (attribute instanceof PluralAttributeMapping) {
            return;
        }
        if (attribute instanceof EmbeddableValuedModelPart embedded) {
            ofEmbeddable(embedded.getEmbeddableTypeDescriptor(), path, label, structural, consumer);
            return;
        }
        attribute.forEachSelectable((i, column) -> consumer.accept(column, path, attribute, label, structural));
    }

    /** Gives the columns of a part that no attribute stands for: the element or index of a collection. */
    static void ofPart(
            ModelPart part, String path, @Nullable FieldLabel label, boolean structural, ColumnConsumer consumer) {
        if (part instanceof EmbeddableValuedModelPart embedded) {
            ofEmbeddable(embedded.getEmbeddableTypeDescriptor(), path, label, structural, consumer);
            return;
        }
        part.forEachSelectable((i, column) -> consumer.accept(column, path, null, label, structural));
    }

    static void ofEmbeddable(
            EmbeddableMappingType embeddable,
            String path,
            @Nullable FieldLabel label,
            boolean structural,
            ColumnConsumer consumer) {
        SelectableMapping aggregate = embeddable.getAggregateMapping();
        ColumnConsumer target = aggregate == null
                ? consumer
                // One column holds all parts (a struct or JSON), and so all their labels.
                : (column, partPath, attribute, partLabel, key) ->
                        consumer.accept(aggregate, path, null, partLabel, structural);
        FieldLabel outer = PartLabels.forParts(label, embeddable);
        embeddable.forEachAttributeMapping((AttributeMapping part) -> ofAttribute(
                part,
                path + "." + part.getAttributeName(),
                PartLabels.join(outer, PartLabels.ofPart(embeddable, part)),
                structural,
                target));
        if (embeddable.getDiscriminatorMapping() != null) {
            target.accept(embeddable.getDiscriminatorMapping(), path + " (discriminator)", null, label, true);
        }
    }
}

package io.cpni.data;

import io.cpni.label.AuthFactor;
import io.cpni.label.ColumnRole;
import io.cpni.label.DataCategory;
import io.cpni.label.FieldLabel;
import io.cpni.label.FieldLabel.Origin;
import io.cpni.label.MaskStyle;
import io.cpni.label.RecordLabels;
import java.util.EnumSet;
import java.util.Set;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.jspecify.annotations.Nullable;

/**
 * Joins the label of an embedded attribute with the labels inside the embeddable.
 *
 * <p>A part says otherwise: a label or {@code @NotCpni} of the embeddable's own stands. Where both the embedded attribute
 * and the part name categories, both hold; a part without a label takes the embedded attribute's.
 */
final class PartLabels {

    private PartLabels() {}

    /**
     * Resolves the labels of a type.
     *
     * @throws CpniLabelException if its annotations contradict each other
     */
    static RecordLabels of(Class<?> type) {
        try {
            return RecordLabels.of(type);
        } catch (IllegalArgumentException e) {
            throw new CpniLabelException(
                    String.valueOf(e.getMessage()), "Correct the label annotations of " + type.getName(), e);
        }
    }

    /** Tells whether an embeddable, or one embedded in it, carries a label. */
    static boolean isLabelled(EmbeddableMappingType embeddable) {
        if (of(embeddable.getMappedJavaType().getJavaTypeClass()).isLabelled()) {
            return true;
        }
        boolean[] found = {false};
        embeddable.forEachAttributeMapping((AttributeMapping part) -> {
            if (ofPart(embeddable, part) != null
                    || (part instanceof EmbeddableValuedModelPart nested
                            && isLabelled(nested.getEmbeddableTypeDescriptor()))) {
                found[0] = true;
            }
        });
        return found[0];
    }

    /** Returns the categories of a labelled embeddable as a record of its own. */
    static Set<DataCategory> categories(EmbeddableMappingType embeddable) {
        RecordLabels labels = of(embeddable.getMappedJavaType().getJavaTypeClass());
        return labels.isLabelled() ? labels.categories() : Set.of(DataCategory.CALL_DETAIL);
    }

    /** Returns the label that an embeddable gives to one of its attributes; null if the embeddable is not labelled. */
    static @Nullable FieldLabel ofPart(EmbeddableMappingType embeddable, AttributeMapping part) {
        Class<?> type = embeddable.getMappedJavaType().getJavaTypeClass();
        var member = part.getPropertyAccess().getGetter().getMember();
        if (member != null && !member.getDeclaringClass().isAssignableFrom(type)) {
            // An attribute of a subclass of the embeddable.
            type = member.getDeclaringClass();
        }
        RecordLabels labels = of(type);
        return labels.isLabelled() || labels.fields().containsKey(part.getAttributeName())
                ? labels.field(part.getAttributeName())
                : null;
    }

    /** Returns the label for the parts of an embedded attribute: a role cannot be shared by several columns. */
    static @Nullable FieldLabel forParts(@Nullable FieldLabel outer, EmbeddableMappingType embeddable) {
        if (outer == null || outer.role() == ColumnRole.NONE || embeddable.getNumberOfAttributeMappings() == 1) {
            return outer;
        }
        return new FieldLabel(
                outer.name(), outer.categories(), outer.mask(), outer.authFactor(), ColumnRole.NONE, outer.origin());
    }

    /** Returns a label without its mask, for columns that are never masked. */
    static @Nullable FieldLabel unmasked(@Nullable FieldLabel label) {
        return label == null
                ? null
                : new FieldLabel(
                        label.name(),
                        label.categories(),
                        MaskStyle.BY_TYPE,
                        label.authFactor(),
                        label.role(),
                        label.origin());
    }

    /** Joins the label of an embedded attribute with that of a part; null stands for no label at all. */
    static @Nullable FieldLabel join(@Nullable FieldLabel outer, @Nullable FieldLabel inner) {
        if (inner == null) {
            return outer;
        }
        if (outer == null || inner.origin() == Origin.NOT_CPNI) {
            return inner;
        }
        boolean outerDeclares = outer.origin() == Origin.FIELD || outer.origin() == Origin.TYPE;
        if (inner.origin() == Origin.UNKNOWN) {
            return outerDeclares ? outer : inner;
        }
        if (outer.origin() != Origin.FIELD) {
            return inner;
        }
        Set<DataCategory> categories = EnumSet.copyOf(inner.categories());
        categories.addAll(outer.categories());
        return new FieldLabel(
                inner.name(),
                categories,
                inner.mask() == MaskStyle.BY_TYPE ? outer.mask() : inner.mask(),
                inner.authFactor() == AuthFactor.NONE ? outer.authFactor() : inner.authFactor(),
                inner.role() == ColumnRole.NONE ? outer.role() : inner.role(),
                Origin.FIELD);
    }
}

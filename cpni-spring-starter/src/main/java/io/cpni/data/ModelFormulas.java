package io.cpni.data;

import io.cpni.label.FieldLabel;
import io.cpni.label.FieldLabel.Origin;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * Says which attributes may stand for something else than a column. Statements hold the whole formula or query, so the gate
 * hides rows and masks columns inside of it; what comes out has no column that could label it.
 */
final class ModelFormulas {

    private ModelFormulas() {}

    /**
     * Checks a formula of a labelled entity.
     *
     * @throws CpniLabelException if nothing says what it calculates, or the attribute could not be read
     */
    static void check(
            MappedEntity entity,
            String path,
            @Nullable AttributeMapping attribute,
            @Nullable FieldLabel label,
            SelectableMapping formula) {
        if (!(attribute instanceof BasicValuedModelPart)) {
            throw new CpniLabelException(
                    "Attribute '" + path + "' of labelled entity " + entity.name()
                            + " is a formula by which records or their kinds are found",
                    "Map a column");
        }
        if (label == null || (label.origin() != Origin.FIELD && label.origin() != Origin.NOT_CPNI)) {
            throw new CpniLabelException(
                    "Attribute '" + path + "' of labelled entity " + entity.name()
                            + " is a formula, and nothing says what it calculates",
                    "Put @Cpni on it, with the categories and the mask of what it reads, or @NotCpni if it tells nothing"
                            + " of a customer");
        }
        checkHolder(entity, path, attribute, label);
    }

    /** What is calculated from a mask may be null; customer keys are never masked. */
    static void checkHolder(
            MappedEntity entity, String path, @Nullable AttributeMapping attribute, @Nullable FieldLabel label) {
        boolean neverMasked = (label != null && label.origin() == Origin.NOT_CPNI)
                || entity.labels()
                        .customerKey()
                        .filter(key -> key.name().equals(path))
                        .isPresent();
        if (!neverMasked
                && attribute != null
                && attribute
                        .getPropertyAccess()
                        .getGetter()
                        .getReturnTypeClass()
                        .isPrimitive()) {
            throw new CpniLabelException(
                    "Attribute '" + path + "' of entity " + entity.name()
                            + " is calculated, has a primitive type, and cannot hold the null that comes of a masked value",
                    "Give it the wrapper type");
        }
    }
}

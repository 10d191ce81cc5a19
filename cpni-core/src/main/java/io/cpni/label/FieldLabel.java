package io.cpni.label;

import java.util.Objects;
import java.util.Set;

/**
 * Says what one field of a record holds.
 *
 * @param name the field, record component or property
 * @param categories the data categories; empty for a field that is declared not to be customer data
 * @param mask how a value is shown to those who may not see it
 * @param authFactor whether the value could be offered as proof of identity
 * @param role which fact about the row the value holds
 * @param origin where the label comes from
 */
public record FieldLabel(
        String name,
        Set<DataCategory> categories,
        MaskStyle mask,
        AuthFactor authFactor,
        ColumnRole role,
        Origin origin) {

    /**
     * Says where a label comes from, for the inventory and for those who wonder why a field is guarded; the strongest
     * origin first.
     */
    public enum Origin {
        /** An annotation on the field itself. */
        FIELD,
        /** The annotation on the type. */
        TYPE,
        /** No annotation: an unknown field of a labelled record counts as call detail. */
        UNKNOWN,
        /** Declared not to be customer data. */
        NOT_CPNI
    }

    /** Checks the parts and copies the categories. */
    public FieldLabel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a labelled field is blank");
        }
        categories = Set.copyOf(categories);
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(authFactor, "authFactor");
        Objects.requireNonNull(role, "role");
        if (categories.isEmpty() != (origin == Origin.NOT_CPNI)) {
            throw new IllegalArgumentException("field '" + name + "' has origin " + origin + " and " + categories.size()
                    + " categories: only a field declared not CPNI has none");
        }
    }
}

package io.cpni.label;

import java.util.Objects;
import java.util.Set;

/**
 * Says what one column of a labelled table holds.
 *
 * @param name the column: in double quotes if it was created so, else in any case ({@link DeclaredName}); names compare
 *     without regard to case
 * @param categories the data categories; empty for a column declared not to be customer data
 * @param mask how a value is shown to those who may not see it; one that suits the family, and {@code BY_TYPE} for a
 *     structural column
 * @param role which fact about the row the column holds
 * @param family the family of its type
 * @param structural whether the column is an identifier, key, version or discriminator, which cannot be masked without
 *     breaking the record that holds it
 */
public record ColumnLabel(
        String name,
        Set<DataCategory> categories,
        MaskStyle mask,
        ColumnRole role,
        ValueFamily family,
        boolean structural) {

    /** Checks the parts and copies the categories. */
    public ColumnLabel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a labelled column is blank");
        }
        categories = Set.copyOf(categories);
        Objects.requireNonNull(mask, "mask");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(family, "family");
        if (structural && mask != MaskStyle.BY_TYPE) {
            throw new IllegalArgumentException("column '" + name + "' is an identifier, key, version or discriminator,"
                    + " which is never masked, but has the mask " + mask + "; leave the mask out");
        }
        if (!mask.suits(family)) {
            throw new IllegalArgumentException("column '" + name + "' holds values of the family " + family
                    + ", which the mask " + mask + " cannot show; use BY_TYPE or ABSENT");
        }
    }
}

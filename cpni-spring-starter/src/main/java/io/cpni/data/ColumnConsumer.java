package io.cpni.data;

import io.cpni.label.FieldLabel;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/** Takes the columns that a part of the model maps, one by one. */
@FunctionalInterface
interface ColumnConsumer {

    /**
     * Takes a column.
     *
     * @param column the column or formula
     * @param path the attribute that maps it, as a reader of the model knows it
     * @param attribute the attribute itself; null for a column that no attribute maps
     * @param label its label; null if its record is not labelled
     * @param structural whether it is an identifier, key, version or discriminator
     */
    void accept(
            SelectableMapping column,
            String path,
            @Nullable AttributeMapping attribute,
            @Nullable FieldLabel label,
            boolean structural);
}

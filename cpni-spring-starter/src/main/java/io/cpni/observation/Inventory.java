package io.cpni.observation;

import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import java.util.List;
import java.util.Set;

/**
 * Lists what is guarded and what is not, for those who answer for it. It holds names and reasons, and nothing of customers.
 *
 * @param dataSources the guarded data sources, by the names of their beans
 * @param tables the labelled tables, sorted by name
 * @param plainRelations the relations that are mapped or declared to hold no customer data, sorted
 * @param exceptions what is declared not to be customer data, or not to be guarded, with the reason
 */
public record Inventory(
        List<String> dataSources, List<Table> tables, List<String> plainRelations, List<Declared> exceptions) {

    /** Copies the lists. */
    public Inventory {
        dataSources = List.copyOf(dataSources);
        tables = List.copyOf(tables);
        plainRelations = List.copyOf(plainRelations);
        exceptions = List.copyOf(exceptions);
    }

    /**
     * A labelled table.
     *
     * @param name its name
     * @param categories the categories of a row
     * @param customerKey the columns that lead to the customer
     * @param columns its columns
     */
    public record Table(String name, Set<DataCategory> categories, String customerKey, List<Column> columns) {}

    /**
     * A column of a labelled table.
     *
     * @param name its name
     * @param categories its categories; empty if it is declared not to be customer data
     * @param mask how it is masked
     * @param masked whether it ever is: identifiers and keys are not
     */
    public record Column(String name, Set<DataCategory> categories, MaskStyle mask, boolean masked) {}

    /**
     * A declared exception.
     *
     * @param what the class, member or bean
     * @param reason why
     */
    public record Declared(String what, String reason) {}
}

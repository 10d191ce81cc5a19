package io.cpni.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the labels of one database table: what its rows are, what its columns hold and how a row reaches its customer.
 *
 * <p>Immutable. Table and column names compare without regard to case, so a quoted name that differs only in case is
 * guarded alike. A name given in double quotes is written so where the gate has to write it ({@link DeclaredName}).
 */
public final class TableLabels {

    private final DeclaredRelation relation;
    private final Set<DataCategory> categories;
    private final Map<String, ColumnLabel> byName;
    private final List<ColumnLabel> columns;
    private final CustomerKeyPath customerKey;

    /**
     * Builds the labels of a table.
     *
     * @param table the name of the table; with its schema ({@code app.call_record}) where that is not the one in which the
     *     database looks by default ({@link DeclaredRelation})
     * @param categories the categories of the row as a whole; not empty
     * @param columns the labels of the known columns; any other column counts as call detail
     * @param customerKey how a row reaches its customer
     */
    public TableLabels(
            String table, Set<DataCategory> categories, List<ColumnLabel> columns, CustomerKeyPath customerKey) {
        if (table.isBlank()) {
            throw new IllegalArgumentException("name of a labelled table is blank");
        }
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("labelled table '" + table + "' has no data category");
        }
        this.relation = DeclaredRelation.of(table);
        this.categories = Set.copyOf(categories);
        this.columns = List.copyOf(columns);
        this.byName = new HashMap<>();
        for (ColumnLabel column : this.columns) {
            if (byName.put(fold(column.name()), column) != null) {
                throw new IllegalArgumentException(
                        "table '" + table + "' has two labels for column '" + column.name() + "'");
            }
        }
        ColumnLabel key = byName.get(fold(customerKey.column()));
        if (key != null && key.mask() != MaskStyle.BY_TYPE) {
            throw new IllegalArgumentException("column '" + key.name() + "' of table '" + table
                    + "' leads to the customer, so it cannot have the mask " + key.mask() + "; leave the mask out");
        }
        this.customerKey = customerKey;
    }

    /** Returns the table name without quotes, and with its schema if it was given one. */
    public String table() {
        return relation.text();
    }

    /** Returns the table name as it was given. */
    public DeclaredRelation relation() {
        return relation;
    }

    /** Returns the categories of the row as a whole. */
    public Set<DataCategory> categories() {
        return categories;
    }

    /** Returns the known columns in order of declaration. */
    public List<ColumnLabel> columns() {
        return columns;
    }

    /** Returns the label of a column by name, in any case. */
    public Optional<ColumnLabel> column(String name) {
        return Optional.ofNullable(byName.get(fold(name)));
    }

    /** Tells whether some column has a role. */
    public boolean hasRole(ColumnRole role) {
        return columns.stream().anyMatch(column -> column.role() == role);
    }

    /**
     * Returns the column that a fact about a row is read from: the one with the role. Empty if there is none, if several
     * have it, or if its values are of another family than the role's.
     */
    public Optional<ColumnLabel> columnWith(ColumnRole role) {
        List<ColumnLabel> all =
                columns.stream().filter(column -> column.role() == role).toList();
        return all.size() == 1 && all.get(0).family() == role.family() ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** Returns how a row reaches its customer. */
    public CustomerKeyPath customerKey() {
        return customerKey;
    }

    @Override
    public String toString() {
        return "TableLabels[" + table() + " " + categories + ", " + columns.size() + " columns]";
    }

    private static String fold(String name) {
        return DeclaredName.of(name).folded();
    }
}

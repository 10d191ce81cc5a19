package io.cpni.label;

import java.util.List;

/**
 * Leads from a row of a labelled table to the id of the customer it belongs to.
 *
 * <p>With no hops, {@code column} holds the customer's id itself. Each hop goes to the row of another table whose
 * {@code match} column equals the value at hand, and takes that row's {@code next} column as the new value. Names are
 * given as {@link DeclaredName} reads them.
 *
 * @param column the column of the labelled table where the path starts
 * @param hops the tables to pass through, in order
 */
public record CustomerKeyPath(String column, List<Hop> hops) {

    /**
     * One step to another table.
     *
     * @param table the table to step to
     * @param match its column that equals the value at hand; unique, since a row belongs to one customer
     * @param next its column that holds the value to go on with
     */
    public record Hop(String table, String match, String next) {}

    /** Checks the parts and copies the hops. */
    public CustomerKeyPath {
        if (column.isBlank()) {
            throw new IllegalArgumentException("column of a customer key path is blank");
        }
        hops = List.copyOf(hops);
    }

    /** Returns the path of a table whose own column holds the customer's id. */
    public static CustomerKeyPath direct(String column) {
        return new CustomerKeyPath(column, List.of());
    }

    /** Returns this path as reached from another table through the given column and hop. */
    public CustomerKeyPath reachedFrom(String fromColumn, String table, String match) {
        List<Hop> all = new java.util.ArrayList<>();
        all.add(new Hop(table, match, column));
        all.addAll(hops);
        return new CustomerKeyPath(fromColumn, all);
    }
}

package io.cpni.sql;

import java.util.regex.Pattern;

/**
 * Names the relations of facts that conditions join; they stand beside the data, in the same database.
 *
 * @param approvalIntervals intervals of approval state per customer
 * @param subscriptions the categories of service that customers take
 * @param assignments which accessor is assigned to which customer
 */
public record FactRelations(String approvalIntervals, String subscriptions, String assignments) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");

    /** Checks that each is the plain name of a relation, with a schema or without. */
    public FactRelations {
        check("approvalIntervals", approvalIntervals);
        check("subscriptions", subscriptions);
        check("assignments", assignments);
    }

    /** Returns the relations of the library's own schema. */
    public static FactRelations standard() {
        return new FactRelations("cpni_approval_interval", "cpni_subscription", "cpni_assignment");
    }

    private static void check(String component, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(component + " is not the plain name of a relation");
        }
    }
}

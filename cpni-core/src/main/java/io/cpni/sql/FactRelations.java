package io.cpni.sql;

import io.cpni.accessor.GrantScope;
import io.cpni.label.RelationName;
import java.util.Map;

/**
 * Names the relations of facts that conditions join; they stand beside the data, in the same database.
 *
 * @param approvalIntervals intervals of approval state per customer
 * @param oneTimeApprovals when spoken approvals for the length of a call are in force
 * @param preferences what customers refuse beside uses of data
 * @param subscriptions the categories of service that customers take
 * @param flags what else is so of customers
 * @param assignments which accessor is assigned to which customer
 * @param breakGlass which accessor has opened which customer's records in an emergency, and for which purpose
 * @param scopes which accessor reaches which customer by the carrier's own scopes of grants
 */
public record FactRelations(
        String approvalIntervals,
        String oneTimeApprovals,
        String preferences,
        String subscriptions,
        String flags,
        String assignments,
        String breakGlass,
        Map<GrantScope, String> scopes) {

    /** Checks that each is the plain name of a relation, with a schema or without, and copies the scopes. */
    public FactRelations {
        RelationName.requirePlain("approvalIntervals", approvalIntervals);
        RelationName.requirePlain("oneTimeApprovals", oneTimeApprovals);
        RelationName.requirePlain("preferences", preferences);
        RelationName.requirePlain("subscriptions", subscriptions);
        RelationName.requirePlain("flags", flags);
        RelationName.requirePlain("assignments", assignments);
        RelationName.requirePlain("breakGlass", breakGlass);
        scopes = Map.copyOf(scopes);
        scopes.forEach((scope, relation) -> RelationName.requirePlain("scope " + scope, relation));
    }

    /** Returns the relations of the library's own schema. */
    public static FactRelations standard() {
        return standard("cpni_subscription", "cpni_assignment");
    }

    /** Returns the relations of the library's own schema, but for those that the carrier keeps under other names. */
    public static FactRelations standard(String subscriptions, String assignments) {
        return new FactRelations(
                "cpni_approval_interval",
                "cpni_approval_one_time",
                "cpni_approval_flag",
                subscriptions,
                "cpni_customer_flag",
                assignments,
                "cpni_break_glass",
                Map.of());
    }

    /** Returns the same relations, and those that the carrier's own scopes are told by. */
    public FactRelations withScopes(Map<GrantScope, String> relations) {
        return new FactRelations(
                approvalIntervals,
                oneTimeApprovals,
                preferences,
                subscriptions,
                flags,
                assignments,
                breakGlass,
                relations);
    }
}

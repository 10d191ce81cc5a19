package io.cpni.decision;

import io.cpni.label.TableLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which rows and columns of a labelled table a context may use.
 *
 * @param table the table
 * @param rows the rows; {@link Condition.Never} means that no customer's record could be permitted
 * @param columns how each labelled column is shown, by column name as labelled
 * @param permittedBy the rules that permit, and those that added obligations; empty if no row is permitted
 * @param duties what must be done beside masking
 * @param denial why nothing is permitted; present if and only if {@code rows} is {@code Never}
 */
public record AccessPlan(
        TableLabels table,
        Condition rows,
        Map<String, ColumnAccess> columns,
        List<Reason> permittedBy,
        Set<Obligation.Kind> duties,
        Optional<Decision.Deny> denial) {

    /** Copies the collections. */
    public AccessPlan {
        columns = Map.copyOf(columns);
        permittedBy = List.copyOf(permittedBy);
        duties = Set.copyOf(duties);
        if (denial.isPresent() != (rows instanceof Condition.Never)) {
            throw new IllegalArgumentException("a plan has a denial if and only if it permits no row");
        }
    }
}

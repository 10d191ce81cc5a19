package io.cpni.accessor;

import io.cpni.label.DataCategory;
import io.cpni.label.MaskStyle;
import io.cpni.purpose.Purpose;
import java.util.Objects;
import java.util.Set;

/**
 * Gives a role the need to know: for these purposes, these categories of data may be used in these ways.
 *
 * <p>A grant alone never permits anything; it only satisfies rule R-GEN-1 (47 U.S.C. 222(a), 47 CFR 64.2010(a)). Whether
 * the use is lawful is for the other rules.
 *
 * @param role the role that is given the grant
 * @param purposes for which purposes; not empty
 * @param categories for which data; not empty
 * @param operations for which operations; not empty
 * @param scope over whose records
 * @param masks the styles of field shown masked under this grant; empty to show everything
 */
public record Grant(
        String role,
        Set<Purpose> purposes,
        Set<DataCategory> categories,
        Set<Operation> operations,
        GrantScope scope,
        Set<MaskStyle> masks) {

    /** Checks the parts and copies the sets. */
    public Grant {
        if (role.isBlank()) {
            throw new IllegalArgumentException("role of a grant is blank");
        }
        purposes = Set.copyOf(purposes);
        categories = Set.copyOf(categories);
        operations = Set.copyOf(operations);
        masks = Set.copyOf(masks);
        Objects.requireNonNull(scope, "scope");
        requirePresent(role, "purposes", purposes);
        requirePresent(role, "categories", categories);
        requirePresent(role, "operations", operations);
    }

    private static void requirePresent(String role, String component, Set<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("grant of role '" + role + "' has no " + component);
        }
    }
}

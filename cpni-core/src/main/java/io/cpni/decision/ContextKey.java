package io.cpni.decision;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.accessor.Operation;
import io.cpni.label.DataCategory;
import java.util.Optional;
import java.util.Set;

/**
 * What of a context, beside the data, a decision depends on. Neither the accessor's name nor the instant is part of it:
 * what depends on the instant has been evaluated.
 */
record ContextKey(
        AccessContext.Circumstances circumstances,
        Set<String> roles,
        boolean trained,
        boolean sales,
        boolean isCustomer,
        boolean hasSubject,
        Operation operation) {

    /**
     * Returns the key of a context.
     *
     * @param asOf the context's circumstances as of the instant of the decision
     * @param trained whether the accessor is trained at that instant
     */
    static ContextKey of(
            AccessContext context, AccessContext.Circumstances asOf, boolean trained, Operation operation) {
        Accessor accessor = context.accessor();
        return new ContextKey(
                asOf,
                accessor.roles(),
                trained,
                accessor.sales(),
                accessor.customer().isPresent(),
                context.subject().isPresent(),
                operation);
    }

    /** Tells whether {@link #of} would return an equal key, without making one. */
    boolean isOf(AccessContext context, AccessContext.Circumstances asOf, boolean isTrained, Operation asked) {
        Accessor accessor = context.accessor();
        return operation == asked
                && trained == isTrained
                && sales == accessor.sales()
                && isCustomer == accessor.customer().isPresent()
                && hasSubject == context.subject().isPresent()
                && roles.equals(accessor.roles())
                && circumstances.equals(asOf);
    }

    /** Tells whether the purpose needs data of a category, of all that is asked for (R-GEN-5). */
    boolean needs(DataCategory category) {
        Optional<Set<DataCategory>> needs = circumstances.needs();
        return needs.isEmpty() || needs.get().contains(category);
    }
}

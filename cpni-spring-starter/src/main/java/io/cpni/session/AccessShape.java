package io.cpni.session;

import io.cpni.accessor.AccessContext;
import io.cpni.accessor.Accessor;
import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * All of a context by which what is seen may differ, as of an instant: who asks, why and about whom. The justification is
 * not part of it; it stands in the audit log only.
 */
record AccessShape(
        String accessor,
        Set<String> roles,
        boolean trained,
        boolean sales,
        Optional<CustomerId> customer,
        AccessContext.Circumstances circumstances,
        Optional<CustomerId> subject) {

    static AccessShape of(AccessContext context, Instant now) {
        Accessor accessor = context.accessor();
        return new AccessShape(
                accessor.id(),
                accessor.roles(),
                accessor.isTrainedAt(now),
                accessor.sales(),
                accessor.customer(),
                context.circumstances().asOf(now),
                context.subject());
    }

    /** Tells whether {@link #of} would return an equal shape, without making one. */
    boolean isOf(AccessContext context, Instant now) {
        Accessor who = context.accessor();
        return who.isTrainedAt(now) == trained
                && who.sales() == sales
                && context.subject().equals(subject)
                && context.circumstances().asOf(now).equals(circumstances)
                && who.id().equals(accessor)
                && who.roles().equals(roles)
                && who.customer().equals(customer);
    }
}

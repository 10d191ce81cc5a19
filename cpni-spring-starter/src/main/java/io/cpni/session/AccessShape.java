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
 *
 * @param accessor who asks
 * @param roles the accessor's roles
 * @param trained whether the accessor's training is current
 * @param sales whether the accessor is sales personnel
 * @param customer the customer whom the accessor is, if one is
 * @param circumstances why, for whom and how, without what has expired
 * @param subject the customer whom the circumstances are about
 */
public record AccessShape(
        String accessor,
        Set<String> roles,
        boolean trained,
        boolean sales,
        Optional<CustomerId> customer,
        AccessContext.Circumstances circumstances,
        Optional<CustomerId> subject) {

    /** Copies the roles. */
    public AccessShape {
        roles = Set.copyOf(roles);
    }

    /** Returns the shape of a context at an instant. */
    public static AccessShape of(AccessContext context, Instant now) {
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
    public boolean isOf(AccessContext context, Instant now) {
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

package io.cpni.accessor;

import java.time.Instant;
import java.util.Objects;

/**
 * A grant and when it is in force.
 *
 * @param grant what is granted
 * @param from the first instant at which it is in force
 * @param until the first instant at which it no longer is
 */
public record StoredGrant(Grant grant, Instant from, Instant until) {

    /** Checks the parts. */
    public StoredGrant {
        Objects.requireNonNull(grant, "grant");
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a stored grant ends after it begins");
        }
    }

    /** Tells whether it is in force at the given instant. */
    public boolean isInForceAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}

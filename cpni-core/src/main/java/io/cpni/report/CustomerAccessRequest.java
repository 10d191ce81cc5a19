package io.cpni.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A customer's request to see or correct the data held about the customer (R-ACC-30).
 *
 * @param receivedAt when it was received
 * @param customerZone the zone of the customer's service address, in which the days count
 */
public record CustomerAccessRequest(Instant receivedAt, ZoneId customerZone) implements Matter {

    /** Checks the parts. */
    public CustomerAccessRequest {
        MatterInstant.check("receivedAt", receivedAt);
        Objects.requireNonNull(customerZone, "customerZone");
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.accessRequest(this);
    }
}

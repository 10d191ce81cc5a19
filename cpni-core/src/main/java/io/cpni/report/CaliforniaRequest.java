package io.cpni.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A request to be told to whom personal data went for direct marketing (Cal. Civ. Code 1798.83).
 *
 * @param receivedAt when it was received
 * @param customerZone the zone of the customer's service address, in which the days count
 * @param byResidentIndividual whether a resident of California asks about service for personal use; nobody else has
 *     this right
 * @param atDesignatedAddress whether it came to the address designated for such requests
 */
public record CaliforniaRequest(
        Instant receivedAt, ZoneId customerZone, boolean byResidentIndividual, boolean atDesignatedAddress)
        implements Matter {

    /** Checks the parts. */
    public CaliforniaRequest {
        MatterInstant.check("receivedAt", receivedAt);
        Objects.requireNonNull(customerZone, "customerZone");
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.californiaRequest(this);
    }
}

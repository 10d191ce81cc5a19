package io.cpni.report;

import java.time.Instant;

/**
 * A person's request not to be called for marketing (64.1200(d)). It is no opt-out from the use of CPNI.
 *
 * @param receivedAt when it was received; its business days count from the day after, in the FCC's zone
 */
public record DoNotCallRequest(Instant receivedAt) implements Matter {

    /** Checks the instant. */
    public DoNotCallRequest {
        MatterInstant.check("receivedAt", receivedAt);
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.doNotCallRequest(this);
    }
}

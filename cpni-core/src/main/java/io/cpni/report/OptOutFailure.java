package io.cpni.report;

import java.time.Instant;

/**
 * A failure of an opt-out mechanism that is more than an anomaly (64.2009(f)). It counts even if customers had other
 * ways to opt out.
 *
 * @param detectedAt when it was detected
 */
public record OptOutFailure(Instant detectedAt) implements Matter {

    /** Checks the instant. */
    public OptOutFailure {
        MatterInstant.check("detectedAt", detectedAt);
    }

    @Override
    public <R> R map(Cases<R> cases) {
        return cases.optOutFailure(this);
    }
}

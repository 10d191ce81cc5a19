package io.cpni.accessor;

import java.time.Instant;
import java.util.Optional;

/**
 * Knows until when each accessor's CPNI training is current (47 CFR 64.2009(b)).
 *
 * <p>Safe for many threads. An accessor that is not in the register counts as never trained.
 */
@FunctionalInterface
public interface TrainingRegister {

    /**
     * Returns the instant until which training is current.
     *
     * @throws io.cpni.customer.StoreUnavailableException if the register cannot be read; access is then denied
     */
    Optional<Instant> trainedUntil(String accessorId);
}

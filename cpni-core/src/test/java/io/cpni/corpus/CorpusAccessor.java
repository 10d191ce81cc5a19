package io.cpni.corpus;

import java.time.Instant;
import java.util.Optional;

/**
 * Describes our person who looks or releases.
 *
 * @param needToKnow whether the person needs this data now; by default so
 * @param trainedUntil the instant before which the training is current; where there is none, it is current
 * @param sales whether the person works in sales
 */
record CorpusAccessor(String id, Boolean needToKnow, Optional<Instant> trainedUntil, boolean sales) {

    CorpusAccessor {
        id = CorpusChecks.id("id", CorpusChecks.orElse(id, "A-1"));
        needToKnow = CorpusChecks.orElse(needToKnow, true);
        trainedUntil = CorpusChecks.optional(trainedUntil);
    }

    /** Returns the person of a request that describes none. */
    static CorpusAccessor standard() {
        return new CorpusAccessor("A-1", true, Optional.empty(), false);
    }
}

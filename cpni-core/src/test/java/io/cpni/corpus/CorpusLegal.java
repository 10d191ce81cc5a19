package io.cpni.corpus;

import io.cpni.label.DataCategory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Describes a legal process or statute.
 *
 * @param compulsory whether we must; by default so
 * @param validated whether our counsel validated it; by default so
 * @param expiresAt the instant from which it is no longer in force
 * @param dataClasses the classes it reaches; where there is no list, all
 * @param from where the period it reaches begins
 * @param until where that period ends, half-open
 */
record CorpusLegal(
        Boolean compulsory,
        Boolean validated,
        Optional<Instant> expiresAt,
        Optional<Set<DataCategory>> dataClasses,
        Optional<Instant> from,
        Optional<Instant> until) {

    CorpusLegal {
        compulsory = CorpusChecks.orElse(compulsory, true);
        validated = CorpusChecks.orElse(validated, true);
        expiresAt = CorpusChecks.optional(expiresAt);
        dataClasses = CorpusChecks.optionalSet(dataClasses);
        from = CorpusChecks.optional(from);
        until = CorpusChecks.optional(until);
    }
}

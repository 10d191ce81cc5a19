package io.cpni.corpus;

import java.time.Instant;
import java.util.Optional;

/**
 * Describes what sets a deadline running.
 *
 * @param at when it was determined, detected or received
 * @param year of a certificate, the calendar year it covers
 * @param intentional of a breach, whether it was on purpose; by default so
 * @param affected of a breach, how many customers; by default {@link #MANY}
 * @param harmLikely of a breach, whether harm is likely; by default so
 * @param toldAt of a breach, when the agencies were told
 * @param urgent of a breach, whether customers must know sooner
 * @param consultedAt of a breach, when an agency was consulted about that
 * @param hold of a breach, the hold an agency ordered
 * @param designatedAddress of a request under California law, whether it came to the right address; by default so
 */
record CorpusMatter(
        Type type,
        Optional<Instant> at,
        Optional<Integer> year,
        Boolean intentional,
        Integer affected,
        Boolean harmLikely,
        Optional<Instant> toldAt,
        boolean urgent,
        Optional<Instant> consultedAt,
        Optional<Hold> hold,
        Boolean designatedAddress) {

    /** Stands for a number of customers that is not given. */
    static final int MANY = Integer.MAX_VALUE;

    /** Names the matters. */
    enum Type {
        BREACH,
        OPT_OUT_FAILURE,
        CERTIFICATE,
        CA_REQUEST,
        ACCESS_REQUEST,
        DO_NOT_CALL
    }

    /** An agency's hold, of so many days. */
    record Hold(Instant at, Integer days) {

        Hold {
            CorpusChecks.required("at", at);
            days = CorpusChecks.atLeast(1, "days", CorpusChecks.orElse(days, 30));
        }
    }

    CorpusMatter {
        CorpusChecks.required("type", type);
        at = CorpusChecks.optional(at);
        year = CorpusChecks.optional(year);
        intentional = CorpusChecks.orElse(intentional, true);
        affected = CorpusChecks.atLeast(0, "affected", CorpusChecks.orElse(affected, MANY));
        harmLikely = CorpusChecks.orElse(harmLikely, true);
        toldAt = CorpusChecks.optional(toldAt);
        consultedAt = CorpusChecks.optional(consultedAt);
        hold = CorpusChecks.optional(hold);
        designatedAddress = CorpusChecks.orElse(designatedAddress, true);
    }
}

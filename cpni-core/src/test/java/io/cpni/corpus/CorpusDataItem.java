package io.cpni.corpus;

import io.cpni.label.DataCategory;
import io.cpni.purpose.ServiceCategory;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Describes one piece of data asked for.
 *
 * @param dataClass its class; where there is none, an unlabelled field of a CPNI record
 * @param source the service it comes from; where there is none, the customer's only one
 * @param derivedFrom the classes by which names or scores were chosen, or that lie under an aggregate
 * @param groupSize of an aggregate, the customers in the smallest group
 * @param hashed whether there are still rows per person, under codes
 * @param fromCarrier whether another carrier gave it for service
 * @param listed whether the number is in a public directory
 * @param recited whether it is exactly the calls that the caller described unaided
 * @param from where the period of the records begins
 * @param until where it ends, half-open
 */
record CorpusDataItem(
        Optional<DataCategory> dataClass,
        Optional<ServiceCategory> source,
        Set<DataCategory> derivedFrom,
        Optional<Integer> groupSize,
        boolean hashed,
        boolean fromCarrier,
        boolean listed,
        boolean recited,
        Optional<Instant> from,
        Optional<Instant> until) {

    CorpusDataItem {
        dataClass = CorpusChecks.optional(dataClass);
        source = CorpusChecks.optional(source);
        derivedFrom = CorpusChecks.set(derivedFrom);
        groupSize = CorpusChecks.optional(groupSize).map(size -> CorpusChecks.atLeast(1, "groupSize", size));
        from = CorpusChecks.optional(from);
        until = CorpusChecks.optional(until);
    }
}

package io.cpni.audit;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Makes the records that stand in the log where a spooled entry cannot: its place was promised, and those behind it must keep
 * theirs. Where something may have been released, a report lists the record as one that may concern anybody.
 */
final class SpoolPlaceholder {

    private SpoolPlaceholder() {}

    /**
     * Says of an entry that the store does not take what can be said without the parts that it may not take.
     *
     * @param kept where the whole entry is kept
     */
    static AuditEntry ofRefused(AuditEntry entry, Path kept) {
        AuditEntry.Builder builder = switch (entry.kind()) {
            case ACCESS -> AuditEntry.access(entry.at());
            case OBSERVED_DENIAL -> AuditEntry.observedDenial(entry.at());
            case DENIAL -> AuditEntry.denial(entry.at());
            case OUTCOME, FAILURE, ERASURE, PURGE, HOLD -> AuditEntry.failure(entry.at());
        };
        entry.accessor().ifPresent(builder::accessor);
        entry.accessorCustomer().ifPresent(builder::accessorCustomer);
        entry.purpose().ifPresent(builder::purpose);
        entry.recipient().ifPresent(builder::recipient);
        entry.channel().ifPresent(builder::channel);
        entry.operation().ifPresent(builder::operation);
        entry.relation().ifPresent(builder::relation);
        entry.correlation().ifPresent(builder::correlation);
        entry.node().ifPresent(builder::node);
        return builder.categories(entry.categories())
                .breakGlass(entry.breakGlass())
                .customers(CustomersConcerned.unnamed(entry.customers().rows()))
                .justification("The store refused the record of kind " + entry.kind()
                        + " that was spooled for this place; it is kept in " + kept.getFileName())
                .build();
    }

    /**
     * Says that an entry was confirmed for this place, of which nothing is known any more but perhaps its time.
     *
     * @param at when what it said happened, where that is known; else when it was spooled at the latest
     * @param kept where its bytes are kept
     */
    static AuditEntry ofDamaged(Instant at, Path kept) {
        // The one kind that releases and need not say to whom and for what.
        return AuditEntry.observedDenial(at)
                .customers(CustomersConcerned.unnamed(0))
                .justification(
                        "The record that was spooled for this place is damaged, so nothing is known of it but that"
                                + " data may have been released; its bytes are kept in " + kept.getFileName())
                .build();
    }
}

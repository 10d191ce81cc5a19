package io.cpni.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * A record that a query found, with the outcome that closes it.
 *
 * <p>In a query for a customer the records name that customer only, and of a set of others say only how many rows there
 * were; {@link #customers()} tells how many customers there are.
 *
 * @param record the record
 * @param outcome what closed it; empty if nothing did, or nothing was to be closed
 * @param isPossible whether it cannot be told whom it concerns: in a query for a customer, whether that one cannot be ruled
 *     out; otherwise, whether its customers are not named
 * @param customers how many customers are named, in the outcome if there is one
 * @param rows how many rows were concerned: those of the customer, in a query for one that is named; otherwise all
 * @param place the mark of the record by which it was found: in a query for a customer the outcome, if that is what names
 *     the customer or cannot rule the customer out; otherwise the record itself
 */
public record AuditMatch(
        AuditRecord record,
        Optional<AuditRecord> outcome,
        boolean isPossible,
        int customers,
        long rows,
        AuditWindow.Mark place) {

    /** Checks the parts. */
    public AuditMatch {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(place, "place");
    }
}

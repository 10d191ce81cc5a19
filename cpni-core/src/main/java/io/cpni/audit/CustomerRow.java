package io.cpni.audit;

import java.time.Instant;
import java.util.List;

/**
 * One customer that a record names, as a row of its table.
 *
 * @param customer the customer's id
 * @param at when the access happened
 * @param rows how many rows of this customer
 */
record CustomerRow(String customer, Instant at, long rows) {

    /** Returns a row for each customer that the entry names. */
    static List<CustomerRow> of(AuditEntry entry) {
        Instant at = entry.accessedAt();
        return entry.customers()
                .<List<CustomerRow>>fold(
                        List::of,
                        known -> known.rowsByCustomer().entrySet().stream()
                                .map(item -> new CustomerRow(item.getKey().value(), at, item.getValue()))
                                .toList(),
                        unnamed -> List.of());
    }
}

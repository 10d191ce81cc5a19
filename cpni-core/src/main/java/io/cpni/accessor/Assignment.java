package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import java.time.Instant;

/**
 * Says why an accessor needs a customer's records now: a ticket, for a bounded time.
 *
 * @param accessor the accessor's id
 * @param customer the customer whose records are needed
 * @param ticket the ticket, call or case that explains the need
 * @param from when the need begins
 * @param until when it ends; the period is half-open
 */
public record Assignment(String accessor, CustomerId customer, String ticket, Instant from, Instant until) {

    /** Checks the parts. */
    public Assignment {
        if (accessor.isBlank()) {
            throw new IllegalArgumentException("accessor of an assignment is blank");
        }
        if (ticket.isBlank()) {
            throw new IllegalArgumentException("ticket of an assignment is blank: an assignment says why");
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an assignment ends after it begins");
        }
    }
}

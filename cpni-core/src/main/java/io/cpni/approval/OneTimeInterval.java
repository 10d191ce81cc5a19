package io.cpni.approval;

import java.time.Instant;

/**
 * A period in which an approval for the length of a call is in force.
 *
 * @param basis the rule by which it is
 * @param from first instant of the period: the customer's yes
 * @param to first instant after it, or {@link ApprovalInterval#FOREVER} while the call runs
 */
public record OneTimeInterval(OneTimeBasis basis, Instant from, Instant to) {

    /**
     * Checks that the period is not empty.
     *
     * @throws IllegalArgumentException if it is
     */
    public OneTimeInterval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from of an interval is not before its to");
        }
    }
}

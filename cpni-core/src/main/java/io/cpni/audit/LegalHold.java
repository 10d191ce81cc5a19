package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names records that must be kept although their time has ended: because of a lawsuit, an investigation, an order.
 *
 * <p>If it names a period and a customer, it holds the records to which both apply.
 *
 * @param id the matter's own name, which says nothing about a customer: 1 to 36 letters, digits and {@code . _ -}
 * @param from the first instant of the period; empty if it has no beginning
 * @param to the instant after the period; empty if it has no end
 * @param customer whose records; empty for everybody's
 */
public record LegalHold(String id, Optional<Instant> from, Optional<Instant> to, Optional<CustomerId> customer) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,36}");

    /** Checks the parts. */
    public LegalHold {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id of a legal hold has 1 to 36 letters, digits, dots, underscores and hyphens");
        }
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(customer, "customer");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("the period of a legal hold ends after it begins");
        }
        if (from.isEmpty() && to.isEmpty() && customer.isEmpty()) {
            throw new IllegalArgumentException(
                    "a legal hold names a period, a customer or both; what must never be purged at all"
                            + " is a matter of not running a purge");
        }
    }

    /** Returns a hold on all records about a customer. */
    public static LegalHold ofCustomer(String id, CustomerId customer) {
        return new LegalHold(id, Optional.empty(), Optional.empty(), Optional.of(customer));
    }

    /**
     * Returns a hold on all records of a period.
     *
     * @param from its first instant
     * @param to the instant after it
     */
    public static LegalHold ofPeriod(String id, Instant from, Instant to) {
        return new LegalHold(id, Optional.of(from), Optional.of(to), Optional.empty());
    }

    /** Returns the same hold, of one customer's records only. */
    public LegalHold onlyOf(CustomerId value) {
        return new LegalHold(id, from, to, Optional.of(value));
    }

    /** Returns the id and the period; whose records are held is not for logs. */
    @Override
    public String toString() {
        return "LegalHold[" + id + " from " + from.map(Instant::toString).orElse("-") + " to "
                + to.map(Instant::toString).orElse("-") + (customer.isPresent() ? ", one customer" : "") + "]";
    }
}

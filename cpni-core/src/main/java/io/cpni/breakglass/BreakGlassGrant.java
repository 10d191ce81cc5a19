package io.cpni.breakglass;

import io.cpni.customer.CustomerId;
import io.cpni.purpose.Purpose;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An opening: an accessor's need to know one customer's records in an emergency.
 *
 * @param id identifies it
 * @param accessor the accessor's id
 * @param customer whose records
 * @param purpose for which purpose
 * @param reason why; at most 2,000 characters
 * @param from the first instant at which it is open
 * @param until the first instant at which it no longer is
 * @param review what a supervisor found of it; empty until it is reviewed
 */
public record BreakGlassGrant(
        BreakGlassId id,
        String accessor,
        CustomerId customer,
        Purpose purpose,
        String reason,
        Instant from,
        Instant until,
        Optional<BreakGlassReview> review) {

    static final int LONGEST_ACCESSOR = 200;
    static final int LONGEST_TEXT = 2_000;

    /** Checks the parts. An opening that was closed at once has an empty period. */
    public BreakGlassGrant {
        Objects.requireNonNull(id, "id");
        check("accessor", accessor, LONGEST_ACCESSOR);
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(purpose, "purpose");
        check("reason", reason, LONGEST_TEXT);
        Objects.requireNonNull(review, "review");
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("until of an opening is before its from");
        }
    }

    static void check(String component, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw new IllegalArgumentException(
                    component + " of an opening of the glass must have 1 to " + longest + " characters, not all blank");
        }
    }

    /** Leaves the customer and the reason out. */
    @Override
    public String toString() {
        return "BreakGlassGrant[" + id + " by " + accessor + " for " + purpose + ", " + from + " to " + until + ", "
                + review.map(BreakGlassReview::toString).orElse("not reviewed") + "]";
    }
}

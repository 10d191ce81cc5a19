package io.cpni.accessor;

import io.cpni.customer.CustomerId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Describes the person or system that asks to see data.
 *
 * @param id unique name of the accessor, as it will stand in the audit log
 * @param roles the roles by which grants are found
 * @param trainedUntil the instant until which CPNI training is current (47 CFR 64.2009(b)); empty if never trained
 * @param customer the customer whom this accessor is, where customers log in themselves
 * @param sales whether the accessor is sales personnel, whose requests for approval a supervisor approves first
 *     (64.2009(d))
 */
public record Accessor(
        String id, Set<String> roles, Optional<Instant> trainedUntil, Optional<CustomerId> customer, boolean sales) {

    private static final int LONGEST = 200;

    /** Checks the parts and copies the roles. */
    public Accessor {
        if (id.isBlank() || id.length() > LONGEST) {
            throw new IllegalArgumentException("id of an accessor must have 1 to " + LONGEST + " characters");
        }
        roles = Set.copyOf(roles);
        Objects.requireNonNull(trainedUntil, "trainedUntil");
        Objects.requireNonNull(customer, "customer");
    }

    /** Returns a member of staff with training current until the given instant. */
    public static Accessor staff(String id, Set<String> roles, Instant trainedUntil) {
        return new Accessor(id, roles, Optional.of(trainedUntil), Optional.empty(), false);
    }

    /** Returns a customer who looks at the customer's own records. */
    public static Accessor customer(String id, Set<String> roles, CustomerId customer) {
        return new Accessor(id, roles, Optional.empty(), Optional.of(customer), false);
    }

    /** Returns the same accessor as sales personnel. */
    public Accessor asSales() {
        return new Accessor(id, roles, trainedUntil, customer, true);
    }

    /** Tells whether CPNI training is current at the given instant. */
    public boolean isTrainedAt(Instant instant) {
        return trainedUntil.isPresent() && trainedUntil.get().isAfter(instant);
    }
}

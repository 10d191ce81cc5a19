package io.cpni.examples.voip.rating;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins a destination to what calls there cost.
 *
 * @param destinationId the tariff's name, {@code DST_UK_MOBILE}; {@link #ANY} for all that nothing else matches
 * @param prefixes leading digits of E.164 numbers without the plus, sorted, no doubles; one empty prefix matches all
 * @param rate the price
 * @param rounding how the amount is rounded
 * @param limit the cap of one call; null where the tariff sets none
 */
public record RatedDestination(
        String destinationId,
        List<String> prefixes,
        Rate rate,
        Rounding rounding,
        @Nullable CostLimit limit) {

    /** Names the destination that matches every number. */
    public static final String ANY = "*any";

    public RatedDestination {
        Objects.requireNonNull(destinationId, "destinationId");
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(rounding, "rounding");
        if (destinationId.isBlank()) {
            throw new IllegalArgumentException("destinationId must not be blank");
        }
        SortedSet<String> sorted = new TreeSet<>(prefixes);
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("prefixes of " + destinationId + " must not be empty");
        }
        for (String prefix : sorted) {
            if (!Digits.only(prefix)) {
                throw new IllegalArgumentException("prefixes must be digits, " + destinationId + " has " + prefix);
            }
        }
        prefixes = List.copyOf(sorted);
    }

    /** Returns the cap of one call, if the tariff sets one. */
    public Optional<CostLimit> costLimit() {
        return Optional.ofNullable(limit);
    }

    /** Makes a name for people of the id: {@code DST_UK_MOBILE} is "UK MOBILE", {@link #ANY} is "Other". */
    public String name() {
        if (destinationId.equals(ANY)) {
            return "Other";
        }
        String bare = destinationId.startsWith("DST_") ? destinationId.substring(4) : destinationId;
        return bare.replace('_', ' ');
    }
}

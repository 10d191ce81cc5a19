package io.cpni.examples.voip.rating;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Looks destinations up by the longest matching prefix: 1809 wins over 1.
 *
 * <p>Immutable and safe for use by several threads; a look-up walks the number's digits once and allocates only its
 * answer.
 */
public final class RateTable {

    private final List<RatedDestination> destinations;
    private final PrefixTrie<RatedDestination> trie;

    private RateTable(List<RatedDestination> destinations, PrefixTrie<RatedDestination> trie) {
        this.destinations = destinations;
        this.trie = trie;
    }

    /**
     * Builds a table.
     *
     * @throws IllegalArgumentException if two destinations claim one prefix
     */
    public static RateTable of(Collection<RatedDestination> destinations) {
        PrefixTrie<RatedDestination> trie = new PrefixTrie<>();
        for (RatedDestination destination : destinations) {
            for (String prefix : destination.prefixes()) {
                RatedDestination other = trie.put(prefix, destination);
                if (other != null) {
                    throw new IllegalArgumentException("prefix '" + prefix + "' belongs to both "
                            + other.destinationId() + " and " + destination.destinationId());
                }
            }
        }
        return new RateTable(List.copyOf(destinations), trie);
    }

    /** Returns the destinations in the order they were given. */
    public List<RatedDestination> destinations() {
        return destinations;
    }

    /**
     * Finds the destination of a number.
     *
     * @param digits an E.164 number without the plus
     * @return empty when no prefix matches
     * @throws IllegalArgumentException if there is anything but ASCII digits in it; the number is not repeated in the
     *     message
     */
    public Optional<PrefixMatch> find(String digits) {
        if (!Digits.only(digits)) {
            throw new IllegalArgumentException("digits must hold only 0 to 9");
        }
        int length = trie.longestMatch(digits);
        if (length < 0) {
            return Optional.empty();
        }
        String prefix = digits.substring(0, length);
        return Optional.ofNullable(trie.get(prefix)).map(destination -> new PrefixMatch(prefix, destination));
    }
}

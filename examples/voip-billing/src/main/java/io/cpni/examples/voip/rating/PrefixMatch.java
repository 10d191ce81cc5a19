package io.cpni.examples.voip.rating;

import java.util.Objects;

/**
 * Tells which destination a number belongs to, and by which of its prefixes.
 *
 * @param prefix the longest prefix that matched, empty when only {@link RatedDestination#ANY} did
 * @param destination the destination with its price
 */
public record PrefixMatch(String prefix, RatedDestination destination) {

    public PrefixMatch {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(destination, "destination");
    }
}

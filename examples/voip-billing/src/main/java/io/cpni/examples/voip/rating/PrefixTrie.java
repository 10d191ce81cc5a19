package io.cpni.examples.voip.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest stored prefix of a number in one walk over its digits, whatever the count of prefixes.
 *
 * <p>Nodes are rows of ten in one int array, so a full table of a few ten thousand prefixes is a few megabytes. Not
 * safe for use by several threads while prefixes are added; safe after.
 */
final class PrefixTrie<V> {

    private static final int NONE = 0;

    // Row n holds the children of node n; node 0 is the root, so 0 can mean "no child".
    private int[] children = new int[10 * 64];
    private int nodes = 1;
    private final List<@Nullable V> values = new ArrayList<>();

    PrefixTrie() {
        values.add(null);
    }

    /** Stores a value at a prefix of ASCII digits and returns the value it displaced, or null. */
    @Nullable V put(String prefix, V value) {
        int node = 0;
        for (int i = 0; i < prefix.length(); i++) {
            node = childOrNew(node, prefix.charAt(i) - '0');
        }
        return values.set(node, value);
    }

    /** Returns the length of the longest stored prefix of the digits, or -1 when there is none. */
    int longestMatch(String digits) {
        int best = values.get(0) == null ? -1 : 0;
        int node = 0;
        for (int i = 0; i < digits.length(); i++) {
            node = children[10 * node + digits.charAt(i) - '0'];
            if (node == NONE) {
                break;
            }
            if (values.get(node) != null) {
                best = i + 1;
            }
        }
        return best;
    }

    /** Returns the value stored at exactly this prefix, or null. */
    @Nullable V get(String prefix) {
        int node = 0;
        for (int i = 0; i < prefix.length(); i++) {
            node = children[10 * node + prefix.charAt(i) - '0'];
            if (node == NONE) {
                return null;
            }
        }
        return values.get(node);
    }

    private int childOrNew(int node, int digit) {
        int slot = 10 * node + digit;
        if (children[slot] == NONE) {
            if (10 * (nodes + 1) > children.length) {
                children = Arrays.copyOf(children, 2 * children.length);
            }
            children[slot] = nodes++;
            values.add(null);
        }
        return children[slot];
    }
}

package io.cpni.merkle;

import java.util.Iterator;
import java.util.List;

/**
 * Proof that a tree begins with an earlier one, unchanged (RFC 6962, section 2.1.2).
 *
 * @param from how many leaves the earlier tree has
 * @param to how many leaves the later tree has
 * @param path the nodes that lead from the earlier root to the later; none if nothing is to be shown, as from the tree
 *     without leaves or from a tree to itself
 */
public record ConsistencyProof(long from, long to, List<NodeHash> path) {

    /** Checks that the earlier tree isn't the larger one. */
    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + to + " leaves never had " + from);
        }
        path = List.copyOf(path);
    }

    /**
     * Tells whether this proof leads from one root to the other.
     *
     * @param rootFrom the earlier root, from a checkpoint that was opened
     * @param rootTo the later root, from a checkpoint that was opened
     */
    public boolean verifies(NodeHash rootFrom, NodeHash rootTo) {
        if (from == 0) {
            return path.isEmpty()
                    && rootFrom.equals(Rfc6962.emptyRoot())
                    && (to > 0 || rootTo.equals(Rfc6962.emptyRoot()));
        }
        if (from == to) {
            return path.isEmpty() && rootFrom.equals(rootTo);
        }
        return climbs(rootFrom, rootTo);
    }

    /** Climbs from the rightmost perfect tree that both have, building both roots at once. */
    private boolean climbs(NodeHash rootFrom, NodeHash rootTo) {
        int height = Long.numberOfTrailingZeros(from);
        long at = (from - 1) >>> height;
        long last = (to - 1) >>> height;
        Iterator<NodeHash> nodes = path.iterator();
        NodeHash start;
        if (at == 0) {
            // The earlier tree is perfect: its root, which is known, is where the way begins.
            start = rootFrom;
        } else if (nodes.hasNext()) {
            start = nodes.next();
        } else {
            return false;
        }
        NodeHash earlier = start;
        NodeHash later = start;
        while (last > 0) {
            if ((at & 1) == 0 && at == last) {
                at >>>= 1;
                last >>>= 1;
                continue;
            }
            if (!nodes.hasNext()) {
                return false;
            }
            NodeHash node = nodes.next();
            if ((at & 1) == 1) {
                earlier = Rfc6962.node(node, earlier);
                later = Rfc6962.node(node, later);
            } else {
                later = Rfc6962.node(later, node);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return !nodes.hasNext() && earlier.equals(rootFrom) && later.equals(rootTo);
    }
}

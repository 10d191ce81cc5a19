package io.cpni.merkle;

import java.util.Iterator;
import java.util.List;

/**
 * Proof that a leaf stands at its place in a tree (RFC 6962, section 2.1.1).
 *
 * @param index the leaf's place, from 0
 * @param size how many leaves the tree has
 * @param path the siblings on the leaf's way up, from the lowest
 */
public record InclusionProof(long index, long size, List<NodeHash> path) {

    /** Checks that the tree can have such a leaf. */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
        }
        path = List.copyOf(path);
    }

    /**
     * Tells whether this proof leads from a leaf to a root.
     *
     * @param leaf the leaf's hash
     * @param root the root of the tree, from a checkpoint that was opened
     */
    public boolean verifies(NodeHash leaf, NodeHash root) {
        NodeHash climbed = leaf;
        long at = index;
        long last = size - 1;
        Iterator<NodeHash> siblings = path.iterator();
        while (last > 0) {
            if ((at & 1) == 0 && at == last) {
                // The rightmost node of an uneven row has no sibling; it stands for its parent.
                at >>>= 1;
                last >>>= 1;
                continue;
            }
            if (!siblings.hasNext()) {
                return false;
            }
            NodeHash sibling = siblings.next();
            climbed = (at & 1) == 0 ? Rfc6962.node(climbed, sibling) : Rfc6962.node(sibling, climbed);
            at >>>= 1;
            last >>>= 1;
        }
        return !siblings.hasNext() && climbed.equals(root);
    }
}

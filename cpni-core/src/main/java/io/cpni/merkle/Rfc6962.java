package io.cpni.merkle;

import java.security.MessageDigest;

/**
 * The hashes of RFC 6962, section 2.1. A leaf and a node begin with different bytes, so that no node can be passed off as
 * a leaf.
 */
public final class Rfc6962 {

    private static final byte LEAF = 0;

    private static final NodeHash EMPTY_ROOT = NodeHash.of(NodeHasher.sha256().digest());

    private Rfc6962() {}

    /** Returns the hash of a leaf that consists of these parts, one behind the other. */
    public static NodeHash leaf(byte[]... parts) {
        MessageDigest sha256 = NodeHasher.sha256();
        sha256.update(LEAF);
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return NodeHash.of(sha256.digest());
    }

    /** Returns the hash of a node with these children. */
    public static NodeHash node(NodeHash left, NodeHash right) {
        NodeHasher hasher = new NodeHasher();
        left.to(hasher.block, NodeHasher.LEFT);
        right.to(hasher.block, NodeHasher.RIGHT);
        hasher.merge();
        return hasher.right();
    }

    /**
     * Returns the root over the hashes of a complete tile, which is the hash that its parent tile holds for it.
     *
     * @throws IllegalArgumentException unless there are 256 hashes
     */
    public static NodeHash tileRoot(byte[] hashes) {
        if (hashes.length != Tiles.BYTES) {
            throw new IllegalArgumentException("a complete tile has " + Tiles.BYTES + " bytes, not " + hashes.length);
        }
        return new NodeHasher().fold(hashes, 0, Tiles.WIDTH);
    }

    /** Returns the root of the tree without leaves: the hash of nothing. */
    public static NodeHash emptyRoot() {
        return EMPTY_ROOT;
    }
}

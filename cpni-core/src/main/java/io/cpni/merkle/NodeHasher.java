package io.cpni.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes nodes in place: the left child lies at {@link #LEFT} of {@link #block}, the right one at {@link #RIGHT}, and the
 * parent takes the right one's place, whence a tree is climbed without an object a node. For one thread at a time.
 */
final class NodeHasher {

    /** Where the left child lies. */
    static final int LEFT = 1;

    /** Where the right child lies, and their parent after {@link #merge}. */
    static final int RIGHT = LEFT + NodeHash.BYTES;

    private static final byte NODE = 1;

    /** The prefix of a node, then its two children. */
    final byte[] block = new byte[RIGHT + NodeHash.BYTES];

    private final MessageDigest sha256 = sha256();

    NodeHasher() {
        block[0] = NODE;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256, but this one", e);
        }
    }

    /** Puts the parent of both children at {@link #RIGHT}. */
    void merge() {
        sha256.update(block);
        try {
            sha256.digest(block, RIGHT, NodeHash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit 32 bytes", e);
        }
    }

    /** Puts the parent of these two, of which the right one lies at {@link #RIGHT}, there. */
    void mergeWithLeft(byte[] left, int offset) {
        System.arraycopy(left, offset, block, LEFT, NodeHash.BYTES);
        merge();
    }

    /** Returns what lies at {@link #RIGHT}. */
    NodeHash right() {
        return NodeHash.at(block, RIGHT);
    }

    /**
     * Returns the root of a perfect tree over hashes that stand one behind the other.
     *
     * @param from the first hash, counted from 0
     * @param count how many, a power of two up to 256
     */
    NodeHash fold(byte[] hashes, int from, int count) {
        byte[] row = new byte[count * NodeHash.BYTES];
        System.arraycopy(hashes, from * NodeHash.BYTES, row, 0, row.length);
        for (int left = count; left > 1; left /= 2) {
            for (int i = 0; i < left / 2; i++) {
                System.arraycopy(row, 2 * i * NodeHash.BYTES, block, LEFT, 2 * NodeHash.BYTES);
                merge();
                System.arraycopy(block, RIGHT, row, i * NodeHash.BYTES, NodeHash.BYTES);
            }
        }
        return NodeHash.at(row, 0);
    }
}

package io.cpni.merkle;

import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 hash of a leaf, of a node or of a whole tree. Ordered by its bytes, compared as unsigned. */
public final class NodeHash implements Comparable<NodeHash> {

    /** How many bytes a hash has. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private NodeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the hash of these bytes, which are copied.
     *
     * @throws IllegalArgumentException unless there are 32
     */
    public static NodeHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new NodeHash(bytes.clone());
    }

    /**
     * Reads a hash from Base64.
     *
     * @throws IllegalArgumentException unless it is the one way to write 32 bytes in padded Base64
     */
    public static NodeHash ofBase64(String base64) {
        return of(StrictBase64.decode(base64));
    }

    /** Returns the hash that stands at an offset; the 32 bytes are copied. */
    static NodeHash at(byte[] source, int offset) {
        return new NodeHash(Arrays.copyOfRange(source, offset, offset + BYTES));
    }

    /** Writes the hash to an offset. */
    void to(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    /** Returns a copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the hash in Base64 with padding, as notes and proofs are written. */
    public String base64() {
        return StrictBase64.encode(bytes);
    }

    /** Returns the hash in 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public int compareTo(NodeHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}

package io.cpni.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the rows of persons are committed to, 32 bytes a person and little more: there are millions of them. */
final class Commitments {

    private static final int BYTES = Sha256.BYTES;
    private static final int PERSONS_A_BLOCK = 4_096;
    private static final byte[] NOTHING = new byte[BYTES];

    private final Map<Integer, byte[]> blocks = new HashMap<>();

    /** Remembers one; of another length than a hash it is none, and not remembered. */
    void put(int person, byte[] commitment) {
        if (commitment.length == BYTES) {
            byte[] block = blocks.computeIfAbsent(
                    Math.floorDiv(person, PERSONS_A_BLOCK), number -> new byte[PERSONS_A_BLOCK * BYTES]);
            System.arraycopy(commitment, 0, block, offset(person), BYTES);
        }
    }

    /** Returns what was remembered; no hash is all zeros. */
    Optional<byte[]> get(int person) {
        byte[] block = blocks.get(Math.floorDiv(person, PERSONS_A_BLOCK));
        if (block == null) {
            return Optional.empty();
        }
        byte[] commitment = Arrays.copyOfRange(block, offset(person), offset(person) + BYTES);
        return Arrays.equals(commitment, NOTHING) ? Optional.empty() : Optional.of(commitment);
    }

    private static int offset(int person) {
        return Math.floorMod(person, PERSONS_A_BLOCK) * BYTES;
    }
}

package io.cpni.audit;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 hash as it links the records of a stream.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record AuditHash(String hex) {

    /** How many bytes a hash has. */
    static final int BYTES = 32;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** What the first record of a stream has for the hash before it. */
    static final AuditHash ZERO = new AuditHash("0".repeat(2 * BYTES));

    /** Checks the digits. */
    public AuditHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a hash has 64 lower-case hexadecimal digits");
        }
    }

    static AuditHash of(byte[] bytes) {
        return new AuditHash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}

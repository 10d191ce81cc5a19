package io.cpni.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of the format, each beginning with a byte of its own, so that none can be passed off as another. */
final class Sha256 {

    static final int BYTES = 32;

    /** Who a record names; 0 and 1 are RFC 6962's leaf and node. */
    static final byte CONCERN = 3;

    static final byte SHAPE = 5;

    static final byte PERSON = 6;

    /** The roots of purged tiles. */
    static final byte PURGED = 7;

    private final MessageDigest digest;

    private Sha256(byte domain) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        digest.update(domain);
    }

    static Sha256 of(byte domain) {
        return new Sha256(domain);
    }

    Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    byte[] end() {
        return digest.digest();
    }
}

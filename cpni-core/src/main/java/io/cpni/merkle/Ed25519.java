package io.cpni.merkle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 by the JDK, with public keys as RFC 8032 writes them: 32 bytes. */
final class Ed25519 {

    /** How many bytes a public key has. */
    static final int KEY_BYTES = 32;

    /** How many bytes a signature has. */
    static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";

    /** What stands before the 32 bytes in X.509's form: the algorithm's number, and that a bit string follows. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * The points of order 1, 2, 4 and 8 without their signs, of which one is 32 zeros. Under such a key, signatures can be
     * made up that hold for many texts; nobody has one but by a mistake, or to deceive.
     */
    private static final Set<String> SMALL_ORDER = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

    private Ed25519() {}

    /**
     * Returns the key that these 32 bytes are.
     *
     * @throws IllegalArgumentException if they are none
     */
    static PublicKey decode(byte[] raw) {
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has " + KEY_BYTES + " bytes, not " + raw.length);
        }
        byte[] unsigned = raw.clone();
        unsigned[KEY_BYTES - 1] &= 0x7f;
        if (SMALL_ORDER.contains(HexFormat.of().formatHex(unsigned))) {
            throw new IllegalArgumentException(
                    "these 32 bytes are no public key of anybody: signatures of it can be made up");
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            PublicKey key = factory().generatePublic(new X509EncodedKeySpec(encoded));
            // Whether the bytes are a point of the curve is looked at only here.
            verifier(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("these 32 bytes are no Ed25519 public key", e);
        }
    }

    /**
     * Reads a key in X.509's form.
     *
     * @throws IllegalArgumentException if it is none of Ed25519
     */
    static PublicKey decodeX509(byte[] encoded) {
        try {
            return decode(raw(factory().generatePublic(new X509EncodedKeySpec(encoded))));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("this is no Ed25519 public key", e);
        }
    }

    /**
     * Returns the 32 bytes of a key.
     *
     * @throws IllegalArgumentException if it is of another algorithm
     */
    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_PREFIX.length + KEY_BYTES
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new IllegalArgumentException(
                    "this is a key for " + key.getAlgorithm() + ", but checkpoints are signed with Ed25519");
        }
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = verifier(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            // So the JDK answers to 64 bytes that cannot be a signature at all, say a number beyond the group's order.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot verify by Ed25519", e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign by Ed25519 with this key", e);
        }
    }

    static KeyFactory factory() {
        try {
            return KeyFactory.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no Ed25519, which came with JDK 15", e);
        }
    }

    private static Signature verifier(PublicKey key) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(key);
        return verifier;
    }
}

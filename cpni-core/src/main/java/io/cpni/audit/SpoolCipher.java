package io.cpni.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what a spool holds by AES-256-GCM, each piece bound to its stream and place. Safe for many threads. */
final class SpoolCipher {

    static final int KEY_BYTES = 32;

    /** How many bytes the encrypted form has more. */
    static final int OVERHEAD = 28;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte[] CONTEXT = "cpni audit spool 1".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom chance = new SecureRandom();
    private final SecretKeySpec key;

    SpoolCipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key of a spool has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Returns nonce, ciphertext and tag. */
    byte[] seal(byte[] plain, String stream, long place) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, stream, place);
            return ByteBuffer.allocate(plain.length + OVERHEAD)
                    .put(nonce)
                    .put(cipher.doFinal(plain))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    /**
     * Returns what was sealed.
     *
     * @throws AEADBadTagException if it was not sealed so, by this key and for this place
     */
    byte[] open(byte[] sealed, String stream, long place) throws AEADBadTagException {
        if (sealed.length < OVERHEAD) {
            throw new AEADBadTagException("too short");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), stream, place);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String stream, long place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(CONTEXT);
        cipher.updateAAD(new byte[] {0});
        cipher.updateAAD(stream.getBytes(StandardCharsets.US_ASCII));
        cipher.updateAAD(new byte[] {0});
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(place).array());
        return cipher;
    }
}

package io.cpni.audit;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce of 12 bytes before what is encrypted and a tag of 16 behind it. For one thread at a time.
 */
final class Aead {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    /** How many bytes encryption adds. */
    static final int OVERHEAD = NONCE_BYTES + TAG_BITS / Byte.SIZE;

    private final SecureRandom chance;
    private final Cipher cipher;

    Aead(SecureRandom chance) {
        this.chance = chance;
        try {
            this.cipher = Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        chance.nextBytes(key);
        return key;
    }

    /** Encrypts; what is bound must be given again to decrypt. */
    byte[] seal(byte[] key, byte[] plain, byte[] bound) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, ALGORITHM), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            byte[] sealed = Arrays.copyOf(nonce, plain.length + OVERHEAD);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of " + key.length + " bytes does not encrypt", e);
        }
    }

    /** Decrypts; empty if it was encrypted under another key or bound to something else, or if it was changed. */
    Optional<byte[]> open(byte[] key, byte[] sealed, byte[] bound) {
        if (sealed.length < OVERHEAD) {
            return Optional.empty();
        }
        try {
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, ALGORITHM),
                    new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(bound);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of " + key.length + " bytes does not decrypt", e);
        }
    }
}

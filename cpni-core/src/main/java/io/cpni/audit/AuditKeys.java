package io.cpni.audit;

import java.util.Map;

/**
 * Encrypts the few keys that the audit tables hold, under keys that they do not: those of a key management service, a
 * hardware module, or the application's own configuration ({@link #ofBase64}).
 *
 * <p>The log keeps every customer id encrypted under a key of that customer, these keys encrypted under a data key, and the
 * data keys encrypted by this. So this is asked a few times when a log or a reader is opened, and not for each record.
 * Whoever loses the key that this encrypts under loses all customer ids and justifications of the log; verification needs
 * none of it. Keep it apart from the database.
 *
 * <p>Implementations are safe for many threads.
 */
public interface AuditKeys {

    /** Returns the id of the key that {@link #wrap} uses: 1 to 64 letters, digits and {@code . _ -}; stored in clear. */
    String current();

    /**
     * Encrypts a key under the current key.
     *
     * @throws AuditUnavailableException if it cannot now
     */
    byte[] wrap(byte[] key);

    /**
     * Decrypts what {@link #wrap} gave.
     *
     * @param keyId the id that was current then
     * @throws AuditUnavailableException if it cannot, for want of the key or because the bytes were changed; the message says
     *     which key it was
     */
    byte[] unwrap(String keyId, byte[] wrapped);

    /**
     * Returns keys that this process holds.
     *
     * @param current id of the key to encrypt under
     * @param keys the keys by their ids, each of 32 random bytes in Base64; those that are no longer current stay as long as
     *     data keys are encrypted under them
     * @throws IllegalArgumentException if a key has another length or none is current; the message holds no key
     */
    static AuditKeys ofBase64(String current, Map<String, String> keys) {
        return LocalAuditKeys.ofBase64(current, keys);
    }

    /** Returns a key that this process makes once and that is forgotten with it: for databases that are too, and for tests. */
    static AuditKeys ephemeral() {
        return LocalAuditKeys.ephemeral();
    }
}

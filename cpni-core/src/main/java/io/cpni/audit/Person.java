package io.cpni.audit;

import io.cpni.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the log knows one: by a number, which stands in records and says nothing.
 *
 * @param number the number, from 1
 * @param commitment SHA-256 over the encrypted id, which records bind, so that nobody can exchange two persons
 * @param keyVersion version of the key under which the person's own key is encrypted
 * @param wrappedKey the person's own key, encrypted; null once the person is erased
 * @param idCipher the customer's id, encrypted under the person's own key; null once the person is erased
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; nobody compares them
record Person(int number, byte[] commitment, int keyVersion, byte @Nullable [] wrappedKey, byte @Nullable [] idCipher) {

    private static final byte[] BOUND_ID = "cpni audit id 1".getBytes(StandardCharsets.US_ASCII);

    /** Encrypts the id of a new person under a new key; its number is not known yet. */
    static Person introduce(CustomerId customer, DataKeys keys, Aead aead) {
        byte[] key = aead.newKey();
        byte[] idCipher = aead.seal(key, AuditText.utf8(customer.value()), BOUND_ID);
        byte[] commitment = commitment(idCipher);
        int version = keys.current(DataKeys.Kind.WRAPPING);
        return new Person(0, commitment, version, aead.seal(keys.wrapping(version), key, commitment), idCipher);
    }

    static byte[] commitment(byte[] idCipher) {
        return Sha256.of(Sha256.PERSON).add(idCipher).end();
    }

    boolean isErased() {
        return wrappedKey == null || idCipher == null;
    }

    /** Returns the person's own key; empty once it is destroyed, or if the row was changed. */
    Optional<byte[]> key(DataKeys keys, Aead aead) {
        return wrappedKey == null ? Optional.empty() : aead.open(keys.wrapping(keyVersion), wrappedKey, commitment);
    }

    /** Returns whose number it is; empty once the person is erased, or if the row was changed. */
    Optional<CustomerId> customer(DataKeys keys, Aead aead) {
        byte[] sealed = idCipher;
        return sealed == null
                ? Optional.empty()
                : key(keys, aead)
                        .flatMap(key -> aead.open(key, sealed, BOUND_ID))
                        .map(id -> new CustomerId(AuditText.ofUtf8(id)));
    }

    /**
     * Refuses to be taken for a customer who is another: a digest leads to a person, and nothing binds it to that one but the
     * encrypted id.
     *
     * @param customer who was looked up by digest
     * @throws AuditUnavailableException if this is somebody else, or cannot be opened
     */
    void requireToBe(CustomerId customer, DataKeys keys, Aead aead) {
        Optional<CustomerId> found = customer(keys, aead);
        if (found.isEmpty() || !found.get().equals(customer)) {
            throw new AuditUnavailableException(
                    "the table cpni_audit_person was changed: a customer's digest leads to person "
                            + number
                            + (found.isEmpty()
                                    ? ", whose id cannot be opened; restore that row from a backup"
                                    : ", who is another customer; AuditKeyRotation.newDigestKey and then redigest give every person"
                                            + " the digest of its own id again")
                            + ". Nothing is recorded, found or erased of that customer until then. Find out who changed it");
        }
    }
}

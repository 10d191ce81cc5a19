package io.cpni.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The carrier's keys under which texts of servers are kept: one for new texts, and those before it, so that what they
 * encrypted can still be read. A key that is thrown away takes its texts with it.
 *
 * <p>A text is encrypted by AES-256-GCM with a nonce of its own, and bound to the whole of the record that holds it but
 * its place: under another record, or in a record that was changed, it cannot be opened. docs/audit-format.md says how.
 *
 * <p>Immutable and safe for use by many threads. The keys are never printed.
 */
public final class ServerTextKeys {

    /** How many bytes a key has. */
    public static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "AES";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CONTEXT = "cpni server text 2";

    /** A text is bound to what a record tells, and neither to its place nor to its id, which nobody knows before. */
    private static final UUID NAMELESS = new UUID(0, 0);

    private final SecureRandom chance = new SecureRandom();
    private final String current;
    private final Map<String, SecretKeySpec> keys;

    private ServerTextKeys(String current, Map<String, SecretKeySpec> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException("there is no key of the id that new texts are to be encrypted under");
        }
    }

    /**
     * Takes keys; the arrays are copied.
     *
     * @param current id of the key for new texts
     * @param keys the keys by their ids, which are 1 to 32 letters, digits and {@code . _ -} and stand in records in clear
     * @throws IllegalArgumentException if a key has not {@link #KEY_BYTES} bytes, an id another form, or none is current
     */
    public static ServerTextKeys of(String current, Map<String, byte[]> keys) {
        Map<String, SecretKeySpec> taken = new HashMap<>();
        keys.forEach((id, bytes) -> {
            if (bytes.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "a key for server texts has " + KEY_BYTES + " bytes, this one has " + bytes.length);
            }
            taken.put(SealedText.requireKeyId(id), new SecretKeySpec(bytes, ALGORITHM));
        });
        return new ServerTextKeys(current, taken);
    }

    /**
     * Takes keys written in Base64.
     *
     * @param current id of the key for new texts
     * @param keys the keys by their ids
     * @throws IllegalArgumentException as {@link #of}, and if a text is no Base64; the message does not hold the text
     */
    @SuppressWarnings("UnusedException") // its text may quote the key
    public static ServerTextKeys ofBase64(String current, Map<String, String> keys) {
        Map<String, byte[]> decoded = new HashMap<>();
        try {
            keys.forEach((id, text) -> decoded.put(id, Base64.getDecoder().decode(text.strip())));
            return of(current, decoded);
        } catch (IllegalArgumentException e) {
            if (decoded.size() == keys.size()) {
                throw e;
            }
            throw new IllegalArgumentException("a key for server texts is written in Base64");
        } finally {
            decoded.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /**
     * Returns the record of a failure with what the server said in it, encrypted under a reference of its own.
     *
     * @param failure a record of the kind {@link AuditKind#FAILURE}, complete but for the text
     * @throws IllegalArgumentException if it is of another kind or has a text, or happened before 1970
     */
    public AuditEntry seal(AuditEntry failure, ServerFailure said) {
        if (failure.serverText().isPresent()) {
            throw new IllegalArgumentException("the record has a text");
        }
        FailureReference reference = FailureReference.of(failure.at(), chance);
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    Objects.requireNonNull(keys.get(current)),
                    new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(boundTo(failure, reference, current));
            byte[] encrypted = cipher.doFinal(ServerFailureCodec.encode(said));
            byte[] body = ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return failure.withServerText(
                    new SealedText(reference, current, Base64.getEncoder().encodeToString(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    /**
     * Returns what the server said of a failure.
     *
     * @throws UnreadableServerTextException if the key is not there, or not the one it was encrypted under, or if the
     *     record was changed
     */
    ServerFailure open(AuditEntry failure) {
        SealedText sealed = failure.serverText()
                .orElseThrow(() -> new IllegalArgumentException("the record holds no text of a server"));
        SecretKeySpec key = keys.get(sealed.keyId());
        if (key == null) {
            throw new UnreadableServerTextException(
                    "the text of failure " + sealed.reference() + " was encrypted under the key '" + sealed.keyId()
                            + "', which is not among the keys here; add it",
                    null);
        }
        try {
            byte[] body = Base64.getDecoder().decode(sealed.body());
            if (body.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                throw unreadable(sealed, "the record was changed", null);
            }
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, body, 0, NONCE_BYTES));
            cipher.updateAAD(boundTo(failure.withoutServerText(), sealed.reference(), sealed.keyId()));
            return ServerFailureCodec.decode(cipher.doFinal(body, NONCE_BYTES, body.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            throw unreadable(
                    sealed, "it was encrypted under another key of that id, or the record was changed or moved", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable(sealed, "the record was changed", e);
        } catch (IOException e) {
            throw unreadable(sealed, "a later version of this library wrote it", e);
        }
    }

    private static UnreadableServerTextException unreadable(SealedText sealed, String why, @Nullable Exception cause) {
        return new UnreadableServerTextException(
                "the text of failure " + sealed.reference() + " cannot be decrypted with the key '" + sealed.keyId()
                        + "': " + why + "; let an AuditVerifier look at the stream",
                cause);
    }

    /**
     * Returns what a record tells but for the text, and for what may be erased; the text can be opened beside this and
     * nothing else.
     */
    private static byte[] boundTo(AuditEntry failure, FailureReference reference, String keyId) {
        ByteWriter out = new ByteWriter()
                .raw((CONTEXT + '\n' + reference + '\n' + keyId + '\n').getBytes(StandardCharsets.US_ASCII));
        out.block(Leaf.body(NAMELESS, failure, Shape.hash(Shape.of(failure).encode())));
        out.optionalText(failure.accessorCustomer().isPresent() ? Optional.empty() : failure.accessor());
        return out.optionalText(failure.onBehalfOf()).toBytes();
    }

    @Override
    public String toString() {
        return "ServerTextKeys[" + current + "]";
    }
}

package io.cpni.audit;

import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a server said of a failure, encrypted, as a record holds it. Whoever has the key and the right to it reads it by
 * {@link ServerTexts}.
 *
 * @param reference names the record; the text can be opened under no other
 * @param keyId which key it was encrypted under
 * @param body nonce, encrypted text and tag, in Base64
 */
public record SealedText(FailureReference reference, String keyId, String body) {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    /** Checks the parts. */
    public SealedText {
        Objects.requireNonNull(reference, "reference");
        requireKeyId(keyId);
        if (!BASE64.matcher(body).matches()) {
            throw new IllegalArgumentException("body of an encrypted text is written in Base64");
        }
    }

    static String requireKeyId(String keyId) {
        if (!KEY_ID.matcher(keyId).matches()) {
            throw new IllegalArgumentException(
                    "id of a key has 1 to 32 letters, digits, dots, underscores and hyphens; it is written in clear");
        }
        return keyId;
    }

    /** Returns a text whose body is given as bytes. */
    static SealedText of(FailureReference reference, String keyId, byte[] body) {
        return new SealedText(reference, keyId, Base64.getEncoder().encodeToString(body));
    }

    /** Returns nonce, encrypted text and tag. */
    byte[] bytes() {
        return Base64.getDecoder().decode(body);
    }

    /** Returns reference and key id. */
    @Override
    public String toString() {
        return "SealedText[" + reference + ", key " + keyId + "]";
    }
}

package io.cpni.sql;

import io.cpni.accessor.AccessContext;
import io.cpni.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tickets, by which a transaction shows PostgreSQL what it may see: settings of a session can be made by whoever may
 * say SQL, so the database believes only what is signed.
 *
 * <p>A ticket is {@code v2:pid:begun:expires:use:accessor:customer:subject} with the last three in hexadecimal, a dot, and
 * the HMAC-SHA-256 of that. It counts in the transaction it was made for, which the server's process and the microsecond
 * of its beginning name, until it expires. The script ({@link RowSecurity#script}) carries the key in the form that
 * PostgreSQL needs for checking: guard it like the key.
 *
 * <p>Immutable and safe for many threads. The key is never printed.
 */
public final class RowSecurityKey {

    /** How many bytes a key has at least. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] bytes;

    private RowSecurityKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes a key; the array is copied.
     *
     * @throws IllegalArgumentException if it has fewer than {@link #SHORTEST} bytes, or more than 64
     */
    public static RowSecurityKey of(byte[] bytes) {
        if (bytes.length < SHORTEST || bytes.length > BLOCK) {
            throw new IllegalArgumentException(
                    "a key for tickets has " + SHORTEST + " to " + BLOCK + " bytes, this one has " + bytes.length);
        }
        return new RowSecurityKey(bytes.clone());
    }

    /** Makes a ticket for the work of a context in one transaction, until an instant, to the second. */
    String ticket(RowSecurityUse use, AccessContext context, ServerTransaction transaction, Instant expires) {
        String payload = String.join(
                ":",
                "v2",
                Long.toString(transaction.process()),
                Long.toString(transaction.begunMicros()),
                Long.toString(expires.getEpochSecond()),
                use.name(),
                hex(context.accessor().id()),
                hex(context.accessor().customer().map(CustomerId::value).orElse("")),
                hex(context.subject().map(CustomerId::value).orElse("")));
        return payload + "." + HexFormat.of().formatHex(hmac(payload));
    }

    /** Names a text so that who has another key gets another name, and nobody learns the key from it. */
    String fingerprint(String text) {
        return HexFormat.of().formatHex(hmac("script:" + text));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Returns what stands before the text in the inner hash (RFC 2104), in hexadecimal. */
    String innerPad() {
        return pad(INNER);
    }

    /** Returns what stands before the inner hash in the outer one, in hexadecimal. */
    String outerPad() {
        return pad(OUTER);
    }

    private String pad(byte with) {
        byte[] block = Arrays.copyOf(bytes, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= with;
        }
        return HexFormat.of().formatHex(block);
    }

    @Override
    public String toString() {
        return "RowSecurityKey";
    }
}

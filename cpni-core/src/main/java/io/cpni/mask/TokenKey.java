package io.cpni.mask;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens that stand for values: equal for equal values under one key, and telling nothing without it.
 *
 * <p>A token is the first 80 bits of the HMAC-SHA-256 of the value's UTF-8 text. Telephone numbers are few enough to try
 * all of them, so whoever holds the key can undo every token: it belongs where other secrets are, out of the reach of those
 * who see tokens. Another key makes other tokens, which no longer join with those made before.
 *
 * <p>Immutable and safe for use by many threads. The key is never printed.
 */
public final class TokenKey {

    /** How many bytes a key has at least. */
    public static final int SHORTEST = 32;

    /** How every token begins. */
    public static final String MARK = "tok_";

    /** How many characters a token has. */
    public static final int TOKEN_LENGTH = 20;

    private static final Pattern TOKEN = Pattern.compile("tok_[a-z2-7]{16}");
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_OF_CHARACTER = 5;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private TokenKey(byte[] bytes) {
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "a key for tokens has at least " + SHORTEST + " bytes, this one has " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * Takes a key; the array is copied.
     *
     * @throws IllegalArgumentException if it has fewer than {@link #SHORTEST} bytes
     */
    public static TokenKey of(byte[] bytes) {
        byte[] copy = bytes.clone();
        try {
            return new TokenKey(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /**
     * Takes a key written in Base64.
     *
     * @throws IllegalArgumentException if the text is no Base64, or the key has fewer than {@link #SHORTEST} bytes; the
     *     message does not hold the text
     */
    @SuppressWarnings("UnusedException") // its text may quote the key
    public static TokenKey ofBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a key for tokens is written in Base64");
        }
        return of(bytes);
    }

    /** Returns the token of a value. */
    public String token(String value) {
        byte[] digest = mac().doFinal(value.getBytes(StandardCharsets.UTF_8));
        StringBuilder token = new StringBuilder(TOKEN_LENGTH).append(MARK);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; token.length() < TOKEN_LENGTH; ) {
            if (bits < BITS_OF_CHARACTER) {
                buffer = (buffer << Byte.SIZE) | (digest[i++] & 0xff);
                bits += Byte.SIZE;
            }
            bits -= BITS_OF_CHARACTER;
            token.append(ALPHABET.charAt((buffer >> bits) & (ALPHABET.length() - 1)));
            buffer &= (1 << bits) - 1;
        }
        return token.toString();
    }

    /** Tells whether a text looks like a token, of whatever key. */
    public static boolean looksLikeToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "TokenKey[…]";
    }
}

package io.cpni.merkle;

import java.util.Base64;

/** Base64 with padding (RFC 4648, section 4), where the same bytes are written in one way only. */
final class StrictBase64 {

    private StrictBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Decodes a text.
     *
     * @throws IllegalArgumentException if it is anything but what {@link #encode} makes: the JDK also takes a text without
     *     its padding and one whose last bits say nothing, so that one signature could be written in several ways
     */
    static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no Base64 with padding", e);
        }
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("no Base64 with padding, or not in its shortest form");
        }
        return bytes;
    }
}

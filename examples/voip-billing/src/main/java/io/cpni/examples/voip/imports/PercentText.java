package io.cpni.examples.voip.imports;

import java.nio.charset.StandardCharsets;

/** Decodes percent-encoded text as FreeSWITCH writes it: a plus sign is a plus sign, not a blank. */
final class PercentText {
    private PercentText() {}

    /** Decodes a text, or refuses it if a percent sign is not followed by two hex digits or the bytes are no UTF-8. */
    static String decode(String encoded) throws RowException {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                target[length++] = source[i];
                continue;
            }
            int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new RowException("is not percent-encoded correctly");
            }
            target[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Texts.decodeUtf8(target, length);
    }
}

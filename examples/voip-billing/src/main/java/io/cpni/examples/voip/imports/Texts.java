package io.cpni.examples.voip.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes and trims text. */
final class Texts {
    private Texts() {}

    /**
     * Decodes UTF-8 strictly: a malformed byte is refused, not replaced, because a replaced character in a number or
     * an id would make it a different one. NUL is refused too; databases and C programs cut text there.
     */
    static String decodeUtf8(byte[] bytes, int length) throws RowException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RowException("is not valid UTF-8; convert the file to UTF-8 first");
        }
        if (text.indexOf('\0') >= 0) {
            throw new RowException("has a NUL byte");
        }
        return text;
    }

    static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}

package io.cpni.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what {@link ByteWriter} wrote, and nothing else: each value has one form only, so that two different byte strings
 * never say the same.
 *
 * <p>Every method throws {@link MalformedRecordException} where the bytes are no such form.
 */
final class ByteReader {

    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int u8() {
        require(1);
        return bytes[at++] & 0xFF;
    }

    int u16() {
        return (u8() << 8) | u8();
    }

    int u32() {
        require(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = (value << Byte.SIZE) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    long i64() {
        return ((long) u32() << Integer.SIZE) | (u32() & 0xFFFF_FFFFL);
    }

    /** Reads an instant of the years 1 to 9999. */
    long micros() {
        long micros = i64();
        if (!Micros.isInstant(micros)) {
            throw malformed("an instant beyond the years 1 to 9999");
        }
        return micros;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = u8();
            if (shift == 63 && next > 1) {
                throw malformed("a number of more than 64 bits");
            }
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                if (next == 0 && shift > 0) {
                    throw malformed("a number written longer than it need be");
                }
                return value;
            }
        }
        throw malformed("a number of more than 64 bits");
    }

    byte[] raw(int count) {
        require(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    byte[] block() {
        int count = u32();
        if (count < 0) {
            throw malformed("a length below zero");
        }
        return raw(count);
    }

    String text() {
        byte[] utf8 = raw(u16());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("a text that is not UTF-8");
        }
    }

    /** Tells whether a part that may be absent follows. */
    boolean isPresent() {
        int flag = u8();
        if (flag > 1) {
            throw malformed("a part that is neither there nor not");
        }
        return flag == 1;
    }

    Optional<String> optionalText() {
        return isPresent() ? Optional.of(text()) : Optional.empty();
    }

    <E extends Enum<E>> Optional<E> optionalName(Class<E> type) {
        return isPresent() ? Optional.of(name(type)) : Optional.empty();
    }

    <E extends Enum<E>> E name(Class<E> type) {
        String name = text();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw malformed("a " + type.getSimpleName() + " that this version does not know");
        }
    }

    List<String> texts() {
        return list(reader -> reader.text());
    }

    <T> List<T> list(Function<ByteReader, T> item) {
        int count = u16();
        List<T> items = new ArrayList<>(Math.min(count, bytes.length));
        for (int i = 0; i < count; i++) {
            items.add(item.apply(this));
        }
        return items;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    /** Requires that all bytes are read. */
    void end() {
        if (hasMore()) {
            throw malformed("more bytes than belong to it");
        }
    }

    private void require(int count) {
        if (count < 0 || bytes.length - at < count) {
            throw malformed("an end before its time");
        }
    }

    MalformedRecordException malformed(String what) {
        return new MalformedRecordException("the bytes have " + what + ", at byte " + at);
    }
}

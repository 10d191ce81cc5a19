package io.cpni.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Writes the canonical forms of docs/audit-format.md. Integers are big-endian. */
final class ByteWriter {

    private static final int FIRST_SIZE = 256;

    private byte[] bytes;
    private int length;

    ByteWriter() {
        this(FIRST_SIZE);
    }

    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
        }
    }

    ByteWriter u8(int value) {
        makeRoom(1);
        bytes[length++] = (byte) value;
        return this;
    }

    ByteWriter u16(int value) {
        if (value >>> 16 != 0) {
            throw new IllegalArgumentException("a record has at most 65,535 items of a kind, this one " + value);
        }
        return u8(value >>> 8).u8(value);
    }

    ByteWriter u32(int value) {
        makeRoom(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    ByteWriter i64(long value) {
        return u32((int) (value >>> Integer.SIZE)).u32((int) value);
    }

    /** Writes seven bits a byte, the lowest first, all but the last with the eighth bit set. */
    ByteWriter varint(long value) {
        makeRoom(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    ByteWriter raw(byte[] value) {
        makeRoom(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** Writes the length in four bytes, then the bytes. */
    ByteWriter block(byte[] value) {
        return u32(value.length).raw(value);
    }

    /** Writes the length of the UTF-8 form in two bytes, then that form. */
    ByteWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return u16(utf8.length).raw(utf8);
    }

    ByteWriter optionalText(Optional<String> value) {
        return value.isPresent() ? u8(1).text(value.get()) : u8(0);
    }

    /** Writes the name of a constant as a text, or zero. */
    ByteWriter optionalName(Optional<? extends Enum<?>> value) {
        return value.isPresent() ? u8(1).text(value.get().name()) : u8(0);
    }

    ByteWriter texts(Iterable<String> values, int count) {
        u16(count);
        values.forEach(this::text);
        return this;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}

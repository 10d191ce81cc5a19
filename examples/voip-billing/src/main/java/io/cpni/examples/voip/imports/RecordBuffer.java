package io.cpni.examples.voip.imports;

import java.util.Arrays;

/** Collects the bytes of one record up to a bound; beyond it, only counts on, so that memory stays bounded. */
final class RecordBuffer {

    private final int maxBytes;
    private byte[] bytes = new byte[1024];
    private int size;
    private boolean overflowed;

    RecordBuffer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void append(int b) {
        if (size == maxBytes) {
            overflowed = true;
            return;
        }
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(maxBytes, 2 * size));
        }
        bytes[size++] = (byte) b;
    }

    void clear() {
        size = 0;
        overflowed = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Makes the record, or a damaged one if the bytes were too many or are no text.
     *
     * @param name what the reason calls it, such as "the line"
     */
    RawRecord toRecord(long line, RawRecord.Kind kind, String name) {
        if (overflowed) {
            return RawRecord.damaged(line, name + " is longer than " + maxBytes + " bytes");
        }
        try {
            return new RawRecord(line, kind, Texts.decodeUtf8(bytes, size));
        } catch (RowException e) {
            return RawRecord.damaged(line, name + " " + e.reason());
        }
    }
}

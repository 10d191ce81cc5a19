package io.cpni.examples.voip.imports;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads bytes one by one from a stream and keeps count of physical lines. A line ends with LF, CR LF or a lone CR, in
 * any mixture.
 */
final class ByteSource {

    static final int END = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private int last = '\n';
    private int beforeLast = END;
    private long newlines;
    private long newlinesBeforeLast;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /** Returns the next byte as 0 to 255, or {@link #END}. */
    int read() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        int b = buffer[position++] & 0xFF;
        beforeLast = last;
        newlinesBeforeLast = newlines;
        if (b == '\r' || (b == '\n' && last != '\r')) {
            newlines++;
        }
        last = b;
        return b;
    }

    /** Returns the next byte without reading it, or {@link #END}. */
    int peek() throws IOException {
        return position == limit && !fill() ? END : buffer[position] & 0xFF;
    }

    /** Takes back the last byte read; only once, and only directly after {@link #read()}. */
    void unread() {
        position--;
        last = beforeLast;
        newlines = newlinesBeforeLast;
    }

    /** Returns the physical line, counted from 1, of the last byte read; a line's end belongs to that line. */
    long lineOfLastByte() {
        return newlinesBeforeLast + 1;
    }

    /** Tells whether the last byte read is the first of its line. */
    boolean isLastByteFirstOfLine() {
        return beforeLast == '\n' || beforeLast == '\r';
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }
}

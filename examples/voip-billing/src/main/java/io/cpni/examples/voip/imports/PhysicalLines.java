package io.cpni.examples.voip.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into physical lines of bounded length; lines without any character but blanks are left out.
 *
 * <p>A CSV record may in principle run over several lines inside quotes. None of the switches writes such records,
 * and taking a line for a record is what lets reading resume on the line after a lost quote: with multi-line records,
 * one missing quote makes FastCSV swallow rows up to the next quote, wherever that is.
 */
final class PhysicalLines {

    private final ByteSource source;
    private final RecordBuffer buffer;

    PhysicalLines(ByteSource source, int maxLineBytes) {
        this.source = source;
        this.buffer = new RecordBuffer(maxLineBytes);
    }

    /** Returns the next line without its end, or null at the end of the stream. */
    @Nullable RawRecord next() throws IOException {
        buffer.clear();
        boolean blank = true;
        long line = 0;
        int b;
        while ((b = source.read()) != ByteSource.END) {
            if (b == '\n' || b == '\r') {
                if (!blank) {
                    return buffer.toRecord(line, RawRecord.Kind.RECORD, "the line");
                }
                buffer.clear();
                line = 0;
                continue;
            }
            if (line == 0) {
                line = source.lineOfLastByte();
            }
            blank &= b == ' ' || b == '\t';
            buffer.append(b);
        }
        return blank ? null : buffer.toRecord(line, RawRecord.Kind.RECORD, "the line");
    }
}

package io.cpni.examples.voip.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of call records as a stream, in bounded memory.
 *
 * <p>Every record gives exactly one {@link ImportRow}; blank lines and the frame around a list of records are none,
 * but a frame that is damaged is reported as a rejection, because records may be missing with it. A
 * file that as a whole is nothing to import (empty, UTF-16, of no known or of another format than announced) gives a
 * single rejection at line 1. Rows come in the order of the file, except that FreeSWITCH CSV rows may be held back for
 * a while until it is known whether they are second legs.
 *
 * <p>Nothing here removes duplicates: the same id twice in a file comes out twice, and {@link ParsedCall#sourceId()} is
 * for the store to decide by. The class has no state; any number of threads may read files at the same time.
 */
public final class CdrReader {

    /** How much is looked at to find out the format: many lines, and any header. */
    private static final int HEAD_BYTES = 1 << 18;

    private CdrReader() {}

    /**
     * Reads all records of one file and hands them on as they come.
     *
     * @param in the file's bytes, UTF-8 with or without byte order mark; read to the end unless the file as a whole is
     *     rejected, and not closed
     * @param options format, zone and bounds
     * @param rows called once for each record, by the calling thread; what it throws ends the reading and is passed on
     * @return the counts of the rows that were handed on
     * @throws IOException if the stream fails; rows handed on before that stay handed on, and rows of FreeSWITCH CSV
     *     that were held back do not come
     */
    public static ImportTally read(InputStream in, ImportOptions options, Consumer<? super ImportRow> rows)
            throws IOException {
        RowSink sink = new RowSink(rows);
        CdrFormat format = options.format();
        try {
            format = read(in, options, sink);
        } catch (RowException e) {
            sink.rejected(1, e.reason());
        }
        return sink.tally(format);
    }

    private static @Nullable CdrFormat read(InputStream in, ImportOptions options, RowSink sink)
            throws IOException, RowException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        boolean whole = head.length < HEAD_BYTES;
        byte[] text = withoutByteOrderMark(head);
        FormatDetector detector = new FormatDetector(text, whole);
        detector.checkIsText();

        CdrFormat announced = options.format();
        if (!detector.isJson(announced, options.maxLineBytes())) {
            CdrFormat format = detector.csvFormat(announced, options.maxLineBytes());
            new CsvImport(format, options).run(source(text, in), sink);
            return format;
        }
        if (announced != null && !announced.isJson()) {
            throw new RowException("the file was announced as " + announced + " and looks like JSON");
        }
        CdrFormat format = new JsonImport(options).run(source(text, in), sink);
        if (sink.isEmpty()) {
            throw new RowException("the file holds no record");
        }
        return format;
    }

    private static ByteSource source(byte[] head, InputStream rest) {
        return new ByteSource(new SequenceInputStream(new ByteArrayInputStream(head), rest));
    }

    private static byte[] withoutByteOrderMark(byte[] head) {
        boolean marked =
                head.length >= 3 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB && (head[2] & 0xFF) == 0xBF;
        return marked ? Arrays.copyOfRange(head, 3, head.length) : head;
    }
}

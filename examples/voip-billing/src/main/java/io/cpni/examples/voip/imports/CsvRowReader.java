package io.cpni.examples.voip.imports;

import java.util.List;

/** Makes rows of the fields of one line. An instance reads one file and may remember what it saw. */
interface CsvRowReader {

    /**
     * Reads one line. The row may be handed on later, but not after {@link #end}.
     *
     * @throws RowException if the line is no usable record; nothing has then been handed on for it
     */
    void read(long line, List<String> fields, RowSink sink) throws RowException;

    /** Hands on what is still held back, after the last line. */
    void end(RowSink sink);
}

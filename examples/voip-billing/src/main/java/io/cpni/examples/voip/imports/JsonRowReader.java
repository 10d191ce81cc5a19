package io.cpni.examples.voip.imports;

import tools.jackson.databind.JsonNode;

/** Makes a row of one JSON record. */
interface JsonRowReader {

    /**
     * Reads one record and hands its row on.
     *
     * @throws RowException if it is no usable call; nothing has then been handed on for it
     */
    void read(long line, JsonNode record, RowSink sink) throws RowException;
}

package io.cpni.examples.voip.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs a JSON file, record by record, through the reader of its format, which its first call record decides. */
final class JsonImport {

    private final JsonRowReader freeSwitch;
    private final JsonRowReader ringCentral;
    private final int maxRecordBytes;
    private final @Nullable CdrFormat announced;
    private @Nullable CdrFormat format;
    private boolean contradicted;

    JsonImport(ImportOptions options) {
        PhoneNumbers numbers = new PhoneNumbers(options.region());
        this.freeSwitch = new FreeSwitchJsonReader(numbers);
        this.ringCentral = new RingCentralJsonReader(numbers);
        this.maxRecordBytes = options.maxRecordBytes();
        this.announced = options.format();
        this.format = announced;
    }

    /** Reads the file and returns its format, or null if no record was of a known one. */
    @Nullable CdrFormat run(ByteSource source, RowSink sink) throws IOException {
        JsonRecords records = new JsonRecords(source, maxRecordBytes);
        RawRecord raw;
        while (!contradicted && (raw = records.next()) != null) {
            if (raw.isDamaged()) {
                sink.rejected(raw.line(), raw.content());
                continue;
            }
            try {
                read(raw, sink);
            } catch (RowException e) {
                sink.rejected(raw.line(), e.reason());
            }
        }
        return format;
    }

    private void read(RawRecord raw, RowSink sink) throws RowException {
        JsonNode record;
        try {
            record = JsonTree.parse(raw);
        } catch (RowException e) {
            throw new RowException("the record " + e.reason());
        }
        if (raw.kind() == RawRecord.Kind.PAGE) {
            readPage(raw, record, sink);
            return;
        }
        CdrFormat recognised = recognise(record);
        if (recognised == null) {
            throw new RowException(notACall());
        }
        if (format == null) {
            format = recognised;
        }
        if (format != recognised) {
            // The very first record decides whether the announcement was wrong; later on, only the record is.
            contradicted = announced != null && sink.isEmpty();
            throw new RowException(
                    contradicted
                            ? "the file was announced as " + format + " and looks like " + recognised
                            : "the record is " + recognised + " in a file of " + format);
        }
        (recognised == CdrFormat.FREESWITCH_JSON ? freeSwitch : ringCentral).read(raw.line(), record, sink);
    }

    /** The frame around a list is no record. It is reported only when it is all there is. */
    private void readPage(RawRecord raw, JsonNode page, RowSink sink) throws RowException {
        if (!sink.isEmpty()) {
            return;
        }
        if (format == CdrFormat.FREESWITCH_JSON || !RingCentralJsonReader.isPage(page)) {
            throw new RowException(notACall());
        }
        sink.skipped(raw.line(), "a page without records");
    }

    private static @Nullable CdrFormat recognise(JsonNode record) {
        if (FreeSwitchJsonReader.recognises(record)) {
            return CdrFormat.FREESWITCH_JSON;
        }
        return RingCentralJsonReader.recognises(record) ? CdrFormat.RINGCENTRAL_JSON : null;
    }

    private String notACall() {
        return "not a call log: the record has the keys of neither a FreeSWITCH call (variables, callflow)"
                + " nor a RingCentral call (startTime, sessionId, duration, direction, action, result)"
                + (announced == null ? "" : "; the file was announced as " + announced);
    }
}

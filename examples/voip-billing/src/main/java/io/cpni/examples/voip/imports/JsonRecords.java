package io.cpni.examples.voip.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of JSON into records of bounded length without parsing them.
 *
 * <p>A record is an object that stands alone, one of several that follow each other (one per line, for instance), an
 * element of a list, or an element of the list under the key {@code records} of an object. Such an object is itself
 * handed over afterwards, as a {@link RawRecord.Kind#PAGE}, without those elements. A file thus never has to fit into
 * memory, and a record that is no JSON (FreeSWITCH writes {@code nan} when no media was received) is refused alone:
 * Jackson over the whole stream could not go on after its first error.
 */
final class JsonRecords {

    private static final String BEFORE_ANOTHER = " is cut short: another one begins before it ends";

    private enum Place {
        SEQUENCE,
        LIST,
        PAGE
    }

    private final ByteSource source;
    private final int maxRecordBytes;
    private Place place = Place.SEQUENCE;
    private long listLine;
    private @Nullable JsonCapture page;
    private boolean oneRecordPerLine;
    private boolean finished;

    JsonRecords(ByteSource source, int maxRecordBytes) {
        this.source = source;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Returns the next record, or null at the end of the stream. */
    @Nullable RawRecord next() throws IOException {
        while (!finished) {
            int b = source.read();
            if (b == ByteSource.END) {
                finished = true;
                return place == Place.SEQUENCE
                        ? null
                        : RawRecord.damaged(listLine, "the file ends before the list of records does");
            }
            if (b == ' ' || b == '\t' || b == '\n' || b == '\r') {
                continue;
            }
            RawRecord next = place == Place.SEQUENCE ? inSequence(b) : inList(b);
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    private @Nullable RawRecord inSequence(int b) throws IOException {
        if (b == '{') {
            return cutOut(newCapture());
        }
        if (b == '[') {
            place = Place.LIST;
            listLine = source.lineOfLastByte();
            return null;
        }
        long line = source.lineOfLastByte();
        skipToLineThatBeginsARecord();
        return RawRecord.damaged(line, "text that is no JSON object");
    }

    private @Nullable RawRecord inList(int b) throws IOException {
        if (b == ',') {
            return null;
        }
        if (b == '{') {
            return cutOut(newCapture());
        }
        if (b == ']') {
            JsonCapture surrounding = place == Place.PAGE ? page : null;
            place = Place.SEQUENCE;
            return surrounding == null ? null : cutOut(surrounding);
        }
        long line = source.lineOfLastByte();
        skipElement(b);
        return RawRecord.damaged(line, "an element of the list is no JSON object");
    }

    private JsonCapture newCapture() {
        return new JsonCapture(maxRecordBytes, source.lineOfLastByte(), source.isLastByteFirstOfLine());
    }

    /** Reads on to the end of the object, or, returning null, into the list of records that it surrounds. */
    private @Nullable RawRecord cutOut(JsonCapture capture) throws IOException {
        boolean resumed = capture == page;
        if (resumed) {
            capture.append(']');
        }
        String name = resumed ? "the page around the records" : "the record";
        int b;
        while ((b = source.read()) != ByteSource.END) {
            JsonCapture.Step step = capture.append(b);
            switch (step) {
                case WITHIN -> {
                    boolean newRecord = oneRecordPerLine && capture.isFirstOfLine();
                    if (b == '\n' && newRecord && source.peek() == '{') {
                        return RawRecord.damaged(capture.line(), name + BEFORE_ANOTHER);
                    }
                }
                case COMPLETE -> {
                    if (resumed) {
                        page = null;
                        return capture.toRecord(RawRecord.Kind.PAGE, name);
                    }
                    oneRecordPerLine |= capture.isOnOneLine();
                    return capture.toRecord(RawRecord.Kind.RECORD, name);
                }
                case RECORDS_OPENED -> {
                    if (place == Place.SEQUENCE) {
                        page = capture;
                        listLine = capture.line();
                        place = Place.PAGE;
                        return null;
                    }
                    capture.enterRecordsAsPlainList();
                }
                case BEGINS_ANOTHER -> {
                    source.unread();
                    return RawRecord.damaged(capture.line(), name + BEFORE_ANOTHER);
                }
                case CLOSES_OUTER_LIST -> {
                    if (place != Place.SEQUENCE) {
                        source.unread();
                        return RawRecord.damaged(capture.line(), name + " is cut short: the list ends before it does");
                    }
                }
                case TOO_DEEP -> {
                    finished = true;
                    return RawRecord.damaged(
                            capture.line(),
                            name + " is nested deeper than " + JsonCapture.MAX_DEPTH
                                    + " levels; nothing after it was read");
                }
            }
        }
        finished = true;
        return RawRecord.damaged(capture.line(), name + " is cut short: the file ends before it does");
    }

    /** Leaves out what cannot be a record, as one piece, up to a line whose first byte may begin one. */
    private void skipToLineThatBeginsARecord() throws IOException {
        int b;
        do {
            b = source.read();
        } while (b != ByteSource.END && !(source.isLastByteFirstOfLine() && (b == '{' || b == '[')));
        if (b != ByteSource.END) {
            source.unread();
        }
    }

    /** Leaves out an element of a list that is no object; strings and nested lists may hold commas and brackets. */
    private void skipElement(int first) throws IOException {
        int depth = first == '[' ? 1 : 0;
        boolean inString = first == '"';
        boolean escaped = false;
        int b;
        while ((b = source.read()) != ByteSource.END) {
            if (b == '\n' || b == '\r') {
                inString = false;
            } else if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
                escaped = false;
            } else if (b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == ']' || b == '{')) {
                source.unread();
                return;
            } else if (b == ']') {
                depth--;
            }
        }
    }
}

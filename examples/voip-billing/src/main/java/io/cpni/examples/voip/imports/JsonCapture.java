package io.cpni.examples.voip.imports;

/** Follows one JSON object byte by byte while it is cut out: its text so far, its open brackets, its open string. */
final class JsonCapture {

    /** Deeper nesting is an attack or garbage; the switches' records have five levels. */
    static final int MAX_DEPTH = 500;

    private static final int MAX_KEY = 16;

    private final RecordBuffer buffer;
    private final long line;
    private final boolean firstOfLine;
    private final byte[] open = new byte[MAX_DEPTH];
    private final StringBuilder key = new StringBuilder(MAX_KEY);
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean afterKey;
    private boolean severalLines;
    private int lastSignificant;

    /** Starts with an opening brace that was just read. */
    JsonCapture(int maxBytes, long line, boolean firstOfLine) {
        this.buffer = new RecordBuffer(maxBytes);
        this.line = line;
        this.firstOfLine = firstOfLine;
        append('{');
    }

    /** What the byte just appended did to the object. */
    enum Step {
        WITHIN,
        /** The object's last bracket closed. */
        COMPLETE,
        /** The list that is the value of the object's own {@code records} key has opened. */
        RECORDS_OPENED,
        /** An opening brace where JSON allows no object: this one was cut short, and another record begins. */
        BEGINS_ANOTHER,
        /** A closing square bracket that none in the object opened: it belongs to what is around the object. */
        CLOSES_OUTER_LIST,
        TOO_DEEP
    }

    Step append(int b) {
        buffer.append(b);
        if (b == '\n' || b == '\r') {
            severalLines = true;
            // JSON has no line end inside a string. So the closing quote was lost; Jackson will refuse this record,
            // and closing the string here keeps the brackets of the following ones apart.
            inString = false;
            return Step.WITHIN;
        }
        if (inString) {
            followString(b);
            return Step.WITHIN;
        }
        Step step = followStructure(b);
        if (b != ' ' && b != '\t') {
            lastSignificant = b;
        }
        return step;
    }

    private void followString(int b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            lastSignificant = '"';
            return;
        }
        if (key.length() < MAX_KEY) {
            key.append((char) b);
        }
    }

    private Step followStructure(int b) {
        switch (b) {
            case '"' -> {
                inString = true;
                escaped = false;
                afterKey = false;
                key.setLength(0);
            }
            case ':' -> afterKey = depth == 1;
            case ',' -> afterKey = false;
            case '{' -> {
                return depth == 0 || objectMayFollow() ? push(b) : Step.BEGINS_ANOTHER;
            }
            case '[' -> {
                // The list stays out of the stack: its elements are cut out one by one, and end it for us.
                if (afterKey && key.toString().equals("records")) {
                    return Step.RECORDS_OPENED;
                }
                return push(b);
            }
            case '}' -> {
                while (open[depth - 1] == '[') {
                    depth--;
                }
                depth--;
                return depth == 0 ? Step.COMPLETE : Step.WITHIN;
            }
            case ']' -> {
                int list = depth - 1;
                while (list >= 0 && open[list] != '[') {
                    list--;
                }
                if (list < 0) {
                    return Step.CLOSES_OUTER_LIST;
                }
                depth = list;
            }
            default -> {
                // Scalars and blanks do not change the structure; whether they are sound is Jackson's to say.
            }
        }
        return Step.WITHIN;
    }

    /** Treats the list under {@code records} like any other: the object is itself an element, and no page. */
    Step enterRecordsAsPlainList() {
        return push('[');
    }

    private Step push(int b) {
        if (depth == MAX_DEPTH) {
            return Step.TOO_DEEP;
        }
        open[depth++] = (byte) b;
        afterKey = false;
        return Step.WITHIN;
    }

    private boolean objectMayFollow() {
        return lastSignificant == '[' || lastSignificant == ':' || (lastSignificant == ',' && open[depth - 1] == '[');
    }

    boolean isFirstOfLine() {
        return firstOfLine;
    }

    boolean isOnOneLine() {
        return firstOfLine && !severalLines;
    }

    long line() {
        return line;
    }

    RawRecord toRecord(RawRecord.Kind kind, String name) {
        return buffer.toRecord(line, kind, name);
    }
}

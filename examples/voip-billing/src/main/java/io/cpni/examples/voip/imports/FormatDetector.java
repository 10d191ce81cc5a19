package io.cpni.examples.voip.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from a file's first bytes what it is; its name is never asked.
 *
 * <p>What begins with a brace or a square bracket is JSON, unless a CSV row follows further on, and {@link JsonImport}
 * tells the two JSON formats apart by the keys of the first call record. Everything else is CSV: the first line that has the columns of a format, counting
 * them and looking for times and ids in their places, decides. Damaged lines before it do no harm.
 */
final class FormatDetector {

    private static final String UNKNOWN = "not a known call-record file: no line has the columns of asterisk-csv (18 or"
            + " 19, local start and end times), freeswitch-csv (15, local times and a uuid) or cucm-csv (a header that"
            + " begins with cdrRecordType, or a line of column types), and it does not begin like JSON";

    private final byte[] head;
    private final boolean whole;

    /**
     * Looks at the first bytes of a file.
     *
     * @param head the first bytes, after a UTF-8 byte order mark
     * @param whole whether these are all bytes of the file
     */
    FormatDetector(byte[] head, boolean whole) {
        this.head = head;
        this.whole = whole;
    }

    /** Refuses what is certainly no text: the reasons say what to do about it. */
    void checkIsText() throws RowException {
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new RowException("the file is UTF-16; convert it to UTF-8 first");
        }
        if (startsWith(0x1F, 0x8B) || startsWith('P', 'K', 3, 4)) {
            throw new RowException("the file is compressed; unpack it first");
        }
        if (whole && firstSignificantByte() == ByteSource.END) {
            throw new RowException(head.length == 0 ? "the file is empty" : "the file holds no record");
        }
    }

    /**
     * Tells whether to read the file as JSON. A damaged first line must not decide this: a CSV row elsewhere in the
     * head outweighs a brace at the start, and a line that begins with a brace is enough if JSON was announced.
     */
    boolean isJson(@Nullable CdrFormat announced, int maxLineBytes) throws RowException {
        if (announced != null && announced.isJson()) {
            return beginsLikeJson() || hasLineThatBeginsLikeJson();
        }
        return beginsLikeJson() && find(maxLineBytes) == null;
    }

    private boolean beginsLikeJson() {
        int first = firstSignificantByte();
        return first == '{' || first == '[';
    }

    private boolean hasLineThatBeginsLikeJson() {
        for (int i = 1; i < head.length; i++) {
            if ((head[i] == '{' || head[i] == '[') && (head[i - 1] == '\n' || head[i - 1] == '\r')) {
                return true;
            }
        }
        return false;
    }

    /**
     * Decides on the format of a file that is not JSON.
     *
     * @param announced what the file is said to be, or null
     * @throws RowException if the content is of no known format, or of another one than announced
     */
    CdrFormat csvFormat(@Nullable CdrFormat announced, int maxLineBytes) throws RowException {
        if (announced != null && announced.isJson()) {
            throw new RowException("the file was announced as " + announced + " and does not look like JSON");
        }
        CdrFormat found = find(maxLineBytes);
        if (announced == null) {
            if (found == null) {
                throw new RowException(UNKNOWN);
            }
            return found;
        }
        if (found != null && found != announced) {
            throw new RowException("the file was announced as " + announced + " and looks like " + found);
        }
        return announced;
    }

    private @Nullable CdrFormat find(int maxLineBytes) throws RowException {
        PhysicalLines lines = new PhysicalLines(new ByteSource(new ByteArrayInputStream(head)), maxLineBytes);
        CdrFormat typesOnly = null;
        try {
            RawRecord line;
            while ((line = lines.next()) != null) {
                List<String> fields = fieldsOrNull(line);
                if (fields == null) {
                    continue;
                }
                if (CucmCsvReader.recognisesManagementRecord(fields)) {
                    throw new RowException(
                            "the file holds Cisco call management (quality) records, not call detail" + " records");
                }
                CdrFormat format = formatOf(fields);
                if (format == CdrFormat.CUCM_CSV && CucmCsvReader.isTypeLine(fields)) {
                    // Calls and quality records may both begin with such a line; what follows it tells.
                    typesOnly = format;
                } else if (format != null) {
                    return format;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
        return typesOnly;
    }

    /** Splits a line, or returns null if it is damaged; the line at the end of the head is mostly cut in two. */
    private static @Nullable List<String> fieldsOrNull(RawRecord line) {
        if (line.isDamaged()) {
            return null;
        }
        try {
            return CsvFields.split(line.content());
        } catch (RowException e) {
            // Reported when the file is read; here it only means that this line does not tell the format.
            return null;
        }
    }

    private static @Nullable CdrFormat formatOf(List<String> fields) {
        if (CucmCsvReader.recognises(fields)) {
            return CdrFormat.CUCM_CSV;
        }
        if (AsteriskCsvReader.recognises(fields)) {
            return CdrFormat.ASTERISK_CSV;
        }
        return FreeSwitchCsvReader.recognises(fields) ? CdrFormat.FREESWITCH_CSV : null;
    }

    private int firstSignificantByte() {
        for (byte b : head) {
            if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
                return b & 0xFF;
            }
        }
        return ByteSource.END;
    }

    private boolean startsWith(int... prefix) {
        if (head.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((head[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}

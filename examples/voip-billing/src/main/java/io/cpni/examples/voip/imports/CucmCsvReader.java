package io.cpni.examples.voip.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of Cisco Unified Communications Manager call detail records.
 *
 * <p>A file may begin with a header and with a line of SQL types; both may also stand in the middle, where files were
 * joined. The legs that the switch sets up to record a call are handed on with {@link Disposition#RECORDING_LEG}: they
 * are part of the conversation's history, and nothing is billed for them.
 */
final class CucmCsvReader implements CsvRowReader {

    private static final String RECORD_TYPE = "cdrRecordType";

    /** The value of cdrRecordType of an end call detail record; 2 is a management (quality) record. */
    private static final String CALL_DETAIL = "1";

    private static final String CALL_MANAGEMENT = "2";

    /** Cisco's OnBehalfOf code for recording. */
    private static final String ON_BEHALF_OF_RECORDING = "27";

    private static final Pattern SQL_TYPE = Pattern.compile("INTEGER|STRING|UNIQUEIDENTIFIER|N?VARCHAR(\\([0-9]+\\))?");

    /** Device names of telephones, analogue ports and soft clients, as against gateways and trunks. */
    private static final Pattern PHONE =
            Pattern.compile("(SEP|ATA|AN|VGC)[0-9A-F]{10,16}|(CSF|TCT|BOT|TAB)[A-Za-z0-9_-]{1,12}");

    private final PhoneNumbers numbers;
    private @Nullable CucmColumns columns;

    CucmCsvReader(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    static boolean isHeader(List<String> fields) {
        return fields.get(0).equals(RECORD_TYPE);
    }

    static boolean isTypeLine(List<String> fields) {
        return fields.size() > 1
                && fields.stream().allMatch(field -> SQL_TYPE.matcher(field).matches());
    }

    static boolean recognises(List<String> fields) {
        if (isHeader(fields)) {
            return fields.contains("origLegCallIdentifier");
        }
        return CucmColumns.isWideEnough(fields)
                && (isTypeLine(fields)
                        || (fields.get(0).equals(CALL_DETAIL) && fields.get(4).matches("[0-9]{9,10}")));
    }

    /** Recognises call management records, which share the first columns and tell of quality, not of calls. */
    static boolean recognisesManagementRecord(List<String> fields) {
        if (isHeader(fields)) {
            return fields.contains("numberPacketsSent");
        }
        return fields.size() >= 19
                && fields.get(0).equals(CALL_MANAGEMENT)
                && fields.get(6).matches("[0-9]{9,10}");
    }

    @Override
    public void read(long line, List<String> fields, RowSink sink) throws RowException {
        if (isHeader(fields)) {
            columns = CucmColumns.ofHeader(fields);
            sink.skipped(line, "header line");
            return;
        }
        boolean types = isTypeLine(fields);
        CucmColumns cols = columns;
        if (cols == null) {
            cols = CucmColumns.ofDocumentedOrder(fields.size());
            // Only a row that is what it should be may tell how wide the others are.
            if (types || fields.get(0).equals(CALL_DETAIL)) {
                columns = cols;
            }
        }
        cols.checkWidth(fields);
        if (types) {
            sink.skipped(line, "line of column types");
            return;
        }
        sink.parsed(line, call(cols, fields));
    }

    @Override
    public void end(RowSink sink) {
        // Each row was handed on when it was read.
    }

    private ParsedCall call(CucmColumns cols, List<String> fields) throws RowException {
        if (!cols.required(fields, RECORD_TYPE).equals(CALL_DETAIL)) {
            throw new RowException("column " + RECORD_TYPE + ": expected 1, a call detail record");
        }
        Instant start = Values.present(
                "dateTimeOrigination",
                Values.epochSeconds("dateTimeOrigination", cols.required(fields, "dateTimeOrigination")));
        Instant answer = Values.epochSeconds("dateTimeConnect", cols.required(fields, "dateTimeConnect"));
        Instant end = Values.present(
                "dateTimeDisconnect",
                Values.epochSeconds("dateTimeDisconnect", cols.required(fields, "dateTimeDisconnect")));
        Duration connected = Values.seconds("duration", cols.required(fields, "duration"));

        String called = cols.optional(fields, "finalCalledPartyNumber");
        Party caller = numbers.party(cols.optional(fields, "callingPartyNumber"));
        Party callee = numbers.party(called != null ? called : cols.optional(fields, "originalCalledPartyNumber"));
        return new CallDraft(CdrFormat.CUCM_CSV, sourceId(cols, fields), caller, callee)
                .direction(direction(cols, fields))
                .times(start, answer, end)
                // The record's duration counts from the connection; from set-up on there are only the time stamps.
                .outcome(disposition(answer, cols, fields), Duration.between(start, end), connected)
                .accountCode(cols.optional(fields, "clientMatterCode"))
                .callId(globalCallId(cols, fields))
                .codec(codec(cols.optional(fields, "origMediaCap_payloadCapability")))
                .toCall();
    }

    private static String sourceId(CucmColumns cols, List<String> fields) throws RowException {
        String pkid = cols.optional(fields, "pkid");
        return pkid != null ? pkid : globalCallId(cols, fields) + "/" + cols.required(fields, "origLegCallIdentifier");
    }

    /** Joins the parts of the id that all records of one call share; the cluster makes it unique beyond one cluster. */
    private static String globalCallId(CucmColumns cols, List<String> fields) throws RowException {
        String id = cols.required(fields, "globalCallID_callManagerId") + "/"
                + cols.required(fields, "globalCallID_callId");
        String cluster = cols.optional(fields, "globalCallId_ClusterID");
        return cluster == null ? id : cluster + "/" + id;
    }

    private static Direction direction(CucmColumns cols, List<String> fields) {
        String from = cols.optional(fields, "origDeviceName");
        String to = cols.optional(fields, "destDeviceName");
        if (from == null || to == null) {
            return Direction.UNKNOWN;
        }
        boolean fromPhone = PHONE.matcher(from).matches();
        boolean toPhone = PHONE.matcher(to).matches();
        if (fromPhone && toPhone) {
            return Direction.INTERNAL;
        }
        if (fromPhone) {
            return Direction.OUTBOUND;
        }
        // From one trunk to another: a tandem call, whose direction the record does not tell.
        return toPhone ? Direction.INBOUND : Direction.UNKNOWN;
    }

    private static Disposition disposition(@Nullable Instant answer, CucmColumns cols, List<String> fields) {
        if (isRecording(cols, fields)) {
            return Disposition.RECORDING_LEG;
        }
        if (answer != null) {
            return Disposition.ANSWERED;
        }
        String cause = cols.optional(fields, "destCause_value");
        if (cause == null || cause.equals("0")) {
            cause = cols.optional(fields, "origCause_value");
        }
        // ITU-T Q.850 causes.
        return switch (cause == null ? "0" : cause) {
            case "17" -> Disposition.BUSY;
            case "0", "16", "18", "19", "31", "102" -> Disposition.NO_ANSWER;
            default -> Disposition.FAILED;
        };
    }

    private static boolean isRecording(CucmColumns cols, List<String> fields) {
        return ON_BEHALF_OF_RECORDING.equals(cols.optional(fields, "origCalledPartyRedirectOnBehalfOf"))
                || ON_BEHALF_OF_RECORDING.equals(cols.optional(fields, "lastRedirectRedirectOnBehalfOf"));
    }

    /** Names the common payload types by Cisco's table; 0 means that no media was negotiated. */
    private static @Nullable String codec(@Nullable String payload) {
        if (payload == null) {
            return null;
        }
        return switch (payload) {
            case "0" -> null;
            case "2", "3" -> "PCMA";
            case "4", "5" -> "PCMU";
            case "6", "7", "8" -> "G722";
            case "11", "12", "15", "16" -> "G729";
            default -> "cucm-" + payload;
        };
    }
}

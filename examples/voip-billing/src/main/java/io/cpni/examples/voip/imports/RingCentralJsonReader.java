package io.cpni.examples.voip.imports;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads records of a RingCentral call log, the same in list pages, sync answers and lists of active calls.
 *
 * <p>The Detailed view repeats the call in its {@code legs}, which are left aside. The record says how long the call
 * lasted but not when it was answered, so {@link ParsedCall#answer()} is always null.
 */
final class RingCentralJsonReader implements JsonRowReader {

    /** The keys of a call record; messages, extensions and devices share one or two of them. */
    private static final List<String> CALL_KEYS = List.of(
            "startTime", "sessionId", "telephonySessionId", "duration", "durationMs", "direction", "action", "result");

    private static final int TELLING_KEYS = 4;

    private final PhoneNumbers numbers;

    RingCentralJsonReader(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    static boolean recognises(JsonNode record) {
        return CALL_KEYS.stream().filter(record::has).count() >= TELLING_KEYS;
    }

    /** Tells whether an object with an empty list of records is a page: one of a list, or the answer of a sync. */
    static boolean isPage(JsonNode page) {
        return page.has("paging") || page.has("syncInfo");
    }

    @Override
    public void read(long line, JsonNode record, RowSink sink) throws RowException {
        if (record.path("deleted").asBoolean(false)) {
            sink.skipped(line, "the record was deleted at the source");
            return;
        }
        String result = JsonTree.text(record, "result");
        if (result != null && isInProgress(result)) {
            // Taken now, it would stand for the call with its length so far: the finished record has the same id.
            sink.skipped(line, "the call is still in progress");
            return;
        }
        sink.parsed(line, call(record, result));
    }

    private ParsedCall call(JsonNode record, @Nullable String result) throws RowException {
        String id = Values.required("id", JsonTree.text(record, "id"));
        Instant start = startTime(Values.required("startTime", JsonTree.text(record, "startTime")));
        Duration duration = duration(record);
        String session = JsonTree.text(record, "telephonySessionId");
        return new CallDraft(CdrFormat.RINGCENTRAL_JSON, id, party(record.path("from")), party(record.path("to")))
                .direction(direction(JsonTree.text(record, "direction")))
                .times(start, null, start.plus(duration))
                .outcome(disposition(result), duration, duration)
                .callId(session != null ? session : JsonTree.text(record, "sessionId"))
                .toCall();
    }

    /** A party may have a number, only an extension, or only a name; a name is left where it is. */
    private Party party(JsonNode party) {
        String number = JsonTree.text(party, "phoneNumber");
        return numbers.party(number != null ? number : JsonTree.text(party, "extensionNumber"));
    }

    private static Instant startTime(String text) throws RowException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new RowException("column startTime: expected an ISO-8601 time with offset");
        }
    }

    private static Duration duration(JsonNode record) throws RowException {
        String millis = JsonTree.text(record, "durationMs");
        if (millis != null) {
            return Duration.ofMillis(Values.wholeNumber("durationMs", millis));
        }
        return Values.seconds("duration", Values.required("duration", JsonTree.text(record, "duration")));
    }

    private static Direction direction(@Nullable String text) {
        if (text == null) {
            return Direction.UNKNOWN;
        }
        return switch (text) {
            case "Inbound" -> Direction.INBOUND;
            case "Outbound" -> Direction.OUTBOUND;
            default -> Direction.UNKNOWN;
        };
    }

    private static boolean isInProgress(String result) {
        String text = result.toLowerCase(Locale.ROOT);
        return text.equals("in progress") || text.equals("resultinprogress");
    }

    /** Results are free text for people, in several spellings over the years; what is not known stays unknown. */
    private static Disposition disposition(@Nullable String result) {
        if (result == null) {
            return Disposition.UNKNOWN;
        }
        return switch (result.toLowerCase(Locale.ROOT)) {
            case "call connected",
                    "connected",
                    "accepted",
                    "call accepted",
                    "sent",
                    "fax sent",
                    "received",
                    "partially sent",
                    "fax partially sent",
                    "partial receive" -> Disposition.ANSWERED;
            case "no answer", "missed", "voicemail", "hang up", "abandoned", "declined", "rejected", "reply" ->
                Disposition.NO_ANSWER;
            case "busy" -> Disposition.BUSY;
            case "call failed",
                    "call failure",
                    "wrong number",
                    "blocked",
                    "internal error",
                    "ip phone offline",
                    "restricted number",
                    "international disabled",
                    "international restriction",
                    "international restricted",
                    "no calling credit",
                    "suspended account",
                    "stopped",
                    "send error",
                    "receive error",
                    "fax receipt error",
                    "fax send error",
                    "fax not sent",
                    "no fax machine",
                    "poor line quality",
                    "fax poor line" -> Disposition.FAILED;
            default -> Disposition.UNKNOWN;
        };
    }
}

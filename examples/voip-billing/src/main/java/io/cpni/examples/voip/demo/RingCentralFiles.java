package io.cpni.examples.voip.demo;

import java.io.OutputStream;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * Writes pages of RingCentral's REST call log (view Simple), newest call first, a thousand at most to a page. Times are
 * ISO-8601 in UTC with milliseconds, durations whole seconds: of the talk, or of the ringing where nobody answered.
 */
final class RingCentralFiles implements CallFiles {

    private static final int PAGE_SIZE = 1_000;

    private static final String BASE =
            "https://platform.ringcentral.example/restapi/v1.0/account/~/extension/~/call-log";

    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final DemoCarrier carrier;

    RingCentralFiles(DemoCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public List<DemoFile> files(DemoSwitch source, YearMonth month, List<DemoCall> calls) {
        List<DemoCall> newestFirst = calls.stream()
                .sorted(Comparator.comparing(DemoCall::start)
                        .thenComparing(DemoCall::id)
                        .reversed())
                .toList();
        int pages = (newestFirst.size() + PAGE_SIZE - 1) / PAGE_SIZE;
        List<DemoFile> files = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            int from = (page - 1) * PAGE_SIZE;
            List<DemoCall> ofPage = newestFirst.subList(from, Math.min(from + PAGE_SIZE, newestFirst.size()));
            int number = page;
            files.add(new DemoFile(
                    source.label() + "/" + month + "/call-log-page-" + page + ".json",
                    source.formatName(),
                    source.zone(),
                    ofPage,
                    out -> write(out, month, ofPage, number, pages)));
        }
        return files;
    }

    private void write(OutputStream out, YearMonth month, List<DemoCall> calls, int page, int pages) {
        try (JsonGenerator json = JsonOutput.open(out)) {
            json.writeStartObject();
            json.writeStringProperty("uri", pageUri(month, page));
            json.writeArrayPropertyStart("records");
            calls.forEach(call -> record(json, call));
            json.writeEndArray();
            json.writeObjectPropertyStart("paging");
            json.writeNumberProperty("page", page);
            json.writeNumberProperty("perPage", PAGE_SIZE);
            json.writeNumberProperty("pageStart", (page - 1) * PAGE_SIZE);
            json.writeNumberProperty("pageEnd", (page - 1) * PAGE_SIZE + calls.size() - 1);
            json.writeEndObject();
            json.writeObjectPropertyStart("navigation");
            if (page < pages) {
                link(json, "nextPage", pageUri(month, page + 1));
            }
            link(json, "firstPage", pageUri(month, 1));
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void record(JsonGenerator json, DemoCall call) {
        DemoRandom ids = WireText.idsOf(carrier, call);
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        String id = ids.text(14, ID_ALPHABET);
        json.writeStartObject();
        json.writeStringProperty("uri", BASE + "/" + id + "?view=Simple");
        json.writeStringProperty("id", id);
        json.writeStringProperty("sessionId", Long.toString(404_000_000_000L + call.id()));
        json.writeStringProperty("startTime", TIME.format(call.start()));
        json.writeStringProperty("telephonySessionId", "s-" + ids.text(32, "0123456789abcdef"));
        boolean answered = call.answeredAt() != null;
        json.writeNumberProperty("duration", (answered ? call.talk() : call.whole()).toSeconds());
        json.writeStringProperty("type", "Voice");
        json.writeStringProperty("direction", outbound ? "Outbound" : "Inbound");
        json.writeStringProperty("action", outbound ? "VoIP Call" : "Phone Call");
        json.writeStringProperty("result", result(call));
        party(json, "to", call, !outbound);
        party(json, "from", call, outbound);
        json.writeEndObject();
    }

    private void party(JsonGenerator json, String name, DemoCall call, boolean own) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("phoneNumber", own ? call.ownNumber() : call.farNumber());
        if (own) {
            long customerId = carrier.account(call.accountId()).customerId();
            json.writeStringProperty("name", carrier.customer(customerId).name());
        }
        json.writeEndObject();
    }

    private static String result(DemoCall call) {
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        return switch (call.outcome()) {
            case ANSWERED -> outbound ? "Call connected" : "Accepted";
            case NO_ANSWER -> outbound ? "No Answer" : "Missed";
            case BUSY -> "Busy";
            case FAILED -> "Call Failed";
        };
    }

    private static void link(JsonGenerator json, String name, String uri) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("uri", uri);
        json.writeEndObject();
    }

    private static String pageUri(YearMonth month, int page) {
        return BASE + "?view=Simple&dateFrom=" + month + "-01T00:00:00.000Z&page=" + page + "&perPage=" + PAGE_SIZE;
    }
}

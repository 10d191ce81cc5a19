package io.cpni.examples.voip.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes FreeSWITCH's {@code mod_json_cdr}, one object a line. Values of {@code variables} are text and
 * percent-encoded, those of {@code callflow} are not; zero means never.
 *
 * <p>A call of an account is a leg the switch set up itself, and there {@code caller_id_number} of the caller profile
 * holds the <em>called</em> number, as in real records; a call to an account is an inbound leg.
 */
final class FreeSwitchJsonFiles implements CallFiles {

    private static final String SWITCH_NAME = "fs1.voip.example";

    private final DemoCarrier carrier;

    FreeSwitchJsonFiles(DemoCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public List<DemoFile> files(DemoSwitch source, YearMonth month, List<DemoCall> calls) {
        List<DemoCall> ordered = WireText.inOrderOfEnd(calls);
        return List.of(new DemoFile(
                source.label() + "/" + month + ".jsonl",
                source.formatName(),
                source.zone(),
                ordered,
                out -> write(out, ordered)));
    }

    private void write(OutputStream out, List<DemoCall> calls) throws IOException {
        UUID core = new DemoRandom(carrier.seed()).uuid();
        for (DemoCall call : calls) {
            try (JsonGenerator json = JsonOutput.open(out)) {
                record(json, call, core);
            }
            out.write('\n');
        }
    }

    private void record(JsonGenerator json, DemoCall call, UUID core) {
        String leg = WireText.idsOf(carrier, call).uuid().toString();
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        json.writeStartObject();
        json.writeStringProperty("core-uuid", core.toString());
        json.writeStringProperty("switchname", SWITCH_NAME);
        json.writeObjectPropertyStart("channel_data");
        json.writeStringProperty("state", "CS_REPORTING");
        json.writeStringProperty("direction", outbound ? "outbound" : "inbound");
        json.writeStringProperty("state_number", "11");
        json.writeStringProperty("flags", "0=1;1=1;37=1;40=1;53=1");
        json.writeStringProperty("caps", "1=1;2=1;3=1;4=1;5=1;6=1");
        json.writeEndObject();
        statistics(json, call);
        json.writeObjectPropertyStart("variables");
        variables(json, call, leg);
        json.writeEndObject();
        json.writeObjectPropertyStart("app_log");
        json.writeArrayPropertyStart("applications");
        json.writeStartObject();
        json.writeStringProperty("app_name", "bridge");
        json.writeStringProperty("app_data", "");
        json.writeStringProperty("app_stamp", micros(call.start()));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        callflow(json, call, leg);
        json.writeEndObject();
    }

    private static void statistics(JsonGenerator json, DemoCall call) {
        // 50 packets a second of 172 bytes each, as G.711 has it.
        long packets = call.talk().toMillis() / 20;
        json.writeObjectPropertyStart("callStats");
        json.writeObjectPropertyStart("audio");
        for (String side : List.of("inbound", "outbound")) {
            json.writeObjectPropertyStart(side);
            json.writeNumberProperty("raw_bytes", 172 * packets);
            json.writeNumberProperty("media_bytes", 172 * packets);
            json.writeNumberProperty("packet_count", packets);
            json.writeNumberProperty("jitter_packet_count", 0);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void variables(JsonGenerator json, DemoCall call, String leg) {
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        FreeSwitchCause cause = FreeSwitchCause.of(call.outcome());
        Instant answeredAt = call.answeredAt();

        variable(json, "direction", outbound ? "outbound" : "inbound");
        variable(json, "uuid", leg);
        variable(json, "call_uuid", leg);
        variable(json, "session_id", Long.toString(call.id()));
        variable(json, "channel_name", channelName(call));
        variable(json, "sip_call_id", new UUID(carrier.seed(), call.id()) + "@" + SWITCH_NAME);
        variable(json, "sip_from_user", call.caller());
        variable(json, "sip_from_uri", call.caller() + "@" + SWITCH_NAME);
        variable(json, "sip_to_user", call.callee());
        variable(json, "sip_to_uri", call.callee() + "@" + SWITCH_NAME);
        variable(json, "sip_user_agent", "demo phone/1.0");
        if (outbound) {
            variable(json, "is_outbound", "true");
            variable(json, "origination_caller_id_number", call.caller());
            variable(json, "origination_caller_id_name", WireText.callerName(carrier, call));
        }
        variable(json, "read_codec", "PCMU");
        variable(json, "write_codec", "PCMU");
        variable(json, "proto_specific_hangup_cause", "sip:" + cause.sipStatus());
        variable(json, "sip_term_status", Integer.toString(cause.sipStatus()));
        variable(json, "hangup_cause", cause.name());
        variable(json, "hangup_cause_q850", Integer.toString(cause.q850()));
        times(json, "start", call.start());
        times(json, "profile_start", call.start());
        times(json, "answer", answeredAt);
        times(json, "bridge", answeredAt);
        times(json, "progress_media", null);
        times(json, "end", call.end());
        variable(json, "last_app", "bridge");
        variable(json, "duration", Long.toString(call.whole().toSeconds()));
        variable(json, "billsec", Long.toString(call.talk().toSeconds()));
        variable(json, "mduration", Long.toString(call.whole().toMillis()));
        variable(json, "billmsec", Long.toString(call.talk().toMillis()));
        variable(json, "uduration", Long.toString(1_000 * call.whole().toMillis()));
        variable(json, "billusec", Long.toString(1_000 * call.talk().toMillis()));
    }

    /** Writes a time thrice, as text, in seconds and in microseconds; one that never came has no text. */
    private static void times(JsonGenerator json, String event, @Nullable Instant instant) {
        if (instant != null) {
            variable(json, event + "_stamp", WireText.wallClock(instant, ZoneOffset.UTC));
        }
        variable(json, event + "_epoch", instant == null ? "0" : Long.toString(instant.getEpochSecond()));
        variable(json, event + "_uepoch", micros(instant));
    }

    private static void callflow(JsonGenerator json, DemoCall call, String leg) {
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        String flipped = outbound ? call.callee() : call.caller();
        json.writeArrayPropertyStart("callflow");
        json.writeStartObject();
        json.writeStringProperty("profile_index", "1");
        json.writeObjectPropertyStart("caller_profile");
        json.writeStringProperty("username", outbound ? "" : call.caller());
        json.writeStringProperty("dialplan", outbound ? "" : "XML");
        json.writeStringProperty("caller_id_name", flipped);
        json.writeStringProperty("ani", call.caller());
        json.writeStringProperty("aniii", "");
        json.writeStringProperty("caller_id_number", flipped);
        json.writeStringProperty("network_addr", "192.0.2.17");
        json.writeStringProperty("rdnis", "");
        json.writeStringProperty("destination_number", call.callee());
        json.writeStringProperty("uuid", leg);
        json.writeStringProperty("source", outbound ? "src/switch_ivr_originate.c" : "mod_sofia");
        json.writeStringProperty("context", outbound ? "default" : "public");
        json.writeStringProperty("chan_name", channelName(call));
        json.writeEndObject();
        json.writeObjectPropertyStart("times");
        json.writeStringProperty("created_time", micros(call.start()));
        json.writeStringProperty("profile_created_time", micros(call.start()));
        json.writeStringProperty("progress_time", "0");
        json.writeStringProperty("progress_media_time", "0");
        json.writeStringProperty("answered_time", micros(call.answeredAt()));
        json.writeStringProperty("bridged_time", micros(call.answeredAt()));
        json.writeStringProperty("last_hold_time", "0");
        json.writeStringProperty("hold_accum_time", "0");
        json.writeStringProperty("hangup_time", micros(call.end()));
        json.writeStringProperty("resurrect_time", "0");
        json.writeStringProperty("transfer_time", "0");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void variable(JsonGenerator json, String name, String value) {
        json.writeStringProperty(name, WireText.percentEncoded(value));
    }

    private static String channelName(DemoCall call) {
        return String.format(Locale.ROOT, "sofia/external/%s@%s", call.callee(), SWITCH_NAME);
    }

    private static String micros(@Nullable Instant instant) {
        return instant == null ? "0" : Long.toString(1_000 * instant.toEpochMilli());
    }
}

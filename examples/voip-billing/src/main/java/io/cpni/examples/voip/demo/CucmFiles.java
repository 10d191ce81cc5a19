package io.cpni.examples.voip.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes Cisco CUCM call detail records: a header, a line of SQL types, then rows; epoch seconds, numbers of ten digits
 * without plus, addresses as signed numbers in reversed byte order, zero for what never happened.
 */
final class CucmFiles implements CallFiles {

    private static final String TRUNK = "SIP-Trunk-PSTN";

    private final DemoCarrier carrier;

    CucmFiles(DemoCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public List<DemoFile> files(DemoSwitch source, YearMonth month, List<DemoCall> calls) {
        List<DemoCall> ordered = WireText.inOrderOfEnd(calls);
        return List.of(new DemoFile(
                source.label() + "/cdr_" + month + ".csv",
                source.formatName(),
                source.zone(),
                ordered,
                out -> write(out, ordered)));
    }

    private void write(OutputStream out, List<DemoCall> calls) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(CucmColumn.ALL.stream()
                        .map(column -> '"' + column.name() + '"')
                        .collect(Collectors.joining(",")))
                .append('\n');
        text.append(CucmColumn.ALL.stream().map(CucmColumn::type).collect(Collectors.joining(",")))
                .append('\n');
        for (DemoCall call : calls) {
            Map<String, String> values = values(call);
            text.append(CucmColumn.ALL.stream()
                            .map(column -> cell(column, values))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String cell(CucmColumn column, Map<String, String> values) {
        return column.isText()
                ? '"' + values.getOrDefault(column.name(), "") + '"'
                : values.getOrDefault(column.name(), "0");
    }

    private Map<String, String> values(DemoCall call) {
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        String phone = String.format(Locale.ROOT, "SEP%012X", 0x0200_0000_0000L + call.accountId());
        String called = WireText.tenDigits(call.callee());
        Instant answeredAt = call.answeredAt();
        long connect = answeredAt == null ? 0 : answeredAt.getEpochSecond();
        long disconnect = call.end().getEpochSecond();
        int phoneAddress = address(10, 20, (int) (call.accountId() / 250), (int) (call.accountId() % 250) + 1);
        int trunkAddress = address(10, 20, 255, 250);

        Map<String, String> values = new HashMap<>();
        values.put("cdrRecordType", "1");
        values.put("globalCallID_callManagerId", "2");
        values.put("globalCallID_callId", Long.toString(25_000 + call.id()));
        values.put("origLegCallIdentifier", Long.toString(47_000_000 + 2 * call.id()));
        values.put("destLegIdentifier", Long.toString(47_000_001 + 2 * call.id()));
        values.put("dateTimeOrigination", Long.toString(call.start().getEpochSecond()));
        values.put("dateTimeConnect", Long.toString(connect));
        values.put("dateTimeDisconnect", Long.toString(disconnect));
        values.put("duration", Long.toString(connect == 0 ? 0 : disconnect - connect));
        values.put("origNodeId", "2");
        values.put("destNodeId", "2");
        values.put("origIpAddr", Integer.toString(outbound ? phoneAddress : trunkAddress));
        values.put("destIpAddr", Integer.toString(outbound ? trunkAddress : phoneAddress));
        values.put("callingPartyNumber", WireText.tenDigits(call.caller()));
        values.put("originalCalledPartyNumber", called);
        values.put("finalCalledPartyNumber", called);
        values.put("lastRedirectDn", called);
        values.put("callingPartyNumberPartition", outbound ? "OnNet" : "");
        values.put("finalCalledPartyNumberPartition", outbound ? "PSTN" : "OnNet");
        values.put("origDeviceName", outbound ? phone : TRUNK);
        values.put("destDeviceName", outbound ? TRUNK : phone);
        values.put("origPrecedenceLevel", "4");
        values.put("destPrecedenceLevel", "4");
        values.put("origRSVPAudioStat", "0");
        values.put("origRSVPVideoStat", "0");
        values.put("destRSVPAudioStat", "0");
        values.put("destRSVPVideoStat", "0");
        values.put("pkid", WireText.idsOf(carrier, call).uuid().toString());
        values.put("globalCallId_ClusterID", "demo-cluster");
        values.put(answeredAt == null ? "destCause_value" : "origCause_value", Integer.toString(cause(call.outcome())));
        if (answeredAt != null) {
            values.put("origMediaCap_payloadCapability", "4");
            values.put("origMediaCap_maxFramesPerPacket", "20");
            values.put("destMediaCap_payloadCapability", "4");
            values.put("destMediaCap_maxFramesPerPacket", "20");
        }
        return values;
    }

    private static int cause(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWERED -> 16;
            case NO_ANSWER -> 19;
            case BUSY -> 17;
            case FAILED -> 41;
        };
    }

    /** Packs an IPv4 address with its last byte foremost, as CUCM does; the sign bit may be set. */
    private static int address(int a, int b, int c, int d) {
        return d << 24 | c << 16 | b << 8 | a;
    }
}

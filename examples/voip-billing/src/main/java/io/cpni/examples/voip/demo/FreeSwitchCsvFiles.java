package io.cpni.examples.voip.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/**
 * Writes FreeSWITCH's {@code mod_cdr_csv} with the stock "example" template and {@code legs=ab}: 15 quoted columns,
 * local time, two rows a call. The B leg comes first; only the A leg's row names the other.
 */
final class FreeSwitchCsvFiles implements CallFiles {

    private final DemoCarrier carrier;

    FreeSwitchCsvFiles(DemoCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public List<DemoFile> files(DemoSwitch source, YearMonth month, List<DemoCall> calls) {
        List<DemoCall> ordered = WireText.inOrderOfEnd(calls);
        return List.of(new DemoFile(
                source.label() + "/" + month + "/Master.csv",
                source.formatName(),
                source.zone(),
                ordered,
                out -> write(out, source, ordered)));
    }

    private void write(OutputStream out, DemoSwitch source, List<DemoCall> calls) throws IOException {
        StringBuilder text = new StringBuilder();
        for (DemoCall call : calls) {
            DemoRandom ids = WireText.idsOf(carrier, call);
            String legA = ids.uuid().toString();
            String legB = ids.uuid().toString();
            boolean outbound = call.direction() == CallDirection.OUTBOUND;
            String caller = outbound ? WireText.tenDigits(call.ownNumber()) : call.farNumber();
            String callee = outbound ? WireText.dialled(call.farNumber()) : WireText.tenDigits(call.ownNumber());
            // The B leg rings the gateway, or the telephone registered for the account.
            String called = outbound ? callee : "line" + call.accountId();
            text.append(row(call, source, caller, called, legB, ""));
            text.append(row(call, source, caller, callee, legA, legB));
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String row(DemoCall call, DemoSwitch source, String caller, String callee, String leg, String otherLeg) {
        String name = WireText.callerName(carrier, call);
        Instant answeredAt = call.answeredAt();
        return String.join(
                        ",",
                        quote(name.isEmpty() ? caller : name),
                        quote(caller),
                        quote(callee),
                        quote(call.direction() == CallDirection.OUTBOUND ? "default" : "public"),
                        quote(WireText.wallClock(call.start(), source.zone())),
                        quote(answeredAt == null ? "" : WireText.wallClock(answeredAt, source.zone())),
                        quote(WireText.wallClock(call.end(), source.zone())),
                        quote(Long.toString(call.whole().toSeconds())),
                        quote(Long.toString(call.talk().toSeconds())),
                        quote(FreeSwitchCause.of(call.outcome()).name()),
                        quote(leg),
                        quote(otherLeg),
                        quote(""),
                        quote("PCMU"),
                        quote("PCMU"))
                + "\n";
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}

package io.cpni.examples.voip.demo;

import java.time.Instant;

/**
 * Writes FreeSWITCH's {@code mod_cdr_csv} with the stock "example" template and {@code legs=ab}: 15 quoted columns,
 * local time, two rows a call. The B leg comes first; only the A leg's row names the other.
 */
final class FreeSwitchCsvFiles extends MasterCsvFiles {

    private final DemoCarrier carrier;

    FreeSwitchCsvFiles(DemoCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    String rows(DemoCall call, DemoSwitch source) {
        DemoRandom ids = WireText.idsOf(carrier, call);
        String legA = ids.uuid().toString();
        String legB = ids.uuid().toString();
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        String caller = outbound ? WireText.tenDigits(call.ownNumber()) : call.farNumber();
        String callee = outbound ? WireText.dialled(call.farNumber()) : WireText.tenDigits(call.ownNumber());
        // The B leg rings the gateway, or the telephone registered for the account.
        String called = outbound ? callee : "line" + call.accountId();
        return row(call, source, caller, called, legB, "") + row(call, source, caller, callee, legA, legB);
    }

    private String row(DemoCall call, DemoSwitch source, String caller, String callee, String leg, String otherLeg) {
        String name = WireText.callerName(carrier, call);
        Instant answeredAt = call.answeredAt();
        return join(
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
}

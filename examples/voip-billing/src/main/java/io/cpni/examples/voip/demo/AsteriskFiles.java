package io.cpni.examples.voip.demo;

import java.time.Instant;
import java.util.Locale;

/**
 * Writes Asterisk's {@code Master.csv}: no header, wall-clock times without zone, seconds cut off from sub-second
 * clocks, no answer time where nobody answered. The unique id is the epoch second of the start, a dot and a number.
 */
final class AsteriskFiles extends MasterCsvFiles {

    private final DemoCarrier carrier;
    private final AsteriskStyle style;

    AsteriskFiles(DemoCarrier carrier, AsteriskStyle style) {
        this.carrier = carrier;
        this.style = style;
    }

    @Override
    String rows(DemoCall call, DemoSwitch source) {
        return row(call, source) + "\n";
    }

    private String row(DemoCall call, DemoSwitch source) {
        boolean outbound = call.direction() == CallDirection.OUTBOUND;
        String caller = outbound ? ownForm(call.ownNumber()) : call.farNumber();
        String sentOut = WireText.dialled(call.callee());
        String line = "PJSIP/line" + call.accountId();
        // The channel's counter runs in hexadecimal and begins anew after a restart; the unique id does neither.
        String counter = String.format(Locale.ROOT, "-%08x", call.id() % 4_096);
        Instant answeredAt = call.answeredAt();

        String clid = quote("\"" + WireText.callerName(carrier, call) + "\" <" + caller + ">");
        String parties = join(
                quote(caller),
                quote(outbound ? dialled(sentOut) : WireText.tenDigits(call.ownNumber())),
                quote(outbound ? "from-customers" : "from-trunk"));
        String channels = join(
                quote((outbound ? line : "PJSIP/carrier") + counter),
                quote(call.outcome() == CallOutcome.FAILED ? "" : (outbound ? "PJSIP/carrier" : line) + counter),
                quote("Dial"),
                quote(outbound ? "PJSIP/" + sentOut + "@carrier,60,r" : line + ",25,t"),
                quote(WireText.wallClock(call.start(), source.zone())),
                quote(answeredAt == null ? "" : WireText.wallClock(answeredAt, source.zone())),
                quote(WireText.wallClock(call.end(), source.zone())),
                seconds(call.whole().toSeconds()),
                seconds(call.talk().toSeconds()),
                quote(disposition(call.outcome())),
                quote("DOCUMENTATION"));
        String uniqueId = quote(call.start().getEpochSecond() + "." + 2 * call.id());
        String none = quote("");
        return switch (style) {
            case STOCK, QUOTED -> join(none, parties, clid, channels, uniqueId, none);
            case CUSTOM -> join(clid, parties, channels, none, uniqueId, none, Long.toString(2 * call.id()));
        };
    }

    private String ownForm(String number) {
        return switch (style) {
            case STOCK -> WireText.dialled(number);
            case QUOTED -> WireText.tenDigits(number);
            case CUSTOM -> number;
        };
    }

    private String dialled(String sentOut) {
        return style == AsteriskStyle.QUOTED ? "9" + sentOut : sentOut;
    }

    private String seconds(long seconds) {
        String text = Long.toString(seconds);
        return style == AsteriskStyle.STOCK ? text : quote(text);
    }

    private static String disposition(CallOutcome outcome) {
        return switch (outcome) {
            case ANSWERED -> "ANSWERED";
            case NO_ANSWER -> "NO ANSWER";
            case BUSY -> "BUSY";
            case FAILED -> "FAILED";
        };
    }
}

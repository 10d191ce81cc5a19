package io.cpni.examples.voip.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Forms the texts that several formats share. */
final class WireText {

    private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** FreeSWITCH's switch_url_encode escapes these and what is not printable ASCII; a slash stays. */
    private static final String ESCAPED = " \"#%&+:;<=>?@[\\]^`{|}";

    private static final String HEX = "0123456789ABCDEF";

    private WireText() {}

    static String wallClock(Instant instant, ZoneId zone) {
        return WALL_CLOCK.format(instant.atZone(zone));
    }

    /**
     * Returns the number as dialled from within the United States, all digits: 1 and ten digits, or 011 and the
     * rest.
     */
    static String dialled(String e164) {
        return e164.startsWith("+1") ? e164.substring(1) : "011" + e164.substring(1);
    }

    /** Returns ten digits for a North American number, the international dialled form for others. */
    static String tenDigits(String e164) {
        return e164.startsWith("+1") ? e164.substring(2) : dialled(e164);
    }

    /** Escapes as FreeSWITCH does in the variables of a JSON record. */
    static String percentEncoded(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ' || b == 0x7F || ESCAPED.indexOf(b) >= 0) {
                result.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            } else {
                result.append((char) b);
            }
        }
        return result.toString();
    }

    /** Orders calls as switches write them: when they end. */
    static List<DemoCall> inOrderOfEnd(List<DemoCall> calls) {
        return calls.stream()
                .sorted(Comparator.comparing(DemoCall::end).thenComparing(DemoCall::id))
                .toList();
    }

    /** Returns a random stream that is this call's own, so that its ids do not depend on the file it lands in. */
    static DemoRandom idsOf(DemoCarrier carrier, DemoCall call) {
        return new DemoRandom(carrier.seed() * 31 + call.id());
    }

    /** Returns the name a switch shows for an account's calls: none for an unlisted customer. */
    static String callerName(DemoCarrier carrier, DemoCall call) {
        DemoCustomer customer =
                carrier.customer(carrier.account(call.accountId()).customerId());
        boolean shown = call.direction() == CallDirection.OUTBOUND && !customer.unlisted();
        return shown ? customer.name() : "";
    }
}

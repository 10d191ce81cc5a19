package io.cpni.examples.voip.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the number in the arguments of Asterisk's {@code Dial} application. */
final class DialString {

    /** {@code PJSIP/number@trunk} or {@code SIP/trunk/number}, with options after a comma; one destination only. */
    private static final Pattern DESTINATION =
            Pattern.compile("[A-Za-z0-9]+/(?:\\+?([0-9]{7,15})@[^/&,]*|[^/&,@]+/\\+?([0-9]{7,15}))(?:,.*)?");

    private DialString() {}

    /** Returns the digits sent out, or null if something else was called or several destinations were rung. */
    static @Nullable String numberOf(String application, String arguments) {
        if (!application.equals("Dial")) {
            return null;
        }
        Matcher matcher = DESTINATION.matcher(arguments);
        if (!matcher.matches()) {
            return null;
        }
        String atTrunk = matcher.group(1);
        return atTrunk != null ? atTrunk : matcher.group(2);
    }
}

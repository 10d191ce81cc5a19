package io.cpni.examples.voip.imports;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds one side of a call.
 *
 * @param raw the number, extension or user as recorded, or null
 * @param e164 the same as a valid telephone number, or null
 */
record Party(@Nullable String raw, @Nullable String e164) {

    /** What switches write for a caller who withheld the number: no telephone number, but no extension either. */
    private static final Set<String> WITHHELD =
            Set.of("anonymous", "unknown", "unavailable", "restricted", "private", "withheld");

    /** An extension, a feature code, or a user name; a longer run of digits may be a foreign or prefixed number. */
    private static final Pattern LOCAL = Pattern.compile("[0-9]{1,6}|[*#][0-9*#]*|[A-Za-z_][A-Za-z0-9_.-]*");

    /** Asterisk's start extension: where calls from outside arrive in the dial plan, and originated calls begin. */
    private static final String START_EXTENSION = "s";

    static Party none() {
        return new Party(null, null);
    }

    /**
     * Tells the direction from what the two sides are, for formats that do not state it. Two telephone numbers, or a
     * side that is withheld or unclear, tell nothing.
     */
    static Direction direction(Party caller, Party callee) {
        if (caller.e164 != null && (callee.isLocal() || START_EXTENSION.equals(callee.raw))) {
            return Direction.INBOUND;
        }
        if (caller.isLocal() && callee.e164 != null) {
            return Direction.OUTBOUND;
        }
        if (caller.isLocal() && callee.isLocal()) {
            return Direction.INTERNAL;
        }
        return Direction.UNKNOWN;
    }

    private boolean isLocal() {
        return raw != null
                && e164 == null
                && !raw.equals(START_EXTENSION)
                && !WITHHELD.contains(raw.toLowerCase(Locale.ROOT))
                && LOCAL.matcher(raw).matches();
    }

    /** Prints a mask: a number is call detail. */
    @Override
    public String toString() {
        return raw == null ? "Party[none]" : "Party[***]";
    }
}

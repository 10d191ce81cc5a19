package io.cpni.breakglass;

/**
 * Hears of openings, to raise the alarm.
 *
 * <p>Called on the thread that opens, when the opening is on record and in force. What it throws is logged and changes
 * nothing. It must not pass on the reason or the customer to where others read.
 */
@FunctionalInterface
public interface BreakGlassListener {

    /** Hears that the glass was broken. */
    void opened(BreakGlassGrant grant);
}

package io.cpni.approval;

/** Names what customers can refuse besides the use of their data; none of these implies an opt-out, or follows from one. */
public enum PreferenceFlag {
    /** Marketing calls, to one number or to all (64.1200(d); rule R-DNC-1). */
    DO_NOT_CALL,
    /** Being contacted with marketing, by any channel (rule R-SEED-OPT). */
    MARKETING_CONTACT,
    /** Sharing with partners (rule R-SEED-OPT). */
    PARTNER_SHARING
}

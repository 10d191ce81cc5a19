package io.cpni.examples.voip.demo;

/** Names the ways the demo's Asterisk switches write their {@code Master.csv}. */
enum AsteriskStyle {
    /** Has 18 columns; text is quoted, duration and billed seconds are not. */
    STOCK,

    /** Has 18 columns, all quoted; the dialled number begins with 9 for a line. */
    QUOTED,

    /** Has 19 columns, the caller id text first; all are quoted but the sequence number, the last. */
    CUSTOM
}

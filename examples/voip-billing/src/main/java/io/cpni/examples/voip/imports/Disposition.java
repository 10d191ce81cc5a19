package io.cpni.examples.voip.imports;

/** Says how a call ended up. Only {@link #ANSWERED} is ever billed. */
public enum Disposition {
    /** Somebody or something answered; a fax that was sent or received counts as answered. */
    ANSWERED,
    /** It rang, or reached a mailbox, and nobody took it. */
    NO_ANSWER,
    /** The called line was in use. */
    BUSY,
    /** The network or the switch could not or would not complete it. */
    FAILED,
    /** The switch set up this leg itself to record another call; it is nobody's call. */
    RECORDING_LEG,
    /** The record has a text or code for it that is not known here. */
    UNKNOWN
}

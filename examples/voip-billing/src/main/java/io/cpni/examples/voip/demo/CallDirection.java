package io.cpni.examples.voip.demo;

/** Tells who called, seen from the account. */
public enum CallDirection {
    /** The account called the far end. */
    OUTBOUND,

    /** The far end called the account. */
    INBOUND
}

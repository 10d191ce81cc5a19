package io.cpni.examples.voip.imports;

/** Says which way a call went, seen from the carrier's customer. */
public enum Direction {
    /** From the public network to the customer. */
    INBOUND,
    /** From the customer to the public network. */
    OUTBOUND,
    /** Between extensions or features of one switch. */
    INTERNAL,
    /** The record does not say, and its numbers do not tell. */
    UNKNOWN
}

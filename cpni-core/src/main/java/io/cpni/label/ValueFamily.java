package io.cpni.label;

/**
 * Groups column types that compare with each other without conversion.
 *
 * <p>A comparison across families makes the database convert a stored value, and a conversion that fails tells
 * something about the row. The gate therefore treats it like any other expression that can fail.
 */
public enum ValueFamily {
    /** Character data. */
    TEXT,
    /** Exact and approximate numbers. */
    NUMBER,
    /** Dates, times and timestamps. */
    TEMPORAL,
    /** Booleans. */
    BOOLEAN,
    /** UUIDs. */
    UUID,
    /** Bytes. */
    BINARY,
    /** Anything else, or not known. */
    OTHER
}

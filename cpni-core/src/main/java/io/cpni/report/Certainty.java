package io.cpni.report;

/** Says how surely a line of a report concerns the customers it is about. */
public enum Certainty {
    /** The log names the customers concerned. */
    KNOWN,
    /** The log cannot tell: the statement could not name its customers, or the access was never closed. */
    POSSIBLY
}

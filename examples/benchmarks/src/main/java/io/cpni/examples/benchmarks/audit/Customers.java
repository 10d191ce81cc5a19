package io.cpni.examples.benchmarks.audit;

/** Whose records are looked up. */
public enum Customers {
    /** Of customers whom the log remembers. */
    KNOWN,
    /** Of a customer each whom it has never met, so that it has to make a key and a number for every record. */
    NEW
}

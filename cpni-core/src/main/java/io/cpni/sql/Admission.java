package io.cpni.sql;

/** What was admitted to a transaction, for whoever records it. */
public final class Admission {

    private final RowSecurityRecord record;
    private final long process;
    private final boolean behindGate;

    Admission(RowSecurityRecord record, long process, boolean behindGate) {
        this.record = record;
        this.process = process;
        this.behindGate = behindGate;
    }

    /** Returns the name of the use. */
    public String use() {
        return record.use();
    }

    RowSecurityRecord record() {
        return record;
    }

    /** Tells whether the use is of writers alone. */
    boolean behindGate() {
        return behindGate;
    }

    /** Returns the process of the server that the transaction runs in. */
    long process() {
        return process;
    }
}

package io.cpni.examples.benchmarks.gate;

import javax.sql.DataSource;

/** Names the way in. */
public enum Through {
    /** Straight into the table. */
    UNGUARDED("unguarded"),
    /** Through the gate, with a log that keeps nothing. */
    GUARDED("guarded"),
    /** Through the gate, with a durable log. */
    AUDITED("guarded, durable audit");

    private final String title;

    Through(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    DataSource source(Carrier carrier) {
        return switch (this) {
            case UNGUARDED -> carrier.raw();
            case GUARDED -> carrier.guarded();
            case AUDITED -> carrier.audited();
        };
    }
}

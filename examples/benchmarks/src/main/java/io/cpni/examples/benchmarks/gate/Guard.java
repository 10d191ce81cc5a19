package io.cpni.examples.benchmarks.gate;

import javax.sql.DataSource;

/** Names what guards. */
public enum Guard {
    /** Nothing. */
    NOTHING("Hibernate, unguarded"),
    /** Hibernate's filter, switched on for the session; masks nothing, records nothing. */
    FILTER("Hibernate @Filter"),
    /** Spring Security's filter of what was returned; masks nothing, records nothing. */
    POST_FILTER("Hibernate and @PostFilter"),
    /** The gate below Hibernate, with a log that keeps nothing. */
    GATE("Hibernate over the gate"),
    /** The gate below Hibernate, with a durable log. */
    AUDITED_GATE("Hibernate over the gate, durable audit");

    private final String title;

    Guard(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    DataSource source(Carrier carrier) {
        return switch (this) {
            case NOTHING, FILTER, POST_FILTER -> carrier.raw();
            case GATE -> carrier.guarded();
            case AUDITED_GATE -> carrier.audited();
        };
    }
}

package io.cpni.examples.benchmarks.gate;

/** Names what protects the records of a whole application. */
public enum Protection {
    /** Nothing. */
    NOTHING("unguarded"),
    /** The application's own statements have the masks and conditions in them; nothing is recorded. */
    BY_HAND("conditions and masks by hand"),
    /** The library, with a log that keeps nothing. */
    GUARDED("guarded"),
    /** The library as it is used: no row before its record is durable. */
    AUDITED("guarded, durable audit");

    private final String title;

    Protection(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isOurs() {
        return this == GUARDED || this == AUDITED;
    }
}

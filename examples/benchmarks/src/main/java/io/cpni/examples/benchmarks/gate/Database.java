package io.cpni.examples.benchmarks.gate;

/** Names a database that the gate speaks to, and what differs in how the data set is made there. */
public enum Database {
    /** H2 in a file, as a small carrier runs it. */
    H2("system_range(1, %d) s", "x", "dateadd(second, %s, %s)", "analyze"),
    /** PostgreSQL, with its defaults for durability. */
    POSTGRESQL(
            "generate_series(cast(1 as bigint), cast(%d as bigint)) s(x)",
            "x", "(%2$s + (%1$s) * interval '1 second')", "vacuum analyze");

    private static final String URL = "cpni.bench.url.";

    private final String series;
    private final String number;
    private final String later;
    private final String analyze;

    Database(String series, String number, String later, String analyze) {
        this.series = series;
        this.number = number;
        this.later = later;
        this.analyze = analyze;
    }

    /** Returns a relation of so many rows, numbered from 1. */
    String series(long rows) {
        return series.formatted(rows);
    }

    /** Returns the column that holds the number. */
    String number() {
        return number;
    }

    /** Returns a time so many seconds after another. */
    String later(String seconds, String time) {
        return later.formatted(seconds, time);
    }

    /** Returns the statement that has the server look at the data, for its plans. */
    String analyze() {
        return analyze;
    }

    /** Returns the system property by which a JVM that JMH forks learns where the data set is. */
    String property() {
        return URL + name();
    }

    /** Returns where the data set is. */
    String url() {
        String url = System.getProperty(property());
        if (url == null) {
            throw new IllegalStateException(
                    "no data set of " + this + ": these benchmarks are run by GateReport, which makes one first");
        }
        return url;
    }
}

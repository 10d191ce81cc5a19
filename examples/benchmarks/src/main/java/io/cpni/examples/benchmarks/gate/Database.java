package io.cpni.examples.benchmarks.gate;

/** Names a database that the gate speaks to, and what differs in how the data set is made there. */
public enum Database {
    /** H2 in a file, as a small carrier runs it. */
    H2(
            "system_range(1, %d) s",
            "timestamp(6) with time zone",
            "timestamp with time zone '%s+00'",
            "dateadd(second, (%s) / %d, %s)",
            "%s || '%s'",
            "analyze"),
    /** PostgreSQL, with its defaults for durability. */
    POSTGRESQL(
            "generate_series(cast(1 as bigint), cast(%d as bigint)) s(x)",
            "timestamp(6) with time zone",
            "timestamp with time zone '%s+00'",
            "(%3$s + ((%1$s) / %2$d) * interval '1 second')",
            "%s || '%s'",
            "vacuum analyze"),
    /** MariaDB, with its defaults for durability. It has no time with a zone: times are in UTC, as is the session. */
    MARIADB(
            "(select seq as x from seq_1_to_%d) s",
            "datetime(6)",
            "timestamp '%s'",
            "timestampadd(second, (%s) div %d, %s)",
            // There || means OR.
            "concat(%s, '%s')",
            "analyze table customer, account, call_record, cpni_approval_interval, cpni_subscription");

    private static final String URL = "cpni.bench.url.";

    private final String series;
    private final String instantType;
    private final String instant;
    private final String later;
    private final String appended;
    private final String analyze;

    Database(String series, String instantType, String instant, String later, String appended, String analyze) {
        this.series = series;
        this.instantType = instantType;
        this.instant = instant;
        this.later = later;
        this.appended = appended;
        this.analyze = analyze;
    }

    /** Returns a relation of so many rows, numbered from 1 in its column {@code x}. */
    String series(long rows) {
        return series.formatted(rows);
    }

    /** Returns the type of a column that holds an instant. */
    String instantType() {
        return instantType;
    }

    /** Returns an instant that is given as date and time in UTC. */
    String instant(String utc) {
        return instant.formatted(utc);
    }

    /** Returns an instant some seconds after another, as many whole ones as the first number has of the second. */
    String later(String seconds, long per, String instant) {
        return later.formatted(seconds, per, instant);
    }

    /** Returns a text with another one at its end, null if it is null. */
    String appended(String text, String end) {
        return appended.formatted(text, end);
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

package io.cpni.examples.benchmarks.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The databases in which the log is timed, each with commits that wait for the disk. */
public enum Store {
    /** H2 in a file of its own. */
    H2,
    /** PostgreSQL with fsync on. */
    POSTGRESQL,
    /** MariaDB with innodb_flush_log_at_trx_commit=1. */
    MARIADB;

    private static final String URL = "cpni.bench.audit.url.";

    /** Returns the system property that says where it is. */
    String property() {
        return URL + name();
    }

    /** Returns connections of the log's own. */
    HikariDataSource connections() {
        String url = System.getProperty(property());
        if (url == null) {
            throw new IllegalStateException(this + " is not started: these benchmarks are run by AuditReport");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (this == H2) {
            config.setUsername("sa");
            config.setPassword("");
        }
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}

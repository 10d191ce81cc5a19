package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The audit log's own physical connections: a pool for whoever reads reports, erases, indexes and signs, and connections for
 * those who write records. They are no data source beans, so that nobody is given them by accident.
 *
 * <p>Sharing the application's pool would let requests that hold a connection wait for one to be audited with. Sharing one
 * with reports would let slow ones deny all access once the writer has lost its connection.
 */
final class AuditDataSource implements AutoCloseable {

    /** Begins the states of connections that were refused. */
    private static final String REFUSED = "28";

    private static final Logger LOG = LoggerFactory.getLogger(AuditDataSource.class);

    private final HikariDataSource pool;

    /**
     * No pool: a writer keeps its connection, and one that it gives back is broken. The writer of the log keeps one, and that of
     * its spool one while it replays.
     */
    private final DataSource writers;

    private AuditDataSource(HikariDataSource pool, DataSource writers) {
        this.pool = pool;
        this.writers = writers;
    }

    /**
     * Opens a pool to the database that the settings name, or else to the main one.
     *
     * @param settings the settings of the audit log
     * @param details how Spring Boot connects to the main database, where it does
     * @param main the data source behind the gate
     */
    static AuditDataSource open(
            CpniProperties.Audit settings, @Nullable JdbcConnectionDetails details, DataSource main) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("cpni-audit");
        pool.setMaximumPoolSize(settings.poolSize());
        if (settings.url() != null) {
            connect(pool, settings.url(), settings.username(), settings.password());
        } else if (details != null) {
            connect(pool, details.getJdbcUrl(), details.getUsername(), details.getPassword());
        } else if (main instanceof HikariDataSource hikari && hikari.getJdbcUrl() != null) {
            connect(pool, hikari.getJdbcUrl(), hikari.getUsername(), hikari.getPassword());
        } else {
            throw new IllegalStateException("the audit log needs connections of its own, and nothing tells where to;"
                    + " set cpni.audit.url, cpni.audit.username and cpni.audit.password");
        }
        DriverManagerDataSource writers = new DriverManagerDataSource();
        writers.setUrl(pool.getJdbcUrl());
        writers.setUsername(pool.getUsername());
        writers.setPassword(pool.getPassword());
        return new AuditDataSource(pool, writers);
    }

    private static void connect(
            HikariDataSource pool, String url, @Nullable String username, @Nullable String password) {
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
    }

    /** Returns the connections of all who do not write records. */
    DataSource dataSource() {
        return pool;
    }

    /** Returns the connections of those who write records. */
    DataSource forWriters() {
        return writers;
    }

    /** Tells whether the database cannot be reached; one that refuses the user can. */
    boolean isAway() {
        try (Connection connection = writers.getConnection()) {
            LOG.debug("The audit database answers: {}", connection);
            return false;
        } catch (SQLException e) {
            LOG.warn("The audit database cannot be reached", e);
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof SQLException failure
                        && failure.getSQLState() != null
                        && failure.getSQLState().startsWith(REFUSED)) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}

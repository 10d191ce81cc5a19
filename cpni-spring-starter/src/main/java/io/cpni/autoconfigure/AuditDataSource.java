package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The audit log's own physical connections, in two pools: one for whoever reads reports, erases, indexes and signs, and one
 * for those who write records. They are no data source beans, so that nobody is given them by accident.
 *
 * <p>Sharing the application's pool would let requests that hold a connection wait for one to be audited with. Sharing one
 * with reports would let slow ones deny all access once the writer has lost its connection.
 */
final class AuditDataSource implements AutoCloseable {

    /** The writer of the log keeps one connection; that of its spool keeps one while it replays. */
    private static final int WRITERS = 2;

    /** Begins the states of connections that were refused. */
    private static final String REFUSED = "28";

    private static final Logger LOG = LoggerFactory.getLogger(AuditDataSource.class);

    /** What Hikari takes at least. */
    private static final long SHORTEST_TIMEOUT_MILLIS = 250;

    /** Which part of an access's wait for its record its writer waits for a connection. */
    private static final double TIMEOUT_PART = 0.6;

    private final HikariDataSource pool;
    private final HikariDataSource writers;

    private AuditDataSource(HikariDataSource pool, HikariDataSource writers) {
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
        HikariDataSource pool = pool("cpni-audit", settings.poolSize(), settings, details, main);
        HikariDataSource writers = pool("cpni-audit-writer", WRITERS, settings, details, main);
        // They are kept by those who use them, so none waits in the pool.
        writers.setMinimumIdle(0);
        writers.setConnectionTimeout(Math.max(
                SHORTEST_TIMEOUT_MILLIS,
                (long) (TIMEOUT_PART * settings.waitAtMost().toMillis())));
        return new AuditDataSource(pool, writers);
    }

    private static HikariDataSource pool(
            String name,
            int size,
            CpniProperties.Audit settings,
            @Nullable JdbcConnectionDetails details,
            DataSource main) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
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
        return pool;
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
        writers.close();
    }
}

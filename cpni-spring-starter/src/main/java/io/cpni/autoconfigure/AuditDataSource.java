package io.cpni.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The audit log's own pool of physical connections. It is not a data source bean, so that nobody is given it by accident.
 *
 * <p>Sharing the application's pool would let requests that hold a connection wait for one to be audited with.
 */
final class AuditDataSource implements AutoCloseable {

    private final HikariDataSource pool;

    private AuditDataSource(HikariDataSource pool) {
        this.pool = pool;
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
        return new AuditDataSource(pool);
    }

    private static void connect(
            HikariDataSource pool, String url, @Nullable String username, @Nullable String password) {
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}

package io.cpni.jdbc;

import io.cpni.customer.CustomerKeyType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A fresh database with empty fact tables, pooled; closing it drops what it holds. */
public final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final DataSource pool;
    private final DatabaseVendor vendor;
    private final Runnable onClose;

    private TestDatabase(DataSource pool, DatabaseVendor vendor, Runnable onClose) {
        this.pool = pool;
        this.vendor = vendor;
        this.onClose = onClose;
    }

    private static TestDatabase of(JdbcConnectionPool pool, DatabaseVendor vendor, String onClose) {
        pool.setMaxConnections(CONNECTIONS);
        return new TestDatabase(pool, vendor, () -> {
            execute(pool, onClose);
            pool.dispose();
        });
    }

    /** Creates one in the memory of this process, with fact tables. */
    public static TestDatabase h2(CustomerKeyType keyType) {
        return emptyH2().withFacts(keyType);
    }

    /** Creates one in the memory of this process, without tables. */
    public static TestDatabase emptyH2() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return of(JdbcConnectionPool.create(url, "sa", ""), DatabaseVendor.H2, "SHUTDOWN");
    }

    /** Creates a schema in a PostgreSQL server that all tests of this process share, with fact tables. */
    public static TestDatabase postgres(CustomerKeyType keyType) {
        String schema = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("no schema for a test", e);
        }
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setURL(Server.INSTANCE.getJdbcUrl("postgres", "postgres"));
        source.setCurrentSchema(schema);
        return of(JdbcConnectionPool.create(source), DatabaseVendor.POSTGRESQL, "DROP SCHEMA " + schema + " CASCADE")
                .withFacts(keyType);
    }

    /** Creates a database in a MariaDB server that all tests of this process share, with fact tables. */
    public static TestDatabase mariaDb(CustomerKeyType keyType) {
        return mariaDb(keyType, "");
    }

    /** Creates a database in MariaDB that is reached with further options of the driver, such as {@code &a=b}. */
    public static TestDatabase mariaDb(CustomerKeyType keyType, String options) {
        String name = MariaDbServer.createDatabase();
        String url = MariaDbServer.url(name) + "&maxPoolSize=" + CONNECTIONS + options;
        try {
            MariaDbPoolDataSource pool = new MariaDbPoolDataSource(url);
            return new TestDatabase(pool, DatabaseVendor.MARIADB, () -> {
                        pool.close();
                        MariaDbServer.dropDatabase(name);
                    })
                    .withFacts(keyType);
        } catch (SQLException e) {
            throw new IllegalStateException("MariaDB's driver does not take the options " + options, e);
        }
    }

    public DatabaseVendor vendor() {
        return vendor;
    }

    /** Returns its pooled DataSource. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Runs one statement and commits. Types, moments and quotes are those of H2 and PostgreSQL; MariaDB gets its own for
     * them.
     */
    public void execute(String sql) {
        execute(pool, written(sql));
    }

    private static void execute(DataSource pool, String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("statement of a test failed", e);
        }
    }

    @Override
    public void close() {
        onClose.run();
    }

    /** Writes a statement of a test in the database's own words. */
    public String written(String sql) {
        return vendor == DatabaseVendor.MARIADB
                ? sql.replaceAll("(?i)TIMESTAMP WITH TIME ZONE '([^'+]*?)Z?(\\+00)?'", "'$1'")
                        .replace("TIMESTAMP(6) WITH TIME ZONE", "DATETIME(6)")
                        .replace('"', '`')
                : sql;
    }

    private TestDatabase withFacts(CustomerKeyType keyType) {
        FactSchema.create(pool, keyType);
        return this;
    }

    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for tests did not start", e);
            }
        }
    }
}

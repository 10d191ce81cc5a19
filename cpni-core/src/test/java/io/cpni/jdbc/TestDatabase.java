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
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A fresh database with empty fact tables, pooled; closing it drops what it holds. */
public final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final JdbcConnectionPool pool;
    private final String onClose;

    private TestDatabase(JdbcConnectionPool pool, String onClose) {
        this.pool = pool;
        this.onClose = onClose;
        pool.setMaxConnections(CONNECTIONS);
    }

    /** Creates one in the memory of this process, with fact tables. */
    public static TestDatabase h2(CustomerKeyType keyType) {
        return emptyH2().withFacts(keyType);
    }

    /** Creates one in the memory of this process, without tables. */
    public static TestDatabase emptyH2() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return new TestDatabase(JdbcConnectionPool.create(url, "sa", ""), "SHUTDOWN");
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
        return new TestDatabase(JdbcConnectionPool.create(source), "DROP SCHEMA " + schema + " CASCADE")
                .withFacts(keyType);
    }

    /** Returns its pooled DataSource. */
    public DataSource dataSource() {
        return pool;
    }

    /** Runs one statement and commits. */
    public void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("statement of a test failed", e);
        }
    }

    @Override
    public void close() {
        execute(onClose);
        pool.dispose();
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

package io.cpni.audit;

import io.cpni.jdbc.MariaDbServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Gives tests empty databases with the audit tables in them. */
public enum AuditDatabases {
    H2 {
        @Override
        DataSource empty() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:mem:audit" + COUNTER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
            return dataSource;
        }

        @Override
        public void allowChanges(DataSource database) {
            // Nothing refuses changes on H2.
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty() {
            String name = "audit" + COUNTER.incrementAndGet();
            execute(Server.INSTANCE.getPostgresDatabase(), "CREATE DATABASE " + name);
            return Server.INSTANCE.getDatabase("postgres", name);
        }

        @Override
        public void allowChanges(DataSource database) {
            for (String table : GUARDED) {
                execute(database, "ALTER TABLE cpni_audit_" + table + " DISABLE TRIGGER ALL");
            }
        }
    },
    MARIADB {
        @Override
        DataSource empty() {
            try {
                return new MariaDbDataSource(MariaDbServer.url(MariaDbServer.createDatabase()));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void allowChanges(DataSource database) {
            for (String table : GUARDED) {
                execute(database, "DROP TRIGGER cpni_audit_" + table + "_no_update");
                execute(database, "DROP TRIGGER cpni_audit_" + table + "_no_delete");
            }
        }
    };

    private static final List<String> GUARDED = List.of("record", "shape", "tile", "checkpoint");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Returns a database with empty audit tables. */
    public DataSource create() {
        DataSource dataSource = empty();
        AuditSchema.create(dataSource);
        return dataSource;
    }

    abstract DataSource empty();

    /** Returns how bytes are written in a statement. */
    String bytes(String hex) {
        return this == POSTGRESQL ? "'\\x" + hex + "'" : "X'" + hex + "'";
    }

    /** Does what an intruder who owns the tables would do first. */
    public abstract void allowChanges(DataSource database);

    /** Runs a statement and commits it. */
    public static int execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static final class Server {

        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.cpni.audit.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases that several processes reach, one after the other or at once, and whose commits are durable. */
enum CrashDatabase {
    H2_FILE,
    POSTGRESQL,
    MARIADB;

    /** The servers of a test class, started when they are asked for. */
    static final class Servers implements AutoCloseable {

        private final Map<CrashDatabase, KillableServer> running = new EnumMap<>(CrashDatabase.class);
        private final Path directory;

        Servers(Path directory) {
            this.directory = directory;
        }

        /** Returns the URL of an empty database with the tables in it. */
        String createDatabase(CrashDatabase database) {
            String url = server(database).map(KillableServer::createDatabase).orElseGet(this::h2);
            LogUnderTest.createTables(dataSource(url));
            return url;
        }

        /** Returns the server, if it is one. */
        Optional<KillableServer> server(CrashDatabase database) {
            Optional<Supplier<KillableServer>> starter = switch (database) {
                case H2_FILE -> Optional.empty();
                case POSTGRESQL -> Optional.of(KillablePostgres::start);
                case MARIADB -> Optional.of(KillableMariaDb::start);
            };
            return starter.map(start -> running.computeIfAbsent(database, key -> start.get()));
        }

        /** A commit is in the file when it returns. */
        private String h2() {
            try {
                return "jdbc:h2:file:"
                        + Files.createTempDirectory(directory, "h2").resolve("audit") + ";WRITE_DELAY=0";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            running.values().forEach(KillableServer::close);
        }
    }

    /** Returns connections to a database of another process's making too. */
    static DataSource dataSource(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            h2.setUser("sa");
            return h2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setURL(url);
            return postgres;
        }
        try {
            return new MariaDbDataSource(url);
        } catch (SQLException e) {
            throw new IllegalStateException("no data source for " + url, e);
        }
    }
}

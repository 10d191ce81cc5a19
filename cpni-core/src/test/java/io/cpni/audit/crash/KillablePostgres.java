package io.cpni.audit.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** PostgreSQL with its defaults for durability, which the embedded one otherwise switches off. */
final class KillablePostgres implements KillableServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    private KillablePostgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.server = start(directory, port);
    }

    static KillablePostgres start() {
        try {
            return new KillablePostgres(Files.createTempDirectory("cpni-postgres"), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static EmbeddedPostgres start(Path directory, int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String createDatabase() {
        String name = "crash" + DATABASES.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    @Override
    public void kill() {
        ProcessHandle postmaster = postmaster();
        KillableServer.killAll(
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList());
    }

    private ProcessHandle postmaster() {
        try {
            List<String> pidFile = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(pidFile.get(0).strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restart() {
        closeServer();
        server = start(directory, port);
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeServer();
        try {
            KillableServer.remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

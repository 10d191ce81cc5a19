package io.cpni.examples.benchmarks.gate;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The databases with the data set in them, made once for all benchmarks. Where they are is said by system properties, which
 * {@link #jvmArguments} hands on to JVMs that JMH forks.
 */
final class Servers implements AutoCloseable {

    /** Hundred megabytes of an H2 file are kept in memory, so that H2 and PostgreSQL both read from memory. */
    private static final String H2_OPTIONS = ";OPTIMIZE_REUSE_RESULTS=0;CACHE_SIZE=600000";

    private final Collection<Database> databases;
    private final @Nullable EmbeddedPostgres postgres;
    private final Path folder;

    private Servers(Collection<Database> databases, Path folder, @Nullable EmbeddedPostgres postgres) {
        this.databases = databases;
        this.folder = folder;
        this.postgres = postgres;
    }

    /** Starts what has to be started and makes the data set. */
    static Servers start(Collection<Database> databases, long calls, Path under) {
        try {
            Path folder = Files.createDirectories(under.resolve("gate-" + UUID.randomUUID()))
                    .toAbsolutePath();
            Servers servers =
                    new Servers(databases, folder, databases.contains(Database.POSTGRESQL) ? postgres(folder) : null);
            for (Database database : databases) {
                System.setProperty(database.property(), servers.url(database));
                make(database, calls);
            }
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException("the databases of the benchmarks did not start", e);
        }
    }

    /** A commit is durable, as in a carrier's; embedded servers are made for tests and would not wait for the disk. */
    private static EmbeddedPostgres postgres(Path folder) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }

    private String url(Database database) {
        return switch (database) {
            case H2 -> "jdbc:h2:file:" + folder.resolve("carrier") + H2_OPTIONS;
            case POSTGRESQL -> {
                if (postgres == null) {
                    throw new IllegalStateException("PostgreSQL was not started");
                }
                yield postgres.getJdbcUrl("postgres", "postgres");
            }
        };
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
        databases.forEach(database -> arguments.add("-D" + database.property() + "=" + database.url()));
        return arguments;
    }

    @Override
    public void close() {
        databases.forEach(database -> System.clearProperty(database.property()));
        try {
            if (postgres != null) {
                postgres.close();
            }
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the databases of the benchmarks were not cleared away", e);
        }
    }
}
